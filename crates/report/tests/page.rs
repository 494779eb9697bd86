//! What a page holds, without a browser.
#![forbid(unsafe_code)]
#![allow(missing_docs, clippy::unwrap_used, reason = "tests with helpers")]

mod common;

use std::collections::BTreeSet;

use common::{HOSTILE, document, ferry, find, hostile, html, table};
use rashomon_report::{Report, StoryEntry};
use serde_json::json;

/// All values of an attribute, in order.
fn values<'p>(page: &'p str, attribute: &str) -> Vec<&'p str> {
    let lead = format!(" {attribute}=\"");
    page.split(lead.as_str()).skip(1).filter_map(|it| it.split('"').next()).collect()
}

/// What stands between the first `from` and the `to` after it.
fn between<'p>(page: &'p str, from: &str, to: &str) -> &'p str {
    page.split_once(from).unwrap_or_else(|| panic!("no {from}")).1.split_once(to).unwrap().0
}

#[test]
fn every_finding_has_a_target() {
    let page = html(&ferry());
    let ids: Vec<_> = values(&page, "id");
    let unique: BTreeSet<_> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "ids are used once");
    let links = values(&page, "href");
    assert!(links.len() > 30);
    for link in links {
        assert!(unique.contains(link.strip_prefix('#').unwrap()), "{link} leads nowhere");
    }
    for finding in ["u0", "u1", "f0", "e0", "e1", "n0", "n1", "t0-0", "report-A", "report-C"] {
        assert!(unique.contains(finding), "{finding} is missing");
    }
}

#[test]
fn sections_stand_in_order_under_headings() {
    let page = html(&ferry());
    let headings: Vec<_> = page
        .split("<h2")
        .skip(1)
        .map(|it| between(it, ">", "</h2>"))
        .take_while(|it| *it != "Keys")
        .collect();
    let expected = [
        "Who said what",
        "Figures",
        "Timeline",
        "Tone",
        "People, places and bodies",
        "The reports",
        "ships",
    ];
    assert_eq!(headings, expected);
    assert_eq!(page.matches("<h1").count(), 1);
    assert_eq!(page.matches("<main").count(), 1);
    assert_eq!(page.matches("<table").count(), page.matches("<caption").count() + 1);
}

#[test]
fn near_copies_name_their_original() {
    let page = html(&ferry());
    assert_eq!(page.matches("nearly the same as").count(), 1);
    assert!(between(&page, "nearly the same as", "</span>").contains("href=\"#report-A\""));
}

#[test]
fn wordings_are_compared_with_the_fullest() {
    let page = html(&ferry());
    let utterance = between(&page, "id=\"u0\"", "</article>");
    assert!(utterance.contains("in 3 reports"));
    let wordings: Vec<_> = utterance
        .split("<blockquote dir=\"auto\">")
        .skip(1)
        .map(|it| it.split("</blockquote>").next().unwrap())
        .collect();
    assert_eq!(wordings[0], "“We will not open the harbour before the last passenger is ashore,”");
    assert_eq!(wordings[1], "the harbour <ins>stays shut until</ins> the last passenger is ashore");
    assert_eq!(wordings[2], "“Before the last passenger is ashore”");
}

#[test]
fn figures_stand_in_their_sentences_with_a_verdict() {
    let page = html(&ferry());
    let figure = between(&page, "id=\"f0\"", "</article>");
    assert!(figure.contains("≠ </span>dispute"));
    assert!(figure.contains(
        "The ferry Alma ran aground off Port Lissa on Tuesday with <b>310 people</b> aboard."
    ));
    assert!(figure.contains("at least 350"));
    assert!(
        figure.contains("<td dir=\"auto\">Ines Calder</td>") && figure.contains("the report</td>")
    );
}

#[test]
fn texts_are_whole_whatever_is_marked_in_them() {
    let report = ferry();
    let page = html(&report);
    for (name, document) in ["A", "B", "C"].iter().zip(&report.documents) {
        let article = between(&page, &format!("id=\"report-{name}\""), "</article>");
        let body = article.split_once("<div class=\"body\">").unwrap().1;
        let mut shown = String::new();
        let mut rest = body;
        // Without what the page adds at the end of marks, the tags are all that is not text.
        while let Some((text, tag)) = rest.split_once('<') {
            shown.push_str(text);
            let end = if tag.starts_with("sup") {
                "</sup>"
            } else if tag.starts_with("span class=\"sign\"") {
                "</span>"
            } else {
                ">"
            };
            rest = tag.split_once(end).unwrap().1;
        }
        assert_eq!(shown.trim(), document.text.as_ref().unwrap());
    }
}

#[test]
fn hostile_text_stays_text() {
    let page = html(&hostile());
    assert_eq!(page.matches("<script").count(), 1);
    assert_eq!(page.matches("<style").count(), 1);
    assert_eq!(page.matches("</script").count(), 1);
    assert_eq!(page.matches("</style").count(), 1);
    assert!(!page.contains("<img") && !page.contains("<!--"));
    let shown = HOSTILE
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;");
    assert!(page.matches(shown.as_str()).count() > 50);
    let policy = between(&page, "Content-Security-Policy\" content=\"", "\"");
    assert!(policy.starts_with("default-src 'none'; script-src 'sha256-"));
    assert!(!policy.contains("unsafe"));
}

/// Whether an element keeps the direction of what is in it to itself.
fn isolates(tag: &str) -> bool {
    tag.starts_with("bdi") || tag.contains(" dir=\"auto\"")
}

#[test]
fn text_that_turns_the_line_around_turns_only_itself() {
    let page = html(&hostile());
    let body = page.split_once("<main").unwrap().1.split_once("<script").unwrap().0;
    let (mut open, mut turned) = (Vec::new(), 0);
    for part in body.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap();
        if tag.starts_with('/') {
            open.pop();
        } else if !tag.ends_with('/') && !tag.starts_with("input") && !tag.starts_with("br") {
            open.push(tag);
        }
        // A tooltip or a text of a drawing is a line of its own.
        let alone = open.iter().any(|it| it.starts_with("text ") || *it == "title");
        if text.contains('\u{202e}') && !alone {
            turned += 1;
            assert!(open.iter().any(|it| isolates(it)), "{:?} {text}", open.last());
        }
    }
    assert!(turned > 50 && open.is_empty(), "{turned} {open:?}");
}

#[test]
fn what_is_known_of_a_report_stands_apart() {
    let mut report = ferry();
    report.documents[0].outlet = Some("\u{202e}Lissa Post".into());
    report.documents[0].published = Some("\u{202e}soon".into());
    report.documents[0].path = Some("a\u{202e}.txt".into());
    report.documents[0].diagnostics.push("\u{202e}odd".into());
    let page = html(&report);
    let article = between(&page, "id=\"report-A\"", "</article>");
    assert_eq!(
        between(article, "<p class=\"quiet\">", "</p>"),
        "<bdi>\u{202e}Lissa Post</bdi> · <bdi>\u{202e}soon</bdi> · <bdi>a\u{202e}.txt</bdi>"
    );
    assert!(article.contains("<p class=\"diagnostic\"><bdi>\u{202e}odd</bdi></p>"));
    let compared = between(&page, "<caption class=\"vh\">Reports compared", "</table>");
    assert!(compared.contains("<span class=\"quiet\"><bdi>\u{202e}Lissa Post</bdi></span>"));
    assert!(compared.contains("<td><bdi>\u{202e}soon</bdi></td>"));
}

#[test]
fn places_that_are_none_are_passed_over() {
    let mut report = ferry();
    let mut odd = document("odd", "Größe");
    find(&mut odd, "entities", "PER", "Größe", json!({}));
    let whole = odd.annotations[0].clone();
    for (start, end) in [(0, 3), (3, 2), (2, 2), (4, 99), (usize::MAX, usize::MAX)] {
        odd.annotations.push(rashomon_report::Annotation { start, end, ..whole.clone() });
    }
    odd.blocks.push(rashomon_report::Block { kind: "body".into(), start: 3, end: 99 });
    report.documents.push(odd);
    report.documents.push(rashomon_report::Document::default());
    for table in &mut report.tables {
        for row in &mut table.rows {
            row.truncate(5);
        }
    }
    let page = html(&report);
    assert!(page.contains(">Größe</mark>"));
    assert_eq!(between(&page, "id=\"report-D\"", "</article>").matches("<mark").count(), 1);
}

#[test]
fn a_page_needs_no_tables_and_no_reports() {
    let only_texts = Report { tables: Vec::new(), ..ferry() };
    let page = html(&only_texts);
    assert!(page.contains("id=\"report-C\"") && !page.contains("id=\"said\""));
    let empty = html(&Report { title: "Nothing".into(), ..Report::default() });
    assert!(empty.contains("There are no reports here.") && empty.ends_with("</html>\n"));
}

#[test]
fn stories_stand_one_after_another() {
    let mut report = ferry();
    let mut other = document("other", "A bridge is opened\nIt rained.");
    find(&mut other, "entities", "LOC", "bridge", json!({"canonical": "bridge"}));
    report.documents.push(other);
    report.documents.push(document("lonely", "Nothing like it."));
    report.tables[0].rows.push(vec![json!(1), json!("other"), json!(null)]);
    report.tables.push(table(
        "entities",
        "story entity canonical label documents",
        json!([[1, 7, "bridge", "LOC", ["other"]]]),
    ));
    let page = html(&report);
    assert_eq!(page.matches("<section class=\"story\"").count(), 3);
    let second = between(&page, "id=\"s2\"", "id=\"s3\"");
    assert!(second.contains("id=\"n7\"") && second.contains("id=\"report-D\""));
    assert!(!second.contains("id=\"n0\"") && !second.contains("report-A"));
    let ids = values(&page, "id");
    assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len());
}

#[test]
fn the_index_leads_to_the_stories() {
    let entries =
        [StoryEntry::of(&ferry(), "story-1.html"), StoryEntry::of(&hostile(), "story-2.html")];
    assert_eq!((entries[0].reports, entries[0].utterances, entries[0].disputes), (3, 1, 1));
    assert_eq!(entries[0].title, "Harbour shut after ferry runs aground");
    assert_eq!(entries[0].subtitle, "3 reports, 7 May 2031");
    let mut page = Vec::new();
    rashomon_report::write_index("All <stories>", &entries, &mut page).unwrap();
    let page = String::from_utf8(page).unwrap();
    assert!(page.contains("href=\"story-1.html\"") && page.contains("href=\"story-2.html\""));
    assert!(page.contains("All &lt;stories&gt;") && page.contains("2 stories, 6 reports"));
    assert_eq!(page.matches("<script").count(), 1);
}

#[test]
fn many_reports_make_no_monster() {
    let small = html(&ferry()).len();
    let mut report = Report { title: "Many".into(), ..Report::default() };
    let one = ferry();
    let mut rows = Vec::new();
    for number in 0..200 {
        let mut document = one.documents[0].clone();
        document.id = format!("d{number}");
        let row = &one.tables[3].rows[0];
        let mut row = row.clone();
        row[3] = json!(document.id);
        rows.push(row);
        report.documents.push(document);
    }
    report.tables = vec![table(
        "utterances",
        "story utterance speaker document start end text kind speaker_in_document",
        json!(rows),
    )];
    let page = html(&report);
    let bytes = (page.len() - small) / 200;
    assert!(
        bytes < 8000,
        "{bytes} bytes for a report of {}",
        one.documents[0].text.as_ref().unwrap().len()
    );
    assert!(page.contains("<summary>176 more</summary>"));
    assert!(page.contains("id=\"report-200\""));
}

#[test]
fn the_same_report_is_the_same_page() {
    assert_eq!(html(&ferry()), html(&ferry()));
}
