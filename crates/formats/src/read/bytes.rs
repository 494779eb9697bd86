//! From a file to its bytes: counted, and decompressed if they are compressed.

use std::io::{self, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::read::MultiGzDecoder;

/// A source of bytes that any thread may read.
pub(super) type Bytes = Box<dyn Read + Send>;

const GZIP: &[u8] = &[0x1f, 0x8b];
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];

/// Opens a source: what it holds is seen by its first bytes, since names lie and standard input has none. `counter`
/// counts the bytes as they come, before they are decompressed.
pub(super) fn open(source: Bytes, counter: &Arc<AtomicU64>) -> io::Result<Bytes> {
    let mut source = Counted { source, counter: Arc::clone(counter) };
    let mut start = Vec::with_capacity(ZSTD.len());
    source.by_ref().take(ZSTD.len() as u64).read_to_end(&mut start)?;
    let (gzip, zstd) = (start.starts_with(GZIP), start == ZSTD);
    let source = Cursor::new(start).chain(source);
    Ok(if gzip {
        Box::new(MultiGzDecoder::new(source))
    } else if zstd {
        Box::new(zstd::Decoder::new(source)?)
    } else {
        Box::new(source)
    })
}

struct Counted {
    source: Bytes,
    counter: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.source.read(buffer)?;
        self.counter.fetch_add(length as u64, Ordering::Relaxed);
        Ok(length)
    }
}

/// Reads all bytes up to `most`; `None` if there are more.
pub(super) fn read_all(source: Bytes, most: u64) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    source.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= most).then_some(bytes))
}

/// Reads all of a source, decompressed if it is compressed.
///
/// # Errors
/// Why it cannot be read and what to do.
pub fn read_whole(source: impl Read + Send + 'static) -> Result<Vec<u8>, String> {
    let read = || {
        let mut bytes = Vec::new();
        open(Box::new(source), &Arc::default())?.read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    read().map_err(|it: io::Error| explain(&it))
}

/// Why reading failed, with what to do about it.
pub(super) fn explain(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "the file is no longer there".into(),
        io::ErrorKind::PermissionDenied => {
            "permission denied; make the file readable for this user".into()
        }
        io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => {
            format!("the compressed file is damaged or cut short ({error}); fetch it again")
        }
        _ => format!("cannot be read: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn read(bytes: Vec<u8>, most: u64) -> io::Result<Option<Vec<u8>>> {
        let counter = Arc::new(AtomicU64::new(0));
        read_all(open(Box::new(Cursor::new(bytes)), &counter)?, most)
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn compression_is_seen_by_the_first_bytes() {
        let text = b"The bridge opened on Monday.".repeat(100);
        let zstd = zstd::encode_all(text.as_slice(), 3).unwrap();
        let members = [gzip(&text[..100]), gzip(&text[100..])].concat();
        for bytes in [text.clone(), gzip(&text), zstd, members] {
            assert_eq!(read(bytes, 10_000).unwrap().unwrap(), text);
        }
    }

    #[test]
    fn a_bomb_stops_at_the_limit() {
        let bomb = gzip(&vec![b' '; 50_000_000]);
        assert!(bomb.len() < 100_000);
        assert_eq!(read(bomb, 1000).unwrap(), None);
    }

    #[test]
    fn short_and_empty_files_are_no_archives() {
        for bytes in [&b""[..], b"a", &[0x1f], &[0x28, 0xb5]] {
            assert_eq!(read(bytes.to_vec(), 10).unwrap().unwrap(), bytes);
        }
    }

    #[test]
    fn a_cut_archive_is_an_error() {
        let bytes = gzip(&b"words ".repeat(1000));
        assert!(read(bytes[..bytes.len() / 2].to_vec(), 10_000).is_err());
    }

    #[test]
    fn a_whole_source_is_unpacked_or_says_why_not() {
        let packed = gzip(b"words");
        assert_eq!(read_whole(Cursor::new(packed.clone())).unwrap(), b"words");
        assert_eq!(read_whole(Cursor::new(b"plain".to_vec())).unwrap(), b"plain");
        let cut = read_whole(Cursor::new(packed[..12].to_vec())).unwrap_err();
        assert!(cut.contains("damaged or cut short"), "{cut}");
    }
}
