//! Labels of mentions and states of the tagger.

/// What a name names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
#[repr(u8)]
pub enum Label {
    /// A person.
    Per = 0,
    /// A place.
    Loc = 1,
    /// An organisation.
    Org = 2,
    /// Any other name.
    Misc = 3,
}

impl Label {
    /// All labels, in the order of their numbers.
    pub const ALL: [Self; 4] = [Self::Per, Self::Loc, Self::Org, Self::Misc];

    /// The name in results.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Per => "PER",
            Self::Loc => "LOC",
            Self::Org => "ORG",
            Self::Misc => "MISC",
        }
    }
}

/// Number of states of the tagger: outside, and first and later token of a name with each label.
pub const LABELS: usize = 9;

/// A state of the tagger.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct State(pub u8);

impl State {
    /// Not in a name.
    pub const OUTSIDE: Self = Self(0);

    /// The first token of a name.
    pub const fn first(label: Label) -> Self {
        Self(1 + 2 * label as u8)
    }

    /// A later token of a name.
    pub const fn later(label: Label) -> Self {
        Self(2 + 2 * label as u8)
    }

    /// The label of the name that a token in this state is part of.
    pub const fn label(self) -> Option<Label> {
        match self.0 {
            1 | 2 => Some(Label::Per),
            3 | 4 => Some(Label::Loc),
            5 | 6 => Some(Label::Org),
            7 | 8 => Some(Label::Misc),
            _ => None,
        }
    }

    /// Whether a name begins here.
    pub const fn is_first(self) -> bool {
        self.0 % 2 == 1
    }

    /// Whether `next` may follow: a later token only continues a name of its label.
    pub const fn allows(self, next: Self) -> bool {
        next.0 == 0 || next.0 % 2 == 1 || self.0 == next.0 || self.0 + 1 == next.0
    }
}

#[cfg(test)]
mod tests {
    use super::{Label, State};

    #[test]
    fn names_are_continued_by_their_own_label_only() {
        let later = State::later(Label::Loc);
        assert!(State::first(Label::Loc).allows(later) && later.allows(later));
        assert!(!State::first(Label::Org).allows(later) && !State::OUTSIDE.allows(later));
        assert!(later.allows(State::first(Label::Loc)) && later.allows(State::OUTSIDE));
    }
}
