//! JSON: one array of the objects that JSONL has, still one document a line.

use super::layer::Forms;
use super::{Finished, Writer, object};
use crate::offsets::OffsetUnit;

#[derive(Debug)]
pub(super) struct Array {
    pub(super) unit: OffsetUnit,
    pub(super) forms: Forms,
}

impl Writer for Array {
    fn begin(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"[\n");
    }

    fn document(&self, finished: &Finished<'_>, out: &mut Vec<u8>) {
        object::write(finished, self.unit, &self.forms, out);
    }

    fn separator(&self) -> &'static [u8] {
        b",\n"
    }

    fn end(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"\n]\n");
    }
}
