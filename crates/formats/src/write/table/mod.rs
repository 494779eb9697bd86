//! The table.
use super::{Finished, Style, Writer};

#[derive(Debug)]
pub(super) struct Table {
    _style: Style,
}
impl Table {
    pub(super) fn new(style: Style) -> Self {
        Self { _style: style }
    }
}
impl Writer for Table {
    fn begin(&self, _out: &mut Vec<u8>) {}
    fn document(&self, _finished: &Finished<'_>, _out: &mut Vec<u8>) {}
    fn separator(&self) -> &'static [u8] {
        b"\n"
    }
    fn end(&self, _out: &mut Vec<u8>) {}
}
