//! What is particular to an analyzer when it is evaluated: data, not code. An analyzer without an entry is compared
//! label by label, and by equality in every attribute that gold has too.

use rashomon_core::{AttributeType, Schema};

/// How an analyzer's annotations are compared with gold.
#[derive(Debug)]
pub(crate) struct Profile {
    analyzer: &'static str,
    /// Characters that do not count at the borders of a span, beside white space: guidelines differ on them.
    pub(crate) edges: &'static str,
    /// How much of the longer of two spans both must share to match leniently; 0 for any overlap.
    pub(crate) share: f64,
    /// Labels that are scored on demand only.
    pub(crate) leave_out: &'static [&'static str],
    /// An attribute that divides annotations into sorts of their own: only those of one sort match, and those of a sort
    /// that gold does not have are not scored.
    pub(crate) sort: Option<&'static str>,
    /// Whether gold names what is to be judged, so that nothing found is spurious: a classification.
    pub(crate) is_given: bool,
    /// The attribute by which annotations match where gold tells no places.
    pub(crate) key: Option<&'static str>,
    /// The attributes that are compared; `None` for all that gold has.
    rules: Option<&'static [Rule<'static>]>,
}

/// How one attribute is compared.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rule<'a> {
    /// The attribute, as results name it.
    pub(crate) name: &'a str,
    /// The attributes to read, the first one that is there; none for the one of the rule's name.
    pub(crate) from: &'a [&'a str],
    /// Values that gold writes otherwise: (as found, as in gold). Others are passed over, unless there are none here.
    pub(crate) translate: &'a [(&'a str, &'a str)],
    /// What it means if the attribute is absent.
    pub(crate) absent: Absent<'a>,
    /// When two values are the same.
    pub(crate) compare: Compare,
}

/// What an absent attribute means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Absent<'a> {
    /// Gold does not say: the annotation is not scored.
    Unknown,
    /// There is none, which can be right or wrong.
    Nothing,
    /// The same as this value.
    Means(&'a str),
}

/// When two values are the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Compare {
    /// Equal; numbers up to a millionth.
    Equal,
    /// Equal but for case.
    Folded,
    /// Equal but for case and for singular and plural of regular nouns.
    Noun,
    /// The numbers in `value`, or of a range both `low` and `high`.
    Amount,
    /// The same place.
    Exact,
    /// Places that overlap.
    Overlap,
    /// Not right or wrong: correlation over all that match.
    Correlation,
}

impl Compare {
    /// The name in results.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Equal => "equal",
            Self::Folded => "equal_but_for_case",
            Self::Noun => "equal_but_for_number",
            Self::Amount => "amount",
            Self::Exact => "exact",
            Self::Overlap => "overlap",
            Self::Correlation => "correlation",
        }
    }
}

const fn rule(name: &'static str, absent: Absent<'static>, compare: Compare) -> Rule<'static> {
    Rule { name, from: &[], translate: &[], absent, compare }
}

use Absent::{Means, Nothing, Unknown};

/// Numbers as the plain form gives them: one field for the unit or what is counted, one for modifier and change.
pub(crate) const PLAIN_NUMBERS: &[Rule<'static>] = &[
    rule("value", Unknown, Compare::Amount),
    Rule {
        name: "unit",
        from: &["unit_name", "counted"],
        translate: &[],
        absent: Nothing,
        compare: Compare::Noun,
    },
    Rule {
        name: "modifier",
        from: &["change", "modifier"],
        translate: &[
            ("up", "up"),
            ("down", "down"),
            ("about", "approx"),
            ("almost", "approx"),
            ("more_than", "gt"),
            ("at_least", "gt"),
            ("less_than", "lt"),
            ("at_most", "lt"),
            ("exact", "exact"),
            ("approx", "approx"),
            ("gt", "gt"),
            ("lt", "lt"),
        ],
        absent: Means("exact"),
        compare: Compare::Equal,
    },
];

const GENERAL: Profile = Profile {
    analyzer: "",
    edges: "",
    share: 0.0,
    leave_out: &[],
    sort: None,
    is_given: false,
    key: None,
    rules: None,
};

static PROFILES: [Profile; 5] = [
    // The number of a cluster is a name that each document gives anew: no value to compare.
    Profile {
        analyzer: "entities",
        rules: Some(&[rule("canonical", Unknown, Compare::Equal)]),
        ..GENERAL
    },
    // Content and marks are told apart in different ways, and a long clause that merely touches another is no match:
    // four fifths are the field's measure (PolNeAR, Citron).
    Profile {
        analyzer: "quotes",
        edges: "\"“”„«»‹›‘’'`,.;",
        share: 0.8,
        leave_out: &["scare"],
        rules: Some(&[
            rule("speaker_span", Unknown, Compare::Exact),
            rule("speaker_span", Unknown, Compare::Overlap),
            rule("speaker", Unknown, Compare::Equal),
            rule("cue_span", Unknown, Compare::Exact),
            rule("cue_span", Unknown, Compare::Overlap),
            rule("cue", Unknown, Compare::Equal),
            rule("addressee", Nothing, Compare::Overlap),
            rule("medium", Nothing, Compare::Overlap),
        ]),
        ..GENERAL
    },
    Profile {
        analyzer: "numbers",
        key: Some("value"),
        rules: Some(&[
            rule("value", Unknown, Compare::Amount),
            rule("low", Nothing, Compare::Equal),
            rule("high", Nothing, Compare::Equal),
            rule("modifier", Means("exact"), Compare::Equal),
            rule("change", Nothing, Compare::Equal),
            rule("unit", Nothing, Compare::Equal),
            rule("unit_name", Nothing, Compare::Noun),
            rule("counted", Nothing, Compare::Overlap),
        ]),
        ..GENERAL
    },
    // TempEval-3 compares values without regard to case; TimeML leaves punctuation out.
    Profile {
        analyzer: "timeline",
        edges: ".,;:'\"()’”“",
        rules: Some(&[
            rule("value", Unknown, Compare::Folded),
            rule("modifier", Nothing, Compare::Equal),
            rule("begin", Unknown, Compare::Equal),
            rule("end", Unknown, Compare::Equal),
            rule("event", Unknown, Compare::Overlap),
        ]),
        ..GENERAL
    },
    Profile {
        analyzer: "sentiment",
        leave_out: &["evidence"],
        sort: Some("unit"),
        is_given: true,
        rules: Some(&[
            rule("score", Unknown, Compare::Correlation),
            rule("voice", Unknown, Compare::Equal),
        ]),
        ..GENERAL
    },
];

impl Profile {
    /// The profile of an analyzer.
    pub(crate) fn of(analyzer: &str) -> &'static Self {
        static OTHER: Profile = GENERAL;
        PROFILES.iter().find(|it| it.analyzer == analyzer).unwrap_or(&OTHER)
    }

    /// The rules for attributes, of which only those count that gold has.
    pub(crate) fn rules<'a>(&self, schema: &'a Schema) -> Vec<Rule<'a>> {
        if let Some(rules) = self.rules {
            return rules.to_vec();
        }
        let rule =
            |name, compare| Rule { name, from: &[], translate: &[], absent: Nothing, compare };
        let rules = schema.attributes().iter().flat_map(|(name, kind)| match kind {
            AttributeType::Span | AttributeType::Reference(_) => {
                vec![rule(name.as_str(), Compare::Exact), rule(name.as_str(), Compare::Overlap)]
            }
            _ => vec![rule(name.as_str(), Compare::Equal)],
        });
        rules.collect()
    }
}
