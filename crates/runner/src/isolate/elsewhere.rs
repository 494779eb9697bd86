//! What stands in for worker processes on systems that have none of the kind.

use std::io;

use rashomon_formats::{Format, Input, Style};
use thiserror::Error;

use super::{Isolation, IsolationError};
use crate::engine::Engine;
use crate::plugins::Catalog;
use crate::work::{Done, InProcess};

/// Worker processes; none can be had here.
#[derive(Debug)]
pub struct IsolatedWorkers {
    never: std::convert::Infallible,
}

/// Why a worker process stopped.
#[derive(Debug, Error)]
#[error("there are no worker processes on this system")]
pub struct ServeError;

impl IsolatedWorkers {
    /// Refuses.
    ///
    /// # Errors
    /// Always.
    pub fn start(
        _: Isolation,
        _: &Engine,
        _: Format,
        _: Style,
        _: bool,
    ) -> Result<Self, IsolationError> {
        Err(IsolationError::NoUnix)
    }

    pub(crate) fn finish(&self, _: Input, _: &InProcess<'_>) -> io::Result<Done> {
        match self.never {}
    }
}

/// Refuses.
///
/// # Errors
/// Always.
pub fn serve(_: &Catalog) -> Result<(), ServeError> {
    Err(ServeError)
}
