//! The corpus in batches: one thread reads ahead while workers are busy. Memory holds three batches at most, whatever
//! the corpus.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use rashomon_formats::{Corpus, Pending, Progress};

use crate::interrupt::Interrupt;

/// A batch is full with this many documents, or bytes of text, for each worker.
const BATCH_DOCUMENTS: usize = 64;
const BATCH_BYTES: usize = 1 << 20;

/// How long a wish to stop may go unseen while the corpus gives nothing.
const PATIENCE: Duration = Duration::from_millis(50);

/// Some documents of a corpus, in order.
pub(crate) struct Batch {
    pub(crate) inputs: Vec<Pending>,
    /// What was found out about the corpus while they were read.
    pub(crate) notices: Vec<String>,
    /// How far the corpus is read with it.
    pub(crate) progress: Progress,
    /// Documents passed over so far.
    pub(crate) skipped: u64,
    /// Whether the corpus ends with it.
    pub(crate) last: bool,
}

/// A corpus that is being read.
pub(crate) struct Batches {
    batches: mpsc::Receiver<Batch>,
    interrupt: Interrupt,
}

impl Batches {
    /// Reads `corpus` in batches for `jobs` workers, without the documents whose ids are in `done`, until its end or
    /// until `interrupt` is set.
    pub(crate) fn read(
        corpus: Corpus,
        jobs: usize,
        done: Arc<HashSet<String>>,
        interrupt: &Interrupt,
    ) -> Self {
        let (sender, batches) = mpsc::sync_channel(1);
        let watched = interrupt.clone();
        // Not joined: it may wait for standard input for ever, when nobody wants to read on.
        thread::spawn(move || read(corpus, jobs, &done, &watched, &sender));
        Self { batches, interrupt: interrupt.clone() }
    }
}

/// Ends with the corpus, or when it was asked to stop and nothing is in flight.
impl Iterator for Batches {
    type Item = Batch;

    fn next(&mut self) -> Option<Batch> {
        loop {
            match self.batches.recv_timeout(PATIENCE) {
                Ok(batch) => return Some(batch),
                Err(RecvTimeoutError::Timeout) if !self.interrupt.is_set() => {}
                Err(_) => return None,
            }
        }
    }
}

/// Cuts the corpus into batches until its end, a stop, or the end of the other side.
fn read(
    mut corpus: Corpus,
    jobs: usize,
    done: &HashSet<String>,
    interrupt: &Interrupt,
    batches: &mpsc::SyncSender<Batch>,
) {
    let (mut last, mut skipped) = (false, 0);
    while !last && !interrupt.is_set() {
        let (mut inputs, mut bytes) = (Vec::new(), 0);
        while inputs.len() < BATCH_DOCUMENTS * jobs && bytes < BATCH_BYTES * jobs {
            let Some(input) = corpus.next_pending() else {
                last = true;
                break;
            };
            if done.contains(input.id()) {
                skipped += 1;
                continue;
            }
            bytes += input.size();
            inputs.push(input);
        }
        let (notices, progress) = (corpus.take_notices(), corpus.progress());
        if batches.send(Batch { inputs, notices, progress, skipped, last }).is_err() {
            return;
        }
    }
}
