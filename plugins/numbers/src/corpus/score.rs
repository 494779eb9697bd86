//! How likely two numbers of different reports are figures of one quantity.

use rashomon_core::fold_hash;
use rashomon_text::stems::{Stem, Surprisal};

use crate::corpus::claim::{Claim, Class, Report, Sort};
use crate::corpus::interval::{Interval, digits, scale};

/// Two figures with this score are of one quantity.
pub(super) const THRESHOLD: f32 = 1.2;
/// The score of figures that cannot be of one quantity.
pub(super) const NEVER: f32 = -9.0;

/// What it says that both are all of one thing: with a number that fits, almost enough.
const ONE_WHOLE: f32 = 1.1;

/// What a shared stem tells in this story.
#[derive(Debug)]
pub(super) struct Weights {
    local: Surprisal,
    /// What some report says that counted things make up, sorted.
    wholes: Vec<Stem>,
    /// Added to all.
    floor: f32,
}

/// Sentences that a story is thought to have beside its own: in one of two sentences a word of both is not common.
const UNSEEN: f32 = 20.0;

impl Weights {
    pub(super) fn new(reports: &[Report]) -> Self {
        let sentences = || reports.iter().flat_map(|it| &it.sentences);
        let count = sentences().count().max(1) as f32;
        let local = Surprisal::of(sentences().map(Vec::as_slice));
        let claims = reports.iter().flat_map(|it| &it.claims);
        let mut wholes: Vec<Stem> = claims.filter_map(|it| it.whole).collect();
        wholes.sort_unstable();
        wholes.dedup();
        Self { local, wholes, floor: (1.0 + UNSEEN / count).ln() }
    }

    /// What the claim counts all of, if it is known to be made up of things.
    fn whole(&self, claim: &Claim) -> Option<Stem> {
        let known = |it: &Stem| self.wholes.binary_search(it).is_ok();
        claim.whole.or_else(|| claim.within.iter().copied().find(known)).filter(|_| !claim.part)
    }

    fn of(&self, stem: Stem) -> f32 {
        self.local.weight(stem) + self.floor
    }
}

/// A claim made ready for comparison.
#[derive(Debug)]
pub(super) struct Figure<'a> {
    pub(super) claim: &'a Claim,
    /// Index of its report.
    pub(super) report: usize,
    pub(super) interval: Interval,
    /// Class and common unit: figures of different ones are never compared.
    pub(super) kind: u64,
    /// What the counted things are all of: `convoy`.
    pub(super) whole: Option<Stem>,
    pub(super) phrase: Weighed,
    pub(super) near: Weighed,
    pub(super) sentence: Weighed,
}

/// A set of stems with weights, sorted by stem.
#[derive(Debug, Default)]
pub(super) struct Weighed {
    pub(super) stems: Vec<(Stem, f32)>,
    norm: f32,
}

impl Weighed {
    fn new<'a>(stems: impl IntoIterator<Item = &'a Stem>, weights: &Weights) -> Self {
        let mut stems: Vec<(Stem, f32)> =
            stems.into_iter().map(|&it| (it, weights.of(it))).collect();
        stems.sort_unstable_by_key(|it| it.0);
        stems.dedup_by_key(|it| it.0);
        let norm = stems.iter().map(|it| it.1 * it.1).sum::<f32>().sqrt();
        Self { stems, norm }
    }

    fn holds(&self, stem: Stem) -> bool {
        self.stems.binary_search_by_key(&stem, |it| it.0).is_ok()
    }

    /// Cosine of the two sets.
    fn cosine(&self, other: &Self) -> f32 {
        let (mut a, mut b) = (self.stems.iter().peekable(), other.stems.iter().peekable());
        let mut sum = 0.0;
        while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
            if x.0 == y.0 {
                sum += x.1 * y.1;
            }
            let order = x.0.cmp(&y.0);
            if order.is_le() {
                a.next();
            }
            if order.is_ge() {
                b.next();
            }
        }
        if sum > 0.0 { sum / (self.norm * other.norm) } else { 0.0 }
    }
}

impl<'a> Figure<'a> {
    pub(super) fn new(claim: &'a Claim, report: (usize, &Report), weights: &Weights) -> Self {
        let sentence = report.1.sentences.get(claim.sentence as usize);
        let class = u64::from(claim.class as u8);
        Self {
            claim,
            report: report.0,
            interval: Interval::of(claim),
            kind: fold_hash(scale(claim).0).wrapping_add(class),
            whole: weights.whole(claim),
            phrase: Weighed::new(&claim.phrase, weights),
            near: Weighed::new(&claim.near, weights),
            sentence: Weighed::new(sentence.into_iter().flatten(), weights),
        }
    }

    /// Whether the numbers are the same.
    pub(super) fn equals(&self, other: &Self) -> bool {
        let converted = self.claim.unit != other.claim.unit;
        self.interval.equals(other.interval, converted)
    }

    /// Whether the numbers cannot both be true of one quantity.
    pub(super) fn clashes(&self, other: &Self) -> bool {
        !self.equals(other) && !self.interval.overlaps(other.interval)
    }
}

/// The score of two figures; [`THRESHOLD`] and more links them.
pub(super) fn score(a: &Figure<'_>, b: &Figure<'_>) -> f32 {
    let Some(kin) = kinship(a, b) else { return NEVER };
    let Some(conflict) = conflict(a, b) else { return NEVER };
    // The noun says little of two numbers that clash: a report has many goals, and each may count others.
    let noun = if a.clashes(b) { 0.2 } else { 0.5 };
    let context = noun * a.phrase.cosine(&b.phrase)
        + 1.5 * a.sentence.cosine(&b.sentence)
        + 1.0 * a.near.cosine(&b.near);
    kin + context + numbers(a, b) - conflict
}

/// What the numbers say.
fn numbers(a: &Figure<'_>, b: &Figure<'_>) -> f32 {
    if a.equals(b) {
        sameness(a, b) + 0.1
    } else if a.clashes(b) {
        -0.6 * a.interval.distance(b.interval).clamp(0.3, 1.5)
    } else {
        nearness(a, b)
    }
}

/// What the nouns say; `None` if they are of different things.
fn kinship(a: &Figure<'_>, b: &Figure<'_>) -> Option<f32> {
    if a.kind != b.kind {
        return None;
    }
    let (x, y) = (a.claim, b.claim);
    let same = x.head.is_some() && x.head == y.head;
    match x.class {
        Class::Count => {
            let fate = x.fate.is_some() && x.fate == y.fate;
            if is_one_whole(a, b) {
                return Some(ONE_WHOLE);
            }
            if same && x.sort != Some(Sort::Anybody) {
                return Some(if fate { 0.8 } else { 0.6 });
            }
            if let (Some(x), Some(y)) = (x.sort, y.sort) {
                return akin(x, y, fate);
            }
            let headless = x.head.is_none() && y.head.is_none();
            let people = |it| !matches!(it, Some(Sort::Thing(_)) | None);
            // "at least 12 were killed" counts people.
            let half = x.head.is_none() && people(y.sort) || y.head.is_none() && people(x.sort);
            if fate && (headless || half) {
                return Some(0.7);
            }
            let part = x.head.is_some_and(|it| b.phrase.holds(it))
                || y.head.is_some_and(|it| a.phrase.holds(it));
            match (headless, part) {
                (true, _) => Some(0.0),
                (_, true) => Some(0.3),
                _ => None,
            }
        }
        Class::Ordinal => same.then_some(0.4),
        Class::Percent | Class::Money | Class::Measure | Class::Age => {
            let counted = match (x.head, y.head) {
                (Some(a), Some(b)) if a == b => 0.3,
                (Some(_), Some(_)) | (None, None) if x.sort.is_some() && x.sort == y.sort => 0.1,
                (Some(_), Some(_)) => -0.3,
                _ => 0.0,
            };
            Some(0.4 + counted)
        }
    }
}

/// Whether both are all of one thing: `400 people in the convoy`, `a convoy of hundreds of protesters`.
fn is_one_whole(a: &Figure<'_>, b: &Figure<'_>) -> bool {
    let (x, y) = (a.claim, b.claim);
    // "The convoy" is known and one; of "a total of 40" there may be another.
    let known = x.whole.is_none() || y.whole.is_none();
    let whole = known && a.whole.is_some() && a.whole == b.whole;
    // Children are a part of the people, and "hundreds" may be some of the "hundreds".
    let anybody = |it| matches!(it, Some(Sort::Anybody | Sort::Role));
    let same = x.head.is_some() && x.head == y.head || x.sort.is_some() && x.sort == y.sort;
    let alike = same || anybody(x.sort) && anybody(y.sort);
    whole && alike && !(x.loose && y.loose) && !a.clashes(b)
}

/// What two nouns say that reports may use for one another; `fate` if the same befell both.
fn akin(a: Sort, b: Sort, fate: bool) -> Option<f32> {
    match (a, b) {
        (Sort::Thing(a), Sort::Thing(b)) | (Sort::Band(a), Sort::Band(b)) => {
            (a == b).then_some(if fate { 0.7 } else { 0.5 })
        }
        (Sort::Thing(_), _) | (_, Sort::Thing(_)) => None,
        (Sort::Anybody, _) | (_, Sort::Anybody) => Some(if fate { 0.7 } else { 0.2 }),
        (Sort::Role | Sort::Band(_), Sort::Role | Sort::Band(_)) => {
            Some(if fate { 0.5 } else { 0.2 })
        }
    }
}

/// What speaks against it; `None` if it forbids.
fn conflict(a: &Figure<'_>, b: &Figure<'_>) -> Option<f32> {
    let (x, y) = (a.claim, b.claim);
    let equal = a.equals(b);
    let clash = a.clashes(b);
    let fates = x.fate.is_some() && y.fate.is_some() && x.fate != y.fate;
    // "another 350" is no level of 350, the dead are not the hurt, Norwegian troops are not Swedish ones, and the third
    // time is not the second.
    if x.change != y.change
        || fates
        || apart(&x.phrase_names, &y.phrase_names)
        || clash && x.class == Class::Ordinal
    {
        return None;
    }
    let strangers = strangers(x, y);
    if x.class == Class::Age {
        let nameless = x.near_names.is_empty() || y.near_names.is_empty();
        // One person is not of two ages, but for a birthday between.
        let same = (x.value - y.value).abs() <= 1.0;
        return (!strangers && !nameless && same).then_some(0.0);
    }
    // Equal numbers may be told from two sides; numbers that clash are then of two things. A part is no total.
    if clash && (strangers || x.part || y.part) {
        return None;
    }
    let mut sum = if strangers { 0.3 } else { 0.0 };
    if x.fate.is_some() != y.fate.is_some() && !equal {
        sum += 0.4;
    }
    if x.standing != y.standing {
        sum += if equal { 0.2 } else { 0.9 };
    }
    Some(sum)
}

/// Whether other names stand beside the two, or another year.
pub(super) fn strangers(x: &Claim, y: &Claim) -> bool {
    apart(&x.near_names, &y.near_names) || apart(&x.years, &y.years)
}

/// Whether both have some and share none.
fn apart<T: PartialEq>(a: &[T], b: &[T]) -> bool {
    !a.is_empty() && !b.is_empty() && !a.iter().any(|it| b.contains(it))
}

/// What it says that both numbers can be true: more if they are close together.
fn nearness(a: &Figure<'_>, b: &Figure<'_>) -> f32 {
    let loose = a.claim.loose || b.claim.loose;
    let close = 1.0 - (a.interval.distance(b.interval) / 0.7).min(1.0);
    0.1 + if loose { 0.0 } else { 0.2 * close }
}

/// What an equal number says: the more digits it has, the less by chance.
fn sameness(a: &Figure<'_>, b: &Figure<'_>) -> f32 {
    if a.claim.loose && b.claim.loose {
        return 0.2;
    }
    // "six decades" and "60 years": the one with more digits tells.
    let value = a.claim.value.max(b.claim.value);
    if value <= 12.0 && value.fract() == 0.0 {
        0.6
    } else if digits(value) >= 2 {
        1.6
    } else {
        0.8
    }
}
