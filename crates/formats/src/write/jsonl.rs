//! JSONL: one object a document, one document a line.

use super::layer::Forms;
use super::{Finished, Writer, object};
use crate::offsets::OffsetUnit;

#[derive(Debug)]
pub(super) struct Jsonl {
    pub(super) unit: OffsetUnit,
    pub(super) forms: Forms,
}

impl Writer for Jsonl {
    fn begin(&self, _out: &mut Vec<u8>) {}

    fn document(&self, finished: &Finished<'_>, out: &mut Vec<u8>) {
        out.reserve(object::expected_length(finished));
        object::write(finished, self.unit, &self.forms, out);
        out.push(b'\n');
    }

    fn separator(&self) -> &'static [u8] {
        b""
    }

    fn end(&self, _out: &mut Vec<u8>) {}
}
