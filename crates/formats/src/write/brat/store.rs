//! The folder that brat opens.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rashomon_core::Schema;

use super::Piece;
use super::names::Taken;
use super::types::Types;
use crate::write::csv::cell;
use crate::write::store::{Store, at};

/// Two files a document, and `documents.csv`, which tells which file is which document: names are ids only as far as
/// these can be names.
#[derive(Debug)]
pub(in crate::write) struct Folder {
    root: PathBuf,
    taken: Taken,
    documents: BufWriter<File>,
    documents_path: PathBuf,
}

impl Folder {
    /// Begins the folder.
    pub(in crate::write) fn create(schemas: &[Arc<Schema>], folder: &Path) -> io::Result<Self> {
        let path = folder.join("annotation.conf");
        fs::write(&path, Types::new(schemas).configuration()).map_err(|it| at(&path, &it))?;
        let path = folder.join("documents.csv");
        let file = File::create_new(&path).map_err(|it| at(&path, &it))?;
        let mut documents = BufWriter::new(file);
        let head = b"file,id,path,published,title,status,diagnostics\n";
        documents.write_all(head).map_err(|it| at(&path, &it))?;
        let taken = Taken::default();
        Ok(Self { root: folder.into(), taken, documents, documents_path: path })
    }

    /// Writes the text under the first name that is free, and returns that.
    fn text(&mut self, piece: &Piece<'_>) -> io::Result<String> {
        for name in self.taken.candidates(piece.id) {
            let path = self.root.join(format!("{name}.txt"));
            match File::create_new(&path) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                file => {
                    let written = file.and_then(|mut it| it.write_all(piece.text.as_bytes()));
                    return written.map(|()| name).map_err(|it| at(&path, &it));
                }
            }
        }
        unreachable!("there is always a next name")
    }
}

impl Store for Folder {
    fn document(&mut self, bytes: &[u8]) -> io::Result<()> {
        let piece: Piece<'_> = postcard::from_bytes(bytes).map_err(|_| {
            io::Error::new(io::ErrorKind::InvalidData, "the files of a document are garbled")
        })?;
        let name = self.text(&piece)?;
        let path = self.root.join(format!("{name}.ann"));
        fs::write(&path, piece.annotations).map_err(|it| at(&path, &it))?;
        let Piece { id, path, published, title, status, diagnostics, .. } = piece;
        let mut line = Vec::new();
        for (index, text) in
            [&name, id, path, published, title, status, diagnostics].into_iter().enumerate()
        {
            if index > 0 {
                line.push(b',');
            }
            cell(text, &mut line);
        }
        line.push(b'\n');
        self.documents.write_all(&line).map_err(|it| at(&self.documents_path, &it))
    }

    fn finish(&mut self) -> io::Result<()> {
        let written = self.documents.flush().and_then(|()| self.documents.get_ref().sync_data());
        written.map_err(|it| at(&self.documents_path, &it))
    }
}
