//! The page in a real browser: nothing fails, nothing is loaded, and its tools work.
#![forbid(unsafe_code)]
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stderr, reason = "tests with helpers")]

mod chrome;
#[path = "../common/mod.rs"]
mod common;

use std::fs;
use std::path::PathBuf;

use chrome::Browser;
use rashomon_report::Report;
use tempfile::TempDir;

/// A browser with the page of a report in it; `None` where there is no browser.
fn show(report: &Report) -> Option<(Browser, PathBuf, TempDir)> {
    let mut browser = Browser::start()?;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.html");
    fs::write(&file, common::html(report)).unwrap();
    browser.look(1280, 900, false);
    browser.open(&file, "");
    Some((browser, file, folder))
}

#[test]
fn marks_are_switched_and_findings_filtered() {
    let Some((mut browser, _, _folder)) = show(&common::ferry()) else { return };
    let decoration =
        "getComputedStyle(document.querySelector('.body .m.entities')).textDecorationLine";
    assert_eq!(browser.value(decoration), "underline");
    browser.click(".switches [data-hide=entities]");
    assert_eq!(browser.value(decoration), "none");
    assert!(browser.holds(
        "document.querySelector('[data-hide=entities]').getAttribute('aria-pressed') === 'false'"
    ));
    browser.click(".switches [data-hide=entities]");
    assert_eq!(browser.value(decoration), "underline");
    browser.click(".switches [data-hide=boilerplate]");
    assert!(browser.holds("document.querySelector('.b.boilerplate').checkVisibility() === false"));

    browser.press("/");
    assert!(browser.holds("document.activeElement.id === 'filter'"));
    browser.write("port lissa");
    browser.wait("document.getElementById('hits').textContent === '2'");
    assert!(browser.holds("document.getElementById('n1').checkVisibility()"));
    assert!(browser.holds("!document.getElementById('u0').checkVisibility()"));
    assert!(browser.holds("document.querySelectorAll('#report-B .dim').length > 0"));
    browser.press("Escape");
    assert!(browser.holds(
        "document.getElementById('u0').checkVisibility() && !document.querySelector('.dim')"
    ));
    browser.assert_quiet();
}

#[test]
fn keys_and_links_lead_from_finding_to_finding() {
    let Some((mut browser, file, _folder)) = show(&common::ferry()) else { return };
    let current = "document.querySelector('[aria-current=true]').id";
    browser.press("j");
    assert_eq!(browser.value(current), "u0");
    assert_eq!(browser.value("document.activeElement.id"), "u0");
    assert_eq!(browser.value("location.hash"), "#u0");
    browser.press("j");
    assert_eq!(browser.value(current), "f0");
    browser.press("k");
    assert_eq!(browser.value(current), "u0");
    // From the finding to the text, and back by the number that stands there.
    browser.press("Enter");
    browser.wait("document.activeElement.matches('#report-A .m.quotes')");
    assert!(browser.holds("document.getElementById('note').textContent.includes('Ines Calder')"));
    browser.click("#report-A .ref a[href='#u0']");
    browser.wait("document.activeElement.id === 'u0'");
    // A click on a row leads to the text, one on a mark says what is known of it.
    browser.click("#e0 > th");
    browser.wait("document.activeElement.matches('#report-A .m.timeline')");
    browser.click("#report-B .m.numbers");
    assert!(browser.holds("document.querySelector('#note a[href=\"#f0\"]').checkVisibility()"));
    browser.press("Escape");
    assert!(browser.holds("document.getElementById('note').hidden"));
    // The keys can be switched off.
    browser.press("?");
    assert!(browser.holds("document.getElementById('keys').open"));
    browser.click("#single");
    browser.click("#shut");
    browser.press("/");
    assert!(browser.holds("document.activeElement.id !== 'filter'"));
    browser.assert_quiet();
    // A link from outside opens what it leads into.
    browser.open(&file, "#n1");
    browser.wait(
        "document.getElementById('n1').checkVisibility() && document.activeElement.id === 'n1'",
    );
    browser.assert_quiet();
}

#[test]
fn every_link_within_the_page_has_a_target() {
    let Some((mut browser, ..)) = show(&common::ferry()) else { return };
    let lost = "[...document.querySelectorAll('a[href^=\"#\"]')].map(it => it.getAttribute('href'))
        .filter(it => !document.getElementById(it.slice(1)))";
    assert_eq!(browser.value(lost), serde_json::json!([]));
    let twice = "(ids => ids.filter((it, at) => ids.indexOf(it) !== at))([...document.querySelectorAll('[id]')].map(it => it.id))";
    assert_eq!(browser.value(twice), serde_json::json!([]));
    // Whatever can be used has a name for those who do not see it.
    let nameless = "[...document.querySelectorAll('button, a, input')].filter(it =>
        !(it.getAttribute('aria-label') || it.textContent.trim() || it.labels?.length)).map(it => it.outerHTML)";
    assert_eq!(browser.value(nameless), serde_json::json!([]));
}

#[test]
fn the_page_fits_narrow_screens_and_the_dark() {
    let Some((mut browser, file, _folder)) = show(&common::ferry()) else { return };
    let background = "getComputedStyle(document.documentElement).backgroundColor";
    let light = browser.value(background);
    for width in [360, 1280] {
        browser.look(width, 900, true);
        browser.open(&file, "");
        assert_ne!(browser.value(background), light);
        let beyond = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
        assert_eq!(browser.value(beyond), 0, "{width} pixels wide");
    }
    browser.click("#theme");
    assert_eq!(browser.value(background), light);
    browser.assert_quiet();
}

#[test]
fn hostile_reports_stay_text() {
    let Some((mut browser, ..)) = show(&common::hostile()) else { return };
    assert!(browser.holds("document.title.startsWith('A ferry runs aground<script>')"));
    assert!(
        browser.holds(
            "document.scripts.length === 1 && document.querySelectorAll('style').length === 1"
        )
    );
    assert!(browser.holds(
        "document.querySelectorAll('img, iframe, object, embed, form, base, link').length === 0"
    ));
    assert!(browser.holds(
        "document.body.textContent.includes(\"<script>document.title='taken'</script></style>\")"
    ));
    assert!(browser.holds("[...document.querySelectorAll('*')].every(it => [...it.attributes].every(it => !it.name.startsWith('on') && it.name !== 'style'))"));
    for key in ["j", "j", "j", "k"] {
        browser.press(key);
    }
    browser.click("#report-A .m");
    assert!(browser.holds("!document.getElementById('note').querySelector('script, img')"));
    browser.assert_quiet();
    // The policy holds even for what would get in.
    browser.value("document.body.insertAdjacentHTML('beforeend', '<img src=\"https://example.org/x.png\" onerror=\"document.title=1\"><p style=\"color:red\">')");
    browser.wait("performance.now() > 0");
    browser.value("new Promise(done => setTimeout(done, 100))");
    assert!(browser.errors.iter().any(|it| it.contains("img-src")), "{:?}", browser.errors);
    assert!(browser.holds("document.title.startsWith('A ferry')"));
}
