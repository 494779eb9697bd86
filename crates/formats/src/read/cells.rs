//! From the lines of a row of CSV to its cells.

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
    Start,
    Bare,
    Quoted,
    /// After a quote in a quoted cell: the end of it, the first of two, or neither.
    Quote,
    /// After a quoted cell, before spaces that mean nothing.
    Closed,
}

/// The cells of one row, as its lines come.
pub(super) struct Cells {
    delimiter: u8,
    state: State,
    cell: Vec<u8>,
    pub(super) done: Vec<String>,
    /// Whether a quote within a cell was not doubled.
    pub(super) undoubled: bool,
}

impl Cells {
    pub(super) fn new(delimiter: u8) -> Self {
        Self {
            delimiter,
            state: State::Start,
            cell: Vec::new(),
            done: Vec::new(),
            undoubled: false,
        }
    }

    /// Reads one line with its end; whether the row ends with it. The end of the file is the end of a row that is not
    /// within quotes.
    pub(super) fn read(&mut self, line: &[u8]) -> bool {
        let content = line.strip_suffix(b"\n").unwrap_or(line);
        let content = content.strip_suffix(b"\r").unwrap_or(content);
        let mut rest = content;
        while !rest.is_empty() {
            // Runs of what means nothing are copied in one go.
            let run = match self.state {
                State::Quoted => memchr::memchr(b'"', rest).unwrap_or(rest.len()),
                State::Bare => memchr::memchr(self.delimiter, rest).unwrap_or(rest.len()),
                State::Start | State::Quote | State::Closed => 0,
            };
            let (same, other) = rest.split_at(run);
            self.cell.extend_from_slice(same);
            let Some((&byte, after)) = other.split_first() else { break };
            rest = after;
            self.state = match (self.state, byte) {
                (State::Quoted, b'"') => State::Quote,
                (State::Start, b'"') => State::Quoted,
                (State::Quote, b'"') => self.keep(b'"', State::Quoted),
                (State::Quoted, it) => self.keep(it, State::Quoted),
                (_, it) if it == self.delimiter => self.end_cell(),
                (State::Start | State::Bare, it) => self.keep(it, State::Bare),
                (State::Closed, _) => State::Closed,
                (State::Quote, b' ') if self.closes(rest) => State::Closed,
                (State::Quote, it) => {
                    self.undoubled = true;
                    self.keep(b'"', State::Quoted);
                    self.keep(it, State::Quoted)
                }
            };
        }
        if self.state == State::Quoted {
            let end = line.get(content.len()..).unwrap_or_default();
            self.cell.extend_from_slice(end);
            return false;
        }
        self.end_cell();
        true
    }

    /// Whether only spaces stand before the end of the cell.
    fn closes(&self, rest: &[u8]) -> bool {
        rest.iter().find(|it| **it != b' ').is_none_or(|it| *it == self.delimiter)
    }

    fn keep(&mut self, byte: u8, state: State) -> State {
        self.cell.push(byte);
        state
    }

    fn end_cell(&mut self) -> State {
        let cell = std::mem::take(&mut self.cell);
        // Cells are cut at ASCII out of UTF-8.
        self.done.push(String::from_utf8(cell).unwrap_or_default());
        State::Start
    }
}
