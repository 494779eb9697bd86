//! The threads that analyze.

use std::io;
use std::thread;

use thiserror::Error;

/// Analyzers may recurse on nested text, and debug builds need more than the two megabytes that are usual.
pub(crate) const STACK: usize = 16 << 20;

/// So many workers, or one a processor for 0; and their number. More than [`most_workers`] would only take memory.
pub(crate) fn workers(jobs: usize) -> io::Result<(rayon::ThreadPool, usize)> {
    let processors = thread::available_parallelism()?.get();
    let jobs = if jobs == 0 { processors } else { jobs.min(most_workers(processors)) };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).stack_size(STACK).build();
    let pool = pool.map_err(|cause| NoWorkers { jobs, cause: cause.to_string() });
    Ok((pool.map_err(io::Error::other)?, jobs))
}

fn most_workers(processors: usize) -> usize {
    (4 * processors).max(64)
}

/// The system does not give so many threads.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("{jobs} workers cannot be started ({cause}); ask for fewer with --jobs")]
pub struct NoWorkers {
    jobs: usize,
    cause: String,
}

#[cfg(test)]
mod tests {
    use super::{most_workers, workers};

    #[test]
    fn a_wish_for_too_many_workers_is_cut_down() {
        assert_eq!((most_workers(2), most_workers(96)), (64, 384));
        let (pool, jobs) = workers(100_000).unwrap();
        assert!((64..100_000).contains(&jobs));
        assert_eq!(pool.current_num_threads(), jobs);
        assert_eq!(workers(3).unwrap().1, 3);
    }
}
