//! Pages to learn from: read, labelled by parts, varied and spliced.

use std::io;
use std::path::Path;

use rashomon_text::blocks_training::{LineFeatures, features};
use serde::Deserialize;

use super::random::Random;
use super::{Recipe, sequence};
use crate::crf::Sequence;

const BEFORE: usize = 0;
const BODY: usize = 1;
const INSIDE: usize = 2;
const AFTER: usize = 3;

/// A page whose lines are known to be body or noise.
#[derive(Clone, Debug)]
pub struct Page {
    /// Name of the page.
    pub id: String,
    /// Its text.
    pub text: String,
    /// Its lines, in bytes, with whether they are body.
    pub lines: Vec<(std::ops::Range<usize>, bool)>,
}

#[derive(Deserialize)]
struct PageRecord {
    id: String,
    text: String,
    lines: Vec<LineRecord>,
}

#[derive(Deserialize)]
struct LineRecord {
    start: usize,
    end: usize,
    label: String,
}

#[derive(Deserialize)]
struct ArticleRecord {
    text: String,
}

/// Reads pages: JSON lines `{"id","text","lines":[{"start","end","label"}]}`, offsets in code points, label `body` or
/// `noise`.
///
/// # Errors
/// If the file cannot be read or a line is not such a record.
pub fn read_pages(path: &Path) -> io::Result<Vec<Page>> {
    read(path, |record: PageRecord| {
        let mut bytes: Vec<usize> = record.text.char_indices().map(|(at, _)| at).collect();
        bytes.push(record.text.len());
        let byte = |at: usize| bytes[at.min(bytes.len() - 1)];
        let lines = record.lines.iter();
        let lines = lines.map(|it| (byte(it.start)..byte(it.end), it.label == "body")).collect();
        Page { id: record.id, text: record.text, lines }
    })
}

/// Reads clean articles: JSON lines with a `text`.
///
/// # Errors
/// If the file cannot be read or a line is not such a record.
pub fn read_articles(path: &Path) -> io::Result<Vec<String>> {
    read(path, |record: ArticleRecord| record.text)
}

fn read<Record: for<'text> Deserialize<'text>, Item>(
    path: &Path,
    convert: impl Fn(Record) -> Item,
) -> io::Result<Vec<Item>> {
    let text = std::fs::read_to_string(path)?;
    let lines = text.lines().enumerate().filter(|(_, it)| !it.trim().is_empty());
    lines
        .map(|(number, line)| {
            serde_json::from_str(line).map(&convert).map_err(|error| {
                let place = format!("{}:{}: {error}", path.display(), number + 1);
                io::Error::new(io::ErrorKind::InvalidData, place)
            })
        })
        .collect()
}

impl Page {
    /// The site: pages that share menu lines are of one.
    pub fn menu(&self) -> Vec<&str> {
        let lines = self.lines.iter().filter(|(_, body)| !body);
        lines.filter_map(|(range, _)| self.text.get(range.clone())).collect()
    }

    /// Whether the line at these bytes is body.
    fn is_body(&self, start: usize, end: usize) -> bool {
        self.lines.iter().any(|(range, body)| *body && range.start < end && start < range.end)
    }

    /// Text of each line with its part.
    fn labelled(&self) -> Vec<(String, usize)> {
        let lines = features(&self.text);
        let spans = lines.iter().map(|it| it.span.range());
        let bodies: Vec<bool> = spans.map(|it| self.is_body(it.start, it.end)).collect();
        let parts = label(&lines, &bodies);
        let text =
            |line: &LineFeatures| self.text.get(line.span.range()).unwrap_or_default().to_owned();
        lines.iter().map(text).zip(parts).collect()
    }

    /// The line ends before each line: 1 or 2.
    fn gaps(&self) -> Vec<usize> {
        let mut end = 0;
        features(&self.text)
            .iter()
            .map(|line| {
                let between = self.text.get(end..line.span.start() as usize).unwrap_or_default();
                end = line.span.end() as usize;
                between.matches('\n').count().clamp(1, 2)
            })
            .collect()
    }
}

/// The parts of lines that are body or not: the report is the heaviest run of body lines of eight words or more with at
/// most fourteen other lines between them.
fn label(lines: &[LineFeatures], bodies: &[bool]) -> Vec<usize> {
    let mut best = (0, 0..0);
    let mut run = (0, 0..0);
    for (index, line) in lines.iter().enumerate() {
        if !bodies[index] || line.words < 8 {
            continue;
        }
        if run.0 == 0 || index - run.1.end > 14 {
            run = (0, index..index);
        }
        run = (run.0 + line.words, run.1.start..index + 1);
        if run.0 > best.0 {
            best = run.clone();
        }
    }
    let mut report = best.1;
    while report.start > 0 && bodies[report.start - 1] && !report.is_empty() {
        report.start -= 1;
    }
    while report.end < lines.len() && bodies[report.end] && !report.is_empty() {
        report.end += 1;
    }
    (0..lines.len())
        .map(|index| match index {
            _ if index < report.start => BEFORE,
            _ if index >= report.end => AFTER,
            _ if bodies[index] => BODY,
            _ => INSIDE,
        })
        .collect()
}

/// All sequences of one model.
pub(super) fn sequences(
    pages: &[&Page],
    articles: &[String],
    recipe: &Recipe,
    seed: u64,
) -> Vec<Sequence> {
    let mut random = Random::new(seed);
    let labelled: Vec<Vec<(String, usize)>> = pages.iter().map(|it| it.labelled()).collect();
    let mut sequences = Vec::new();
    for (index, (page, lines)) in pages.iter().zip(&labelled).enumerate() {
        sequences.push(build(lines, &page.gaps()));
        // The same page with all line ends alike: how a scraper sets blank lines says nothing of the next one's.
        let gap = 1 + (index + seed as usize) % 2;
        sequences.push(build(lines, &vec![gap; lines.len()]));
    }
    if articles.is_empty() {
        return sequences;
    }
    for index in 0..recipe.articles {
        let lines = clean(&articles[random.below(articles.len())]);
        sequences.push(build(&lines, &vec![1 + index % 2; lines.len()]));
    }
    for index in 0..recipe.spliced {
        let lines = splice(&labelled, articles, &mut random);
        sequences.push(build(&lines, &vec![1 + index % 2; lines.len()]));
    }
    sequences.retain(|it| !it.attributes.is_empty());
    sequences
}

/// The lines of a clean article.
fn clean(article: &str) -> Vec<(String, usize)> {
    let lines = article.lines().map(str::trim).filter(|it| !it.is_empty());
    lines.map(|it| (it.to_owned(), BODY)).collect()
}

/// The end of what stands before one report, a clean article with a few lines of noise, and the start of what
/// follows another report.
fn splice(
    pages: &[Vec<(String, usize)>],
    articles: &[String],
    random: &mut Random,
) -> Vec<(String, usize)> {
    let of = |page: &[(String, usize)], part: usize| -> Vec<(String, usize)> {
        page.iter().filter(|it| it.1 == part).cloned().collect()
    };
    let head = of(&pages[random.below(pages.len())], BEFORE);
    let tail = of(&pages[random.below(pages.len())], AFTER);
    let noise = of(&pages[random.below(pages.len())], INSIDE);
    let skipped = random.below(head.len() + 1);
    let kept = random.below(tail.len() + 1);
    let mut lines: Vec<_> = head.into_iter().skip(skipped).collect();
    let article = clean(&articles[random.below(articles.len())]);
    let first = lines.len();
    lines.extend(article);
    let short: Vec<_> =
        noise.into_iter().filter(|it| it.0.split_whitespace().count() <= 12).collect();
    for _ in 0..random.below(3) {
        if !short.is_empty() && lines.len() > first + 2 {
            let at = first + 1 + random.below(lines.len() - first - 1);
            lines.insert(at, short[random.below(short.len())].clone());
        }
    }
    lines.extend(tail.into_iter().take(kept));
    lines
}

/// A sequence of lines with so many line ends before each. Lines in another language, which the tagger never sees, are
/// left out.
fn build(lines: &[(String, usize)], gaps: &[usize]) -> Sequence {
    let mut text = String::new();
    let mut ends = Vec::with_capacity(lines.len());
    for ((line, _), gap) in lines.iter().zip(gaps) {
        if !text.is_empty() {
            text.extend(std::iter::repeat_n('\n', *gap));
        }
        text.push_str(line);
        ends.push(text.len());
    }
    let seen = features(&text);
    let line_at = |at: usize| ends.partition_point(|end| *end <= at);
    let parts: Vec<usize> =
        seen.iter().map(|it| lines[line_at(it.span.start() as usize)].1).collect();
    sequence(&seen, &parts)
}
