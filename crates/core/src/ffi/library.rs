//! Opening plugin libraries.

use std::path::Path;

use libloading::Library;
use thiserror::Error;

use crate::ffi::abi;
use crate::ffi::host::{Handshake, PluginHandle};

/// Why a library was not loaded.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum LoadError {
    /// The system cannot load it: truncated, of another architecture, in need of a library that is missing.
    #[error("the system cannot load it: {}", detail(.0))]
    Open(libloading::Error),
    /// It does not export the function.
    #[error("it does not export {symbol}")]
    Symbol {
        /// Name of the function.
        symbol: String,
    },
    /// Its table was refused.
    #[error(transparent)]
    Handshake(#[from] Handshake),
}

/// Loads the library at `path` for the rest of the process and reads the table that its function `symbol` returns.
///
/// This runs code of the library: a plugin is code that you trust. Look at its export table first, and load only files
/// that have such a function.
///
/// # Errors
/// If the system cannot load it, the function is not there, or the table is refused.
pub fn load(path: &Path, symbol: &str) -> Result<PluginHandle, LoadError> {
    // The system looks for a name without a folder in its own places, not in the current folder.
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let library = open(&path).map_err(LoadError::Open)?;
    // SAFETY: a function of this name has this signature, says the interface.
    let function = unsafe { library.get::<unsafe extern "C" fn() -> *const abi::Plugin>(symbol) };
    let table = match function {
        // SAFETY: the function takes nothing and may be called from any thread.
        Ok(function) => unsafe { function() },
        Err(_) => return Err(LoadError::Symbol { symbol: symbol.into() }),
    };
    // Its code, constants and thread-locals stay in use: a library is never unloaded.
    std::mem::forget(library);
    // SAFETY: a function of this name returns null or a table as the interface says.
    Ok(unsafe { PluginHandle::from_raw(table) }?)
}

/// The error itself says no more than that the call failed; what the system said is behind it.
fn detail(error: &libloading::Error) -> String {
    std::error::Error::source(error).map_or_else(|| error.to_string(), ToString::to_string)
}

#[cfg(unix)]
fn open(path: &Path) -> Result<Library, libloading::Error> {
    use libloading::os::unix;
    // SAFETY: the caller trusts the library's initialisers; all symbols are resolved now, so that none is missing later.
    unsafe { unix::Library::open(Some(path), unix::RTLD_NOW | unix::RTLD_LOCAL) }.map(Library::from)
}

#[cfg(not(unix))]
fn open(path: &Path) -> Result<Library, libloading::Error> {
    // SAFETY: the caller trusts the library's initialisers.
    unsafe { Library::new(path) }
}

#[cfg(all(test, unix))]
mod tests {
    use super::{LoadError, load};

    #[test]
    fn what_the_system_says_is_told() {
        let error = load("Cargo.toml".as_ref(), "anything").unwrap_err();
        assert!(matches!(error, LoadError::Open(_)));
        assert!(error.to_string().contains("Cargo.toml"), "{error}");
    }
}
