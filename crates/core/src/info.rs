//! What an analyzer says of itself.

/// Name, labels, attributes and needs of an analyzer: a constant of its [`Plugin`](crate::Plugin) impl.
#[derive(Clone, Copy, Debug)]
pub struct Info {
    /// Name on the command line and in results: lower-case ASCII letters, digits and hyphens.
    pub name: &'static str,
    /// Version of the analyzer, usually `env!("CARGO_PKG_VERSION")`.
    pub version: &'static str,
    /// What it finds, in one sentence.
    pub summary: &'static str,
    /// Labels, emitted by index.
    pub labels: &'static [LabelInfo],
    /// Attributes, emitted by index.
    pub attributes: &'static [AttributeInfo],
    /// Analyzers that must run before.
    pub requires: &'static [Need],
    /// Texts with their findings marked, shown by `rashomon explain` and run as tests by the test kit.
    pub examples: &'static [Example],
}

impl Info {
    /// An `Info` with nothing in it, for `..Info::EMPTY`.
    pub const EMPTY: Self = Self {
        name: "",
        version: "",
        summary: "",
        labels: &[],
        attributes: &[],
        requires: &[],
        examples: &[],
    };
}

/// One class of annotation.
#[derive(Clone, Copy, Debug)]
pub struct LabelInfo {
    /// The label in results: `PER`, `direct`.
    pub name: &'static str,
    /// What it stands for, in one sentence.
    pub doc: &'static str,
}

/// One attribute of annotations.
#[derive(Clone, Copy, Debug)]
pub struct AttributeInfo {
    /// The key in results: `speaker_span`.
    pub name: &'static str,
    /// What it says, in one sentence.
    pub doc: &'static str,
    /// The type of its values.
    pub kind: AttributeKind,
}

/// The type of an attribute's values.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum AttributeKind {
    /// Text.
    String,
    /// Finite floating-point number.
    Float,
    /// Integer.
    Integer,
    /// Yes or no.
    Bool,
    /// A place in the text.
    Span,
    /// An annotation of the analyzer with this name: of itself, or of one that it requires.
    Reference(&'static str),
    /// One of these members.
    Enum(&'static [&'static str]),
}

/// An analyzer whose results this one reads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Need {
    /// Its name.
    pub analyzer: &'static str,
    /// What happens if it was not chosen for the run.
    pub kind: NeedKind,
}

/// How much an analyzer depends on another. In every case the other one runs first, if it runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
#[repr(u32)]
pub enum NeedKind {
    /// Joins the run by itself; if it is not installed, the run cannot start.
    Required = 0,
    /// Joins the run by itself; if it is not installed, the run goes on without it.
    Wanted = 1,
    /// Is read if it was chosen too, and does not join by itself.
    IfChosen = 2,
}

impl Need {
    /// An analyzer without which this one cannot run.
    pub const fn required(analyzer: &'static str) -> Self {
        Self { analyzer, kind: NeedKind::Required }
    }

    /// An analyzer that joins wherever it is installed.
    pub const fn wanted(analyzer: &'static str) -> Self {
        Self { analyzer, kind: NeedKind::Wanted }
    }

    /// An analyzer whose results help if it runs anyway.
    pub const fn if_chosen(analyzer: &'static str) -> Self {
        Self { analyzer, kind: NeedKind::IfChosen }
    }
}

/// A text with its findings written into it, in the notation of the test kit.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// The text: `{PER Ada Lovelace} wrote to {PER Babbage}.`
    pub text: &'static str,
    /// What it shows, in a few words.
    pub note: &'static str,
}

/// One option of an analyzer.
#[derive(Clone, Copy, Debug)]
pub struct OptionInfo {
    /// Name in `--set ANALYZER.NAME=VALUE`.
    pub name: &'static str,
    /// What it changes, in one sentence.
    pub doc: &'static str,
    /// The type of its value.
    pub kind: OptionKind,
    /// The value it has unless set, as text.
    pub default: &'static str,
}

/// The type of an option's value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum OptionKind {
    /// `true` or `false`.
    Bool,
    /// An integer.
    Integer,
    /// A number.
    Float,
    /// Text.
    String,
}
