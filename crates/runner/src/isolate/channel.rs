//! What the two processes talk through: frames on a socket, each a small head in postcard and a body of raw bytes.
//!
//! ```text
//! "RSHM"  length of the head (u32)  length of the body (u32)  head  body        numbers in little-endian order
//! ```

use std::io::{self, ErrorKind, IoSlice, Read as _, Write as _};
use std::os::unix::net::UnixStream;
use std::time::{Duration, Instant};

use serde::Serialize;
use serde::de::DeserializeOwned;
use thiserror::Error;

const MAGIC: [u8; 4] = *b"RSHM";
const PREFIX: usize = 12;
/// A head holds ids, paths, metadata, diagnostics and annotations that a document brings, but no text.
const MOST_HEAD: usize = 1 << 28;
/// So much is read at once; most frames fit.
const CHUNK: usize = 1 << 16;

/// One end of the socket.
#[derive(Debug)]
pub(super) struct Channel {
    stream: UnixStream,
    /// Frames are put together here.
    out: Vec<u8>,
    /// What was read and not yet used: the first `filled` bytes.
    buffer: Vec<u8>,
    filled: usize,
    clock: Option<Clock>,
}

/// How long an exchange may take.
#[derive(Debug)]
struct Clock {
    patience: Duration,
    deadline: Instant,
    /// Whether something was read in this exchange.
    has_read: bool,
    /// Whether the socket itself waits less long than `patience`.
    is_shortened: bool,
}

/// Why nothing came, or nothing could be sent.
#[derive(Debug, Error)]
pub(super) enum ChannelError {
    /// The other side is gone.
    #[error("the other side has closed the channel")]
    Closed,
    /// The other side took longer than it may.
    #[error("nothing came in time")]
    TimedOut,
    /// What came is no frame, or not one that belongs here.
    #[error("it sent what nobody understands")]
    Garbage,
    /// The system refuses.
    #[error(transparent)]
    Io(io::Error),
}

impl From<io::Error> for ChannelError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::BrokenPipe | ErrorKind::ConnectionReset | ErrorKind::UnexpectedEof => {
                Self::Closed
            }
            // A socket whose time is up says the first on Linux, the second elsewhere.
            ErrorKind::WouldBlock | ErrorKind::TimedOut => Self::TimedOut,
            _ => Self::Io(error),
        }
    }
}

impl Channel {
    pub(super) fn new(stream: UnixStream) -> Self {
        Self { stream, out: Vec::new(), buffer: vec![0; CHUNK], filled: 0, clock: None }
    }

    /// Lets each exchange from here on take so long.
    pub(super) fn set_patience(&mut self, patience: Duration) -> Result<(), ChannelError> {
        self.stream.set_read_timeout(Some(patience))?;
        self.stream.set_write_timeout(Some(patience))?;
        let deadline = deadline(patience);
        self.clock = Some(Clock { patience, deadline, has_read: false, is_shortened: false });
        Ok(())
    }

    /// Lets each exchange from here on take as long as it takes.
    pub(super) fn wait_for_ever(&mut self) -> Result<(), ChannelError> {
        self.stream.set_read_timeout(None)?;
        self.stream.set_write_timeout(None)?;
        self.clock = None;
        Ok(())
    }

    /// Begins an exchange: the clock runs anew.
    pub(super) fn begin(&mut self) -> Result<(), ChannelError> {
        if let Some(clock) = &mut self.clock {
            if clock.is_shortened {
                self.stream.set_read_timeout(Some(clock.patience))?;
            }
            (clock.has_read, clock.is_shortened) = (false, false);
            clock.deadline = deadline(clock.patience);
        }
        Ok(())
    }

    /// Sends a frame.
    pub(super) fn send(&mut self, head: &impl Serialize, body: &[u8]) -> Result<(), ChannelError> {
        let mut out = std::mem::take(&mut self.out);
        out.clear();
        out.resize(PREFIX, 0);
        let mut out = postcard::to_extend(head, out).map_err(|_| ChannelError::Garbage)?;
        let lengths = (u32::try_from(out.len() - PREFIX), u32::try_from(body.len()));
        let (Ok(of_head), Ok(of_body)) = lengths else {
            let error = io::Error::new(ErrorKind::InvalidInput, "results of more than 4 GB");
            return Err(ChannelError::Io(error));
        };
        out[..4].copy_from_slice(&MAGIC);
        out[4..8].copy_from_slice(&of_head.to_le_bytes());
        out[8..PREFIX].copy_from_slice(&of_body.to_le_bytes());
        let result = write_both(&mut self.stream, &out, body);
        self.out = out;
        Ok(result?)
    }

    /// Receives a frame; its body goes into `body`. Memory grows with what really comes, whatever lengths are claimed.
    pub(super) fn receive<T: DeserializeOwned>(
        &mut self,
        body: &mut Vec<u8>,
    ) -> Result<T, ChannelError> {
        self.fill_to(PREFIX)?;
        let number = |at: usize| {
            let bytes = self.buffer[at..at + 4].try_into().expect("four bytes are four bytes");
            u32::from_le_bytes(bytes) as usize
        };
        let (of_head, of_body) = (number(4), number(8));
        if self.buffer[..4] != MAGIC || of_head > MOST_HEAD {
            return Err(ChannelError::Garbage);
        }
        let start = PREFIX + of_head;
        self.fill_to(start)?;
        let head = postcard::from_bytes(&self.buffer[PREFIX..start]);
        let head = head.map_err(|_| ChannelError::Garbage)?;
        let here = (self.filled - start).min(of_body);
        body.clear();
        body.extend_from_slice(&self.buffer[start..start + here]);
        self.buffer.copy_within(start + here..self.filled, 0);
        self.filled -= start + here;
        if self.buffer.len() > CHUNK && self.filled <= CHUNK {
            self.buffer.truncate(CHUNK);
            self.buffer.shrink_to_fit();
        }
        let mut have = here;
        while have < of_body {
            if have == body.len() {
                body.resize(of_body.min(have + have.max(CHUNK)), 0);
            }
            have += self.read(&mut body[have..])?;
        }
        Ok(head)
    }

    /// Reads until `count` bytes are in the buffer.
    fn fill_to(&mut self, count: usize) -> Result<(), ChannelError> {
        while self.filled < count {
            if self.filled == self.buffer.len() {
                let more = self.buffer.len().min(count - self.filled);
                self.buffer.resize(self.filled + more, 0);
            }
            let mut buffer = std::mem::take(&mut self.buffer);
            let read = self.read(&mut buffer[self.filled..]);
            self.buffer = buffer;
            self.filled += read?;
        }
        Ok(())
    }

    fn read(&mut self, buffer: &mut [u8]) -> Result<usize, ChannelError> {
        loop {
            self.watch_the_clock()?;
            match self.stream.read(buffer) {
                Ok(0) => return Err(ChannelError::Closed),
                Ok(count) => return Ok(count),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Before all but the first read of an exchange, which most often is the only one and waits long enough by itself,
    /// makes the socket wait for no more than what is left.
    fn watch_the_clock(&mut self) -> Result<(), ChannelError> {
        let Some(clock) = &mut self.clock else { return Ok(()) };
        if !clock.has_read {
            clock.has_read = true;
            return Ok(());
        }
        let left = clock.deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(ChannelError::TimedOut);
        }
        self.stream.set_read_timeout(Some(left))?;
        clock.is_shortened = true;
        Ok(())
    }
}

/// Far off if the system cannot count so far.
fn deadline(patience: Duration) -> Instant {
    let now = Instant::now();
    now.checked_add(patience).unwrap_or_else(|| now + Duration::from_secs(1 << 30))
}

/// Writes one after the other, with one call if the socket takes both.
fn write_both(stream: &mut UnixStream, first: &[u8], second: &[u8]) -> io::Result<()> {
    let mut slices = [IoSlice::new(first), IoSlice::new(second)];
    let mut left = &mut slices[..];
    IoSlice::advance_slices(&mut left, 0);
    while !left.is_empty() {
        match stream.write_vectored(left) {
            Ok(0) => return Err(ErrorKind::WriteZero.into()),
            Ok(count) => IoSlice::advance_slices(&mut left, count),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;
    use std::os::unix::net::UnixStream;
    use std::thread;
    use std::time::Duration;

    use super::{Channel, ChannelError, MAGIC, MOST_HEAD};

    fn pair() -> (Channel, UnixStream) {
        let (here, there) = UnixStream::pair().unwrap();
        (Channel::new(here), there)
    }

    fn prefix(head: u32, body: u32) -> Vec<u8> {
        [&MAGIC[..], &head.to_le_bytes(), &body.to_le_bytes()].concat()
    }

    #[test]
    fn frames_of_all_sizes_come_out_as_they_went_in() {
        let (mut here, there) = pair();
        let sizes = [0, 1, 100, 65_535, 65_536, 65_537, 3_000_000, 5];
        let sender = thread::spawn(move || {
            let mut there = Channel::new(there);
            for size in sizes {
                let body: Vec<u8> = (0..size).map(|it| it as u8).collect();
                there.send(&"x".repeat(size), &body).unwrap();
            }
        });
        let mut body = Vec::new();
        for size in sizes {
            let head: String = here.receive(&mut body).unwrap();
            assert_eq!((head.len(), body.len()), (size, size));
            assert!(body.iter().enumerate().all(|(index, it)| *it == index as u8));
        }
        sender.join().unwrap();
        assert!(matches!(here.receive::<String>(&mut body), Err(ChannelError::Closed)));
    }

    #[test]
    fn garbage_is_known_as_such() {
        for bytes in [
            b"Hello, this is a plugin that prints.\n".to_vec(),
            prefix(MOST_HEAD as u32 + 1, 0),
            [prefix(3, 0), vec![0xff; 3]].concat(),
        ] {
            let (mut here, mut there) = pair();
            there.write_all(&bytes).unwrap();
            let received = here.receive::<String>(&mut Vec::new());
            assert!(matches!(received, Err(ChannelError::Garbage)), "{received:?}");
        }
    }

    #[test]
    fn a_claim_of_gigabytes_takes_no_memory() {
        let (mut here, mut there) = pair();
        there.write_all(&prefix(1, u32::MAX)).unwrap();
        there.write_all(&[0; 100]).unwrap();
        drop(there);
        let mut body = Vec::new();
        assert!(matches!(here.receive::<String>(&mut body), Err(ChannelError::Closed)));
        assert!(body.capacity() < 1 << 20);
    }

    #[test]
    fn who_sends_a_little_now_and_then_is_late_all_the_same() {
        let (mut here, mut there) = pair();
        here.set_patience(Duration::from_millis(200)).unwrap();
        let sender = thread::spawn(move || {
            let _ = there.write_all(&prefix(u32::from(u16::MAX), 0));
            while there.write_all(&[0]).is_ok() {
                thread::sleep(Duration::from_millis(20));
            }
        });
        here.begin().unwrap();
        assert!(matches!(here.receive::<String>(&mut Vec::new()), Err(ChannelError::TimedOut)));
        drop(here);
        sender.join().unwrap();
    }
}
