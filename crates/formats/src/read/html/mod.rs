//! Web pages: the main text, and what the page says of itself.
//!
//! The main text is found by the rules of the reader views of browsers (Mozilla's Readability, in the port
//! `dom_smoothie`): by length of text, commas, links and names of elements. What is left of the page becomes lines: one
//! for each paragraph, heading, caption or list item, with an empty line between them. The headline is the first line,
//! as it is in the text of scraped pages. Offsets count in this text, not in the markup.

mod document;
mod lines;
mod metadata;

use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_smoothie::{Config, Readability, ReadabilityError};

use super::encoding;
use super::metadata::Fields;

/// A page with more elements than this is none that people read; see also [`document`].
const MOST_ELEMENTS: usize = 250_000;

/// What is read of a page.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Extracted {
    pub(super) text: String,
    pub(super) fields: Fields,
    pub(super) diagnostics: Vec<String>,
}

/// Reads a page. `charset` is the encoding that came with it, if one did.
///
/// # Errors
/// If the bytes are no text, or no page that can be read with bounded time and memory; says why.
pub(super) fn extract(bytes: Vec<u8>, charset: Option<&str>) -> Result<Extracted, String> {
    let decoded = encoding::decode_page(bytes, charset)?;
    // A page is anybody's input, and the rules are many: a slip in them costs the page, not the run.
    let extracted = catch_unwind(AssertUnwindSafe(|| from_markup(&decoded.text)));
    let mut extracted = extracted
        .unwrap_or_else(|_| Err("the extractor of the main text failed on this page".into()))?;
    extracted.diagnostics.extend(decoded.diagnostic);
    Ok(extracted)
}

fn from_markup(markup: &str) -> Result<Extracted, String> {
    let page = document::parse(markup)?;
    let mut fields = metadata::of(&page);
    let config =
        Config { disable_json_ld: true, max_elements_to_parse: MOST_ELEMENTS, ..Config::default() };
    let mut readability = Readability::with_document(page, None, Some(config))
        .map_err(|error| format!("the page cannot be read: {error}"))?;
    let article = match readability.parse() {
        Ok(article) => Some(article),
        Err(ReadabilityError::TooManyElements(..)) => {
            return Err(document::too_many(MOST_ELEMENTS));
        }
        Err(ReadabilityError::GrabFailed | ReadabilityError::BadDocumentURL) => None,
    };
    let title =
        article.as_ref().map(|it| it.title.split_whitespace().collect::<Vec<_>>().join(" "));
    if let Some(title) =
        title.filter(|it| !it.is_empty() && !fields.iter().any(|(key, _)| key == "title"))
    {
        fields.push(("title".into(), title));
    }
    let body = article.map_or_else(String::new, |it| lines::of(&it.content));
    if body.is_empty() {
        let diagnostics = vec!["no main text was found in the page".into()];
        return Ok(Extracted { text: body, fields, diagnostics });
    }
    let title = fields.iter().find(|(key, _)| key == "title").map(|(_, title)| title.as_str());
    let text = match title {
        // The rules take the headline out of the text where it stands in it.
        Some(title) if body.lines().next() != Some(title) => format!("{title}\n\n{body}"),
        _ => body,
    };
    Ok(Extracted { text, fields, diagnostics: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARAGRAPH: &str = "The bridge over the Elm, which had been closed since May, opened again on Monday, the mayor \
                             said, and hundreds of people, many of them children, walked across it.";

    fn page(head: &str, body: &str) -> Extracted {
        let markup = format!(
            "<!DOCTYPE html><html lang=en><head>{head}</head><body><nav><a href=/>Home</a> <a href=/w>World</a></nav>\
             <article>{body}</article><footer>All rights reserved</footer></body></html>"
        );
        extract(markup.into_bytes(), None).unwrap()
    }

    fn field<'e>(extracted: &'e Extracted, key: &str) -> Option<&'e str> {
        extracted.fields.iter().find(|(it, _)| it == key).map(|(_, value)| value.as_str())
    }

    #[test]
    fn paragraphs_become_lines_below_the_headline() {
        let body = format!(
            "<h1>Bridge opens</h1><p>{PARAGRAPH}</p><p>\n  It had  been <b>long</b>,\n<i>very</i> long.<br>{PARAGRAPH}</p>"
        );
        let found = page("<title>Bridge opens</title>", &body);
        assert_eq!(
            found.text,
            format!("Bridge opens\n\n{PARAGRAPH}\n\nIt had been long, very long.\n\n{PARAGRAPH}")
        );
        assert_eq!(field(&found, "title"), Some("Bridge opens"));
    }

    #[test]
    fn a_page_without_main_text_says_so() {
        let found =
            extract(b"<html><title>Nothing</title><body><script>app()</script>".to_vec(), None)
                .unwrap();
        assert_eq!(found.text, "");
        assert_eq!(found.diagnostics, ["no main text was found in the page"]);
    }

    #[test]
    fn broken_markup_is_read_as_browsers_read_it() {
        let found = page(
            "",
            &format!(
                "<p>{PARAGRAPH}<p>Second <b>one</p></div></table><p>{PARAGRAPH}&amp; &lt;more"
            ),
        );
        assert!(found.text.contains("\n\nSecond one\n\n"), "{:?}", found.text);
        assert!(found.text.ends_with("& <more"), "{:?}", found.text);
    }

    #[test]
    fn deep_nesting_is_refused_at_once() {
        for tags in
            ["<div>", "<b>", "<span><em>", "<svg><g>", "<ul><li>", "<table><td>", "<font></i>"]
        {
            let reason = extract(tags.repeat(100_000).into_bytes(), None).unwrap_err();
            assert!(reason.contains("nested deeper than"), "{tags}: {reason}");
        }
    }

    #[test]
    fn floods_of_elements_and_attributes_are_refused_at_once() {
        let many = "<p>a".repeat(2_000_000);
        assert!(
            extract(many.into_bytes(), None).unwrap_err().contains("more than 250000 elements")
        );
        let attributes: Vec<String> = (0..400_000).map(|it| format!("a{it}=b")).collect();
        let attributes = attributes.join(" ");
        for before in [
            "<p ",
            "<titlex><p ",
            "<p =\" ",
            "<!-- --!><p ",
            "<svg><title><p ",
            "</p ",
            "<title>&amp<b </title ",
            "&lt<p ",
            "\u{feff}<p ",
            "<script></script ",
        ] {
            let markup = format!("{before}{attributes}>");
            let reason = extract(markup.into_bytes(), None).unwrap_err();
            assert!(reason.contains("attributes"), "{before}: {reason}");
        }
    }

    #[test]
    fn words_in_comments_scripts_and_values_are_no_attributes() {
        let words = "word ".repeat(20_000);
        for [before, after] in [
            ["<!-- <p ", "-->"],
            ["<script>a <b ", "</script>"],
            ["<script>'</b ", "'</script>"],
            ["<i data-x=\"<p ", "\"></i>"],
        ] {
            let body = format!("{before}{words}{after}<p>{PARAGRAPH}</p>");
            assert!(page("", &body).text.contains(PARAGRAPH), "{before}");
        }
    }

    #[test]
    fn attributes_that_the_tree_multiplies_are_a_flood() {
        let attributes: Vec<String> = (0..4000).map(|it| format!("a{it}=b")).collect();
        let tags = |name: &str| {
            let tag = |it: usize| format!("<{name} {}>", attributes.join(&format!("x{it} ")));
            (0..100).map(tag).collect::<String>()
        };
        let formatting = format!("<b {}>{}", attributes.join(" "), "<p>a".repeat(100_000));
        for markup in [tags("html"), format!("<body>{}", tags("body")), formatting] {
            assert!(extract(markup.into_bytes(), None).unwrap_err().contains("attributes"));
        }
    }

    #[test]
    fn megabytes_of_text_and_script_are_no_flood() {
        let script =
            format!("<script>{}</script>", "if (a<b && c) { d('<p>') };\n".repeat(200_000));
        let found = page(&script, &format!("<p>{PARAGRAPH}</p>").repeat(10_000));
        assert_eq!(found.text.matches("The bridge over").count(), 10_000);
    }
}
