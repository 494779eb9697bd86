//! The page around its sections.

use crate::html::{Page, esc, policy, put};
use crate::input::Report;
use crate::model::{Corpus, Story};
use crate::sections::{View, entities, events, figures, other, overview, texts, tone, utterances};

const STYLE: &str = include_str!("../assets/page.css");
const SCRIPT: &str = include_str!("../assets/page.js");

/// A whole page.
pub(crate) fn render(report: &Report) -> String {
    let corpus = Corpus::new(report);
    let analyzers = texts::analyzers(&corpus);
    let places = corpus.places();
    let mut page = Page::default();
    let several = corpus.stories.len() > 1;
    let large = corpus.readings.len() > 40;
    begin(&mut page, &report.title, if large { "large" } else { "" });
    let links = if several { stories(&corpus) } else { sections(&corpus) };
    bar(&mut page, &links);
    let published = corpus.readings.iter().filter_map(|it| it.document.published.as_deref());
    top(&mut page, &report.title, &overview::subtitle(corpus.readings.len(), published));
    if corpus.readings.is_empty() {
        page.raw("<p class=\"lead\">There are no reports here.</p>\n");
    }
    for (index, story) in corpus.stories.iter().enumerate() {
        let prefix = if several { format!("s{}-", index + 1) } else { String::new() };
        let level = if several { 3 } else { 2 };
        let view = View { corpus: &corpus, story, prefix: &prefix, level };
        if several {
            put!(
                page,
                "<section class=\"story\" id=\"s{0}\" aria-labelledby=\"s{0}-h\">\n<h2 id=\"s{0}-h\" dir=\"auto\">{1}</h2>\n",
                index + 1,
                esc(&headline(&corpus, story))
            );
        }
        overview::write(&mut page, view);
        utterances::write(&mut page, view);
        figures::write(&mut page, view);
        events::write(&mut page, view);
        tone::write(&mut page, view);
        entities::write(&mut page, view);
        texts::write(&mut page, view, &places, &analyzers);
        if several {
            page.raw("</section>\n");
        }
    }
    other::write(&mut page, &corpus.others);
    end(&mut page);
    page.into_string()
}

/// A story is called by its first report's headline.
pub(crate) fn headline(corpus: &Corpus<'_>, story: &Story<'_>) -> String {
    let first = story.reports.first().map(|it| corpus.readings[*it].headline.to_string());
    first.unwrap_or_else(|| "Empty story".to_owned())
}

/// A link of the bar: where it leads, and what it is called.
pub(crate) type Link = (String, String);

fn stories(corpus: &Corpus<'_>) -> Vec<Link> {
    let name = |(index, story)| (format!("#s{}", index + 1), short(&headline(corpus, story)));
    corpus.stories.iter().enumerate().map(name).collect()
}

/// The first words of a headline.
fn short(headline: &str) -> String {
    let mut words = headline.split_whitespace();
    let first: Vec<_> = words.by_ref().take(5).collect();
    format!("{}{}", first.join(" "), if words.next().is_some() { " …" } else { "" })
}

fn sections(corpus: &Corpus<'_>) -> Vec<Link> {
    let Some(story) = corpus.stories.first() else { return Vec::new() };
    let all = [
        ("said", "Who said what", story.utterances.is_empty()),
        ("figures", "Figures", story.figures.is_empty()),
        ("events", "Timeline", story.events.is_empty()),
        ("tone", "Tone", story.tones.is_empty()),
        ("names", "Names", story.entities.is_empty()),
        ("texts", "Reports", story.reports.is_empty()),
    ];
    all.iter().filter(|it| !it.2).map(|it| (format!("#{}", it.0), it.1.to_owned())).collect()
}

/// All before the first visible element.
pub(crate) fn begin(page: &mut Page, title: &str, class: &str) {
    put!(
        page,
        "<!doctype html>\n<html lang=\"en\" class=\"{class}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"generator\" content=\"Rashomon {}\">\n<title>{}</title>\n<style>",
        policy(SCRIPT, STYLE),
        env!("CARGO_PKG_VERSION"),
        esc(title)
    );
    page.raw(STYLE);
    page.raw(
        "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the findings</a>\n",
    );
}

/// The bar that stays on top: links, and tools that the script brings to life.
pub(crate) fn bar(page: &mut Page, links: &[Link]) {
    page.raw("<header class=\"bar\">\n<nav aria-label=\"Contents\"><ul>\n");
    for (href, name) in links {
        put!(page, "<li><a href=\"{}\"><bdi>{}</bdi></a></li>\n", esc(href), esc(name));
    }
    page.raw(
        "</ul></nav>\n<div class=\"tools\" hidden>\n\
         <search><label class=\"vh\" for=\"filter\">Filter findings</label>\
         <input id=\"filter\" type=\"search\" placeholder=\"Filter ( / )\" autocomplete=\"off\" spellcheck=\"false\">\
         <output id=\"hits\" for=\"filter\" aria-live=\"polite\"></output></search>\n\
         <button type=\"button\" id=\"previous\" aria-label=\"Previous finding\" title=\"Previous finding (k)\">↑</button>\n\
         <button type=\"button\" id=\"next\" aria-label=\"Next finding\" title=\"Next finding (j)\">↓</button>\n\
         <button type=\"button\" id=\"theme\" aria-label=\"Light or dark\" title=\"Light or dark\">◐</button>\n\
         <button type=\"button\" id=\"help\" aria-label=\"Keys\" title=\"Keys (?)\">?</button>\n\
         </div>\n</header>\n",
    );
}

pub(crate) fn top(page: &mut Page, title: &str, subtitle: &str) {
    put!(
        page,
        "<main id=\"main\" tabindex=\"-1\">\n<div class=\"top\"><p class=\"overline\">One event, many accounts</p>\n\
         <h1 dir=\"auto\">{}</h1>\n<p class=\"subtitle\">{}</p></div>\n",
        esc(title),
        esc(subtitle)
    );
}

pub(crate) fn end(page: &mut Page) {
    page.raw(
        "</main>\n<footer><p>Made by Rashomon from the reports alone. What is marked was found by programs: \
         read the sentence before you rely on it.</p></footer>\n\
         <aside id=\"note\" aria-label=\"Finding\" aria-live=\"polite\" hidden></aside>\n\
         <dialog id=\"keys\" aria-labelledby=\"keys-h\"><h2 id=\"keys-h\">Keys</h2>\n<dl>\
         <dt><kbd>/</kbd></dt><dd>filter findings; <kbd>Esc</kbd> shows all again</dd>\
         <dt><kbd>j</kbd> <kbd>k</kbd></dt><dd>next, previous finding</dd>\
         <dt><kbd>Enter</kbd></dt><dd>from a finding to its place in the text</dd>\
         <dt><kbd>?</kbd></dt><dd>these keys</dd></dl>\n\
         <p><label><input type=\"checkbox\" id=\"single\" checked> Single keys are on</label></p>\n\
         <button type=\"button\" id=\"shut\">Close</button></dialog>\n<script>",
    );
    page.raw(SCRIPT);
    page.raw("</script>\n</body>\n</html>\n");
}
