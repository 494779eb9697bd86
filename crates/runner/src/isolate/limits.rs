//! What a worker process asks of the system before it does anything else.

use std::fs::File;
use std::io;
use std::os::fd::{AsFd as _, OwnedFd};
use std::os::unix::net::UnixStream;
use std::process;
use std::thread;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::process::{Resource, Rlimit, getppid, getrlimit, setrlimit};

/// Takes the socket that the parent has put in the place of standard input, and leaves nothing there: a plugin that
/// reads or closes standard input does no harm.
pub(super) fn take_socket() -> io::Result<UnixStream> {
    let socket = UnixStream::from(io::stdin().as_fd().try_clone_to_owned()?);
    // Fails if it is anything but a socket: then this command was not started by its parent.
    socket.peer_addr()?;
    rustix::stdio::dup2_stdin(File::open("/dev/null")?)?;
    Ok(socket)
}

/// Ends this process when its parent ends, even while a plugin is looping.
pub(super) fn end_with_parent(socket: &UnixStream) -> io::Result<()> {
    let socket: OwnedFd = socket.as_fd().try_clone_to_owned()?;
    if cfg!(target_os = "linux") {
        return ask_for_signal();
    }
    thread::Builder::new().name("end-with-parent".into()).spawn(move || {
        if wait_for_end(&socket).is_ok() {
            process::exit(1);
        }
    })?;
    Ok(())
}

#[cfg(target_os = "linux")]
fn ask_for_signal() -> io::Result<()> {
    use rustix::process::{Signal, set_parent_process_death_signal};

    // Tools that list processes show this in the place of `exe`.
    let _ = rustix::thread::set_name(c"rashomon");
    Ok(set_parent_process_death_signal(Some(Signal::KILL))?)
}

#[cfg(not(target_os = "linux"))]
fn ask_for_signal() -> io::Result<()> {
    Ok(())
}

/// Returns when the other side of the socket is gone.
fn wait_for_end(socket: &OwnedFd) -> io::Result<()> {
    loop {
        let mut sockets = [PollFd::new(socket, PollFlags::empty())];
        match poll(&mut sockets, None) {
            Ok(_) if sockets[0].revents().intersects(PollFlags::HUP | PollFlags::ERR) => {
                return Ok(());
            }
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

/// Whether this process is still the child of `parent`: a parent that was gone before [`end_with_parent`] sends no
/// signal.
pub(super) fn is_child_of(parent: u32) -> bool {
    getppid().is_some_and(|it| it.as_raw_nonzero().get() as u32 == parent)
}

/// Lets this process take so many bytes of address space at most, or fewer if the user may have fewer.
pub(super) fn limit_memory(bytes: u64) -> io::Result<()> {
    let most = getrlimit(Resource::As).maximum.map_or(bytes, |it| it.min(bytes));
    Ok(setrlimit(Resource::As, Rlimit { current: Some(most), maximum: Some(most) })?)
}

#[cfg(test)]
mod tests {
    use std::os::fd::OwnedFd;
    use std::os::unix::net::UnixStream;
    use std::thread;

    use super::wait_for_end;

    #[test]
    fn the_end_of_the_other_side_is_noticed_without_reading() {
        let (here, there) = UnixStream::pair().unwrap();
        let here = OwnedFd::from(here);
        let waiting = thread::spawn(move || wait_for_end(&here));
        drop(there);
        waiting.join().unwrap().unwrap();
    }
}
