//! The first pass: analyzes each document and puts aside what the second needs.

use std::collections::HashMap;
use std::io;
use std::sync::Arc;

use rashomon_core::Document as _;
use rashomon_formats::{
    Corpus, Failure, Finished, Format, Input, OffsetUnit, Record, Status, Style, Writer, title,
    writer,
};
use rashomon_stories::{Features, Grouper, Grouping};
use rayon::prelude::*;

use super::spool::Spool;
use super::stages::Stages;
use super::stored::Stored;
use super::{CompareOptions, Gathered};
use crate::batches::Batches;
use crate::engine::Engine;
use crate::pipeline::{Observer, Summary};
use crate::work::Failed;
use crate::workers::workers;

/// What came of the first pass.
#[derive(Debug)]
pub struct Gathering {
    /// The corpus, ready to be compared; without what came after a stop.
    pub gathered: Gathered,
    /// How many documents were read, and how many failed.
    pub summary: Summary,
    /// Documents of whose annotations, brought along, some did not fit; and what was said of the first.
    pub misfits: (u64, Option<String>),
    /// Documents without the field that was to name their story.
    pub without_field: u64,
}

/// Analyzes the documents of `corpus` and groups them into stories.
///
/// # Errors
/// If the results cannot be put aside, or no workers can be started ([`NoWorkers`](crate::NoWorkers) is then inside).
pub fn gather(
    corpus: Corpus,
    engine: &Engine,
    options: &CompareOptions,
    observer: &mut dyn Observer,
) -> io::Result<Gathering> {
    let (pool, jobs) = workers(options.jobs)?;
    let style = Style { color: false, width: 0 };
    let first = First {
        engine,
        stages: Stages::of(engine),
        page: options
            .with_pages
            .then(|| writer(Format::Jsonl, OffsetUnit::Bytes, style, &engine.schemas())),
        printed: engine.printed(),
        field: options.stories.as_deref(),
    };
    let mut spool = Spool::new();
    let mut stories = Stories::new(options.stories.is_some());
    let mut summary = Summary::default();
    let mut complete = false;
    let (mut misfits, mut without_field) = ((0, None), 0);
    for batch in Batches::read(corpus, jobs, Arc::default(), &options.interrupt) {
        batch.notices.iter().for_each(|it| observer.notice(it));
        let done: Vec<Done> = pool
            .install(|| batch.inputs.into_par_iter().map(|it| first.take(it.ready())).collect());
        for it in done {
            summary.documents += 1;
            summary.failed += u64::from(!it.failures.is_empty());
            it.failures.iter().for_each(|failed| observer.failed(&it.id, &it.path, failed));
            misfits.0 += u64::from(it.misfit.is_some());
            misfits.1 = misfits.1.or(it.misfit);
            if let Some((record, story)) = it.record {
                spool.push(&record?)?;
                without_field += u64::from(matches!(story, Story::Field(None)));
                stories.push(story);
            }
        }
        complete = batch.last;
        observer.progress(batch.progress);
    }
    summary.interrupted = options.interrupt.is_set() && !complete;
    let Grouping { stories, copy_of } = stories.finish();
    let count = stories.iter().map(|it| it + 1).max().unwrap_or(0);
    let mut members = vec![Vec::new(); count as usize];
    for (document, story) in (0_u32..).zip(stories) {
        members[story as usize].push(document);
    }
    debug_assert_eq!(copy_of.len(), spool.len());
    let gathered = Gathered {
        stages: first.stages,
        spool,
        stories: members,
        copy_of,
        unit: options.unit,
        interrupt: options.interrupt.clone(),
        pool,
        jobs,
    };
    Ok(Gathering { gathered, summary, misfits, without_field })
}

/// What the first pass needs for each document.
struct First<'a> {
    engine: &'a Engine,
    stages: Stages,
    page: Option<Box<dyn Writer>>,
    printed: Vec<String>,
    field: Option<&'a str>,
}

/// One document after the first pass.
struct Done {
    id: String,
    path: String,
    failures: Vec<Failed>,
    /// What did not fit of the annotations that it brings.
    misfit: Option<String>,
    /// What is put aside, unless the document could not be read.
    record: Option<(io::Result<Vec<u8>>, Story)>,
}

/// What the story of a document is told from.
enum Story {
    Content(Features),
    Field(Option<String>),
}

impl First<'_> {
    fn take(&self, input: Input) -> Done {
        match input {
            Input::Document(record) => self.take_record(*record),
            Input::Failed(Failure { id, path, line, reason }) => {
                let failures = vec![Failed { analyzer: None, line, reason }];
                Done { id, path, failures, misfit: None, record: None }
            }
        }
    }

    fn take_record(&self, record: Record) -> Done {
        let Record { mut document, path, brought, mut diagnostics } = record;
        let mut annotated = self.engine.annotate(&mut document, &brought);
        let (states, failures) = self.stages.states(&document);
        annotated.failures.extend(failures);
        let misfit = annotated.notes.first().map(|it| format!("{}: {it}", document.id()));
        diagnostics.extend(annotated.notes);
        let failures: Vec<_> = annotated.failures.into_iter().map(Failed::from).collect();
        diagnostics.extend(failures.iter().map(Failed::message));
        let outcome = if failures.is_empty() { Status::Ok } else { Status::Failed };
        let mut page = Vec::new();
        if let Some(writer) = &self.page {
            let finished = Finished {
                document: &document,
                path: &path,
                status: outcome,
                diagnostics: &diagnostics,
                analyzers: &self.printed,
                include_blocks: true,
                include_text: true,
            };
            writer.document(&finished, &mut page);
        }
        let story = match self.field {
            Some(field) => Story::Field(document.metadata(field).map(Into::into)),
            None => Story::Content(Features::of(&document)),
        };
        let known = |key: &str| document.metadata(key).map(ToOwned::to_owned);
        let stored = Stored {
            id: document.id().into(),
            title: title(&document).map(ToOwned::to_owned),
            published: known("published"),
            outlet: known("outlet"),
            text: document.text().into(),
            states,
            page,
        };
        let record = Some((stored.to_bytes(), story));
        Done { id: stored.id, path, failures, misfit, record }
    }
}

/// Groups documents into stories, by what they say or by what their metadata say.
enum Stories {
    Content(Grouper),
    Field { by_name: HashMap<String, u32>, count: u32, stories: Vec<u32> },
}

impl Stories {
    fn new(by_field: bool) -> Self {
        if by_field {
            Self::Field { by_name: HashMap::new(), count: 0, stories: Vec::new() }
        } else {
            Self::Content(Grouper::new(rashomon_stories::Options::default()))
        }
    }

    fn push(&mut self, story: Story) {
        match (self, story) {
            (Self::Content(grouper), Story::Content(features)) => grouper.add(features),
            (Self::Field { by_name, count, stories }, Story::Field(name)) => {
                let next = *count;
                // A document without the field is a story of its own.
                let story = name.map_or(next, |it| *by_name.entry(it).or_insert(next));
                *count += u32::from(story == next);
                stories.push(story);
            }
            _ => unreachable!("one option says what stories are told from"),
        }
    }

    fn finish(self) -> Grouping {
        match self {
            Self::Content(grouper) => grouper.finish(),
            Self::Field { stories, .. } => Grouping { copy_of: vec![None; stories.len()], stories },
        }
    }
}
