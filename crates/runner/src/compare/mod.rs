//! Lays the accounts of one event side by side.
//!
//! Two passes keep memory bounded. [`gather`] analyzes each document once, asks the corpus stage of each analyzer for
//! its state of that document alone, and puts both aside on disk; meanwhile documents are grouped into stories. Then
//! [`Gathered`] merges the states of one story after the other, in input order, and has the stages write their tables.

mod gather;
mod join;
mod spool;
mod stages;
mod stored;
mod tables;

use std::io;

use rashomon_formats::{OffsetUnit, Table, TableWriter};
use rayon::prelude::*;

pub use self::gather::{Gathering, gather};
use self::join::Joined;
use self::spool::Spool;
use self::stages::Stages;
use self::stored::Stored;
use crate::interrupt::Interrupt;

/// Reports of stories that are worked on at once, for each worker.
const CHUNK: usize = 128;

/// How to compare.
#[derive(Clone, Debug, Default)]
pub struct CompareOptions {
    /// Number of workers; 0 for one a processor.
    pub jobs: usize,
    /// Set to stop after the documents in flight.
    pub interrupt: Interrupt,
    /// The metadata field that names the story of a document, in the place of grouping by content.
    pub stories: Option<String>,
    /// Unit of offsets.
    pub unit: OffsetUnit,
    /// Whether the annotated documents are kept too, as [`Gathered::pages`].
    pub with_pages: bool,
}

/// A corpus that has been read and grouped into stories.
#[derive(Debug)]
pub struct Gathered {
    stages: Stages,
    spool: Spool,
    /// Documents by story, both in input order.
    stories: Vec<Vec<u32>>,
    /// The earlier document of which one is a near copy.
    copy_of: Vec<Option<u32>>,
    unit: OffsetUnit,
    interrupt: Interrupt,
    pool: rayon::ThreadPool,
    jobs: usize,
}

/// The tables of one story.
#[derive(Debug)]
pub struct StoryTables {
    /// Tables with their rows.
    pub tables: Vec<Table>,
    /// What went wrong: a stage that failed has no tables.
    pub failures: Vec<String>,
}

/// An annotated document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AnnotatedPage {
    /// A JSON object as `run` writes it, with its text, offsets in bytes.
    pub json: Vec<u8>,
    /// Who published it.
    pub outlet: Option<String>,
}

impl Gathered {
    /// Number of stories.
    pub fn stories(&self) -> usize {
        self.stories.len()
    }

    /// Number of documents.
    pub fn documents(&self) -> usize {
        self.copy_of.len()
    }

    /// Number of documents of a story.
    pub fn documents_of(&self, story: usize) -> usize {
        self.stories.get(story).map_or(0, Vec::len)
    }

    /// Hands the tables of all stories to `take`, in order; they are made in parallel.
    ///
    /// # Errors
    /// If what was put aside cannot be read again, or `take` fails; [`Interrupted`](io::ErrorKind::Interrupted) if the
    /// interrupt is set before the last story.
    pub fn each_story(
        &self,
        take: &mut dyn FnMut(usize, StoryTables) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut joined = Joined::default();
        let mut from = 0;
        while from < self.stories.len() {
            if self.interrupt.is_set() {
                return Err(io::ErrorKind::Interrupted.into());
            }
            let until = self.chunk(from);
            let made: Vec<_> = self
                .pool
                .install(|| (from..until).into_par_iter().map(|it| self.story(it)).collect());
            for (story, made) in (from..until).zip(made) {
                let mut made: StoryTables = made?;
                joined.join(story, &mut made);
                for failure in &mut made.failures {
                    *failure = format!("story {}: {failure}", story + 1);
                }
                take(story, made)?;
            }
            from = until;
        }
        Ok(())
    }

    /// Writes the tables of all stories and returns what went wrong.
    ///
    /// # Errors
    /// As [`each_story`](Self::each_story), or if they cannot be written.
    pub fn write(&self, writer: &mut dyn TableWriter) -> io::Result<Vec<String>> {
        let mut failures = Vec::new();
        self.each_story(&mut |_, made| {
            failures.extend(made.failures);
            writer.story(&made.tables)
        })?;
        writer.end()?;
        Ok(failures)
    }

    /// The annotated documents of a story, if they were kept.
    ///
    /// # Errors
    /// If they cannot be read again.
    pub fn pages(&self, story: usize) -> io::Result<Vec<AnnotatedPage>> {
        let numbers = self.stories.get(story).map(Vec::as_slice).unwrap_or_default();
        let page = |it: Stored| AnnotatedPage { json: it.page, outlet: it.outlet };
        numbers.iter().map(|it| Ok(page(self.stored(*it)?))).collect()
    }

    /// The end of a run of stories that are made at once: a big one by itself, small ones together.
    fn chunk(&self, from: usize) -> usize {
        let (mut until, mut documents) = (from, 0);
        while until < self.stories.len() && documents < CHUNK * self.jobs {
            documents += self.stories[until].len();
            until += 1;
        }
        until
    }

    fn story(&self, story: usize) -> io::Result<StoryTables> {
        let numbers = &self.stories[story];
        let mut documents = Vec::with_capacity(numbers.len());
        for &number in numbers {
            documents.push(self.stored(number)?);
        }
        let mut made = self.stages.report(&documents, self.unit);
        let originals = numbers.iter().map(|&it| {
            let original = self.copy_of.get(it as usize).copied().flatten()?;
            let at = numbers.binary_search(&original).ok()?;
            documents.get(at).map(|it| it.id.as_str())
        });
        made.tables.insert(0, tables::stories(&documents, &originals.collect::<Vec<_>>()));
        Ok(made)
    }

    fn stored(&self, number: u32) -> io::Result<Stored> {
        Stored::from_bytes(&self.spool.read(number as usize)?)
    }
}
