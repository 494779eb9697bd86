//! Learns the choices among regions and candidates.

use rashomon_core::{Document, Span};
use rashomon_quotes::analysis::Analysis;
use rashomon_quotes::candidates::{History, LastSpeaker};
use rashomon_quotes::table::LinearTable;
use rashomon_quotes::{ranker, speech};

use crate::corpus::Article;
use crate::linear::{self, Choice, Features, question};
use crate::roles::FOLDS;

/// Penalties of the weights.
const SPEECH_L2: f64 = 16.0;
const RANKER_L2: f64 = 4.0;

/// Learns the speech filter and the ranker from the articles outside `fold`.
pub(crate) fn learn(
    articles: &[Article],
    analyses: &[Analysis],
    fold: Option<usize>,
) -> (LinearTable, LinearTable) {
    let mut speech_features = Features::default();
    let mut questions = Vec::new();
    let mut ranker_features = Features::default();
    let mut choices = Vec::new();
    let (mut reached, mut quotes, mut golds) = (0, 0, 0);
    for (at, (article, analysis)) in articles.iter().zip(analyses).enumerate() {
        if Some(at % FOLDS) == fold {
            continue;
        }
        let sources = analysis.sources();
        let page = &analysis.page;
        let mut last = History::default();
        let mut candidates = Vec::new();
        golds += article.gold.len();
        for (index, region) in page.regions.iter().enumerate().filter(|(_, it)| !it.nested) {
            let content = region.content(&article.document);
            let gold = article
                .gold
                .iter()
                .find(|it| it.contents.iter().any(|it| same(&article.document, *it, content)));
            let mut ids = Vec::new();
            let inside = &analysis.insides[index];
            speech::features(&sources, index, inside, analysis.is_repeated(index), &mut |it| {
                ids.push(speech_features.id(it));
            });
            // Single marks are not annotated.
            if !region.single {
                questions.push(question(ids, gold.is_some()));
            }
            let Some(gold) = gold.filter(|it| !it.speakers.is_empty()) else { continue };
            quotes += 1;
            sources.candidates(index, &last, &mut candidates);
            let shared = ranker::Context::new(&sources, index, inside.lower, &candidates, &last);
            let right: Vec<bool> = candidates
                .iter()
                .map(|it| gold.speakers.iter().any(|gold| gold.overlaps(it.span)))
                .collect();
            let rows = (0..candidates.len())
                .map(|at| {
                    let mut ids = Vec::new();
                    ranker::features(&sources, &shared, &candidates, at, &mut |it| {
                        ids.push(ranker_features.id(it));
                    });
                    ids
                })
                .collect();
            let items = if let Some(at) = right.iter().position(|&it| it) {
                reached += 1;
                candidates[at].items.clone()
            } else {
                let first = gold.speakers[0];
                let start = page.items.partition_point(|it| it.span.end() <= first.start());
                let rest = &page.items[start..];
                start..start + rest.partition_point(|it| it.span.start() < first.end())
            };
            if !items.is_empty() {
                let span = page.span(items.clone());
                let row = page.row_of[index];
                last.push(LastSpeaker { span, items, block: region.block, row });
            }
            choices.push(Choice { candidates: rows, right });
        }
    }
    eprintln!(
        "{golds} quotations, {quotes} found; the right speaker among the candidates of {reached}"
    );
    linear::drop_rare(&mut questions, speech_features.hashes.len(), 2);
    linear::drop_rare(&mut choices, ranker_features.hashes.len(), 3);
    let speech = linear::learn(&questions, speech_features.hashes.len(), SPEECH_L2, 100);
    let ranker = linear::learn(&choices, ranker_features.hashes.len(), RANKER_L2, 100);
    let correct = questions.iter().filter(|it| {
        let sum: f64 = it.candidates[0].iter().map(|&id| speech[id as usize]).sum();
        (sum >= 0.0) == it.right[0]
    });
    eprintln!("{} regions, {} told right", questions.len(), correct.count());
    (table(&speech_features, &speech), table(&ranker_features, &ranker))
}

/// Whether two spans are the same but for their edges.
fn same(document: &dyn Document, a: Span, b: Span) -> bool {
    let shared = i64::from(a.end().min(b.end())) - i64::from(a.start().max(b.start()));
    let longer = a.len().max(b.len());
    let slack = document.slice(b).len() as i64
        - document.slice(b).trim_end_matches([',', '.']).len() as i64;
    shared > 0 && (shared + slack) * 10 >= i64::from(longer) * 8
}

/// The weights that count, as a table.
pub(crate) fn table(features: &Features, weights: &[f64]) -> LinearTable {
    let rows: Vec<(u64, f32)> = features
        .hashes
        .iter()
        .zip(weights)
        .filter(|(_, it)| it.abs() > 0.03)
        .map(|(&hash, &it)| (hash, it as f32))
        .collect();
    eprintln!("  {} features, {} kept", features.hashes.len(), rows.len());
    LinearTable::new(&rows)
}
