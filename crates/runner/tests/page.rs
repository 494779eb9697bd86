//! The page of `rashomon report` in a real browser: the sample reports, hostile ones, and pages by story.
#![forbid(unsafe_code)]
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stderr, reason = "tests with helpers")]

#[path = "../../report/tests/browser/chrome.rs"]
mod chrome;
mod common;

use std::fs;
use std::path::Path;

use chrome::Browser;
use data_encoding::BASE64;
use serde_json::json;

/// What a report must never do to the page that shows it.
const HOSTILE: &str = "<script>document.title='taken'</script></style><!--<img src=x onerror=\"document.title='taken'\">";

fn page(input: &Path, output: &Path) {
    let output =
        common::rashomon().arg("report").arg(input).arg("-o").arg(output).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_sample_reports_stand_side_by_side() {
    let Some(mut browser) = Browser::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.html");
    page(&common::root().join("seeds"), &file);
    browser.look(1280, 900, false);
    browser.open(&file, "");
    assert_eq!(browser.value("document.querySelectorAll('article.report').length"), 5);
    for section in ["said", "figures", "events", "tone", "names", "texts"] {
        assert!(
            browser.holds(&format!("document.getElementById('{section}') !== null")),
            "{section}"
        );
    }
    // Marks begin and end with what they mark: their places are the page's own.
    let torn = "[...document.querySelectorAll('.body .m.entities')].map(it => it.textContent)
        .filter(it => /^[\\s\\p{P}\\p{Ll}]/u.test(it)).length / document.querySelectorAll('.body .m.entities').length";
    assert!(browser.value(torn).as_f64().unwrap() < 0.02, "marks are out of place");
    let lost = "[...document.querySelectorAll('a[href^=\"#\"]')].map(it => it.getAttribute('href'))
        .filter(it => !document.getElementById(it.slice(1)))";
    assert_eq!(browser.value(lost), json!([]));
    let twice = "(ids => ids.filter((it, at) => ids.indexOf(it) !== at))([...document.querySelectorAll('[id]')].map(it => it.id))";
    assert_eq!(browser.value(twice), json!([]));

    let tint = "getComputedStyle(document.querySelector('.body .m.quotes.marked')).backgroundColor";
    let shown = browser.value(tint);
    browser.click(".switches [data-hide=quotes]");
    assert_ne!(browser.value(tint), shown);

    browser.press("/");
    browser.write("macron");
    browser.wait("Number(document.getElementById('hits').textContent) > 0");
    let all = "document.querySelectorAll('.f').length";
    assert!(browser.holds(&format!("document.querySelectorAll('.f:not(.out)').length < {all}")));
    browser.press("Escape");
    assert!(browser.holds(&format!("document.querySelectorAll('.f:not(.out)').length === {all}")));

    browser.press("j");
    browser.press("j");
    browser.press("k");
    assert!(browser.holds(
        "document.activeElement === document.querySelector('.f') && location.hash.length > 1"
    ));
    browser.press("Enter");
    browser.wait("document.activeElement.matches('.report .m')");
    browser.assert_quiet();

    browser.look(360, 800, true);
    browser.open(&file, "#tone");
    let beyond = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
    assert_eq!(browser.value(beyond), 0);
    browser.assert_quiet();
    picture(&mut browser, &file);
}

/// With `RASHOMON_PICTURE=docs/report.png` set, the README's picture is taken anew.
fn picture(browser: &mut Browser, file: &Path) {
    let Some(path) = std::env::var_os("RASHOMON_PICTURE") else { return };
    browser.look(1200, 1150, false);
    browser.open(file, "");
    let picture = BASE64.decode(browser.picture().as_bytes()).unwrap();
    assert!(picture.len() < 300_000, "{} bytes", picture.len());
    fs::write(common::root().join(path), picture).unwrap();
}

#[test]
fn hostile_reports_stay_text() {
    let Some(mut browser) = Browser::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let reports = folder.path().join("reports");
    fs::create_dir(&reports).unwrap();
    for name in ["one", "two"] {
        let text = format!(
            "Ferry aground {HOSTILE}\n\n“We will not {HOSTILE} open,” Mayor Ines Calder said on 6 May 2031. She counted 310 {HOSTILE} people.\n"
        );
        fs::write(reports.join(format!("{name}.txt")), text).unwrap();
    }
    let file = folder.path().join("report.html");
    page(&reports, &file);
    browser.open(&file, "");
    assert!(browser.holds("document.title !== 'taken' && document.scripts.length === 1"));
    assert!(browser.holds("document.querySelectorAll('img').length === 0"));
    assert!(browser.holds(
        "document.getElementById('report-A').textContent.includes('</script></style><!--<img')"
    ));
    browser.press("j");
    browser.assert_quiet();
}

#[test]
fn an_index_leads_to_the_pages_of_stories() {
    let Some(mut browser) = Browser::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("pages/");
    fs::create_dir(&pages).unwrap();
    page(&common::root().join("seeds"), &pages);
    browser.look(1280, 900, false);
    browser.open(&pages.join("index.html"), "");
    browser.assert_quiet();
    browser.click("#story1 a");
    browser.wait("document.querySelectorAll('article.report').length === 5");
    assert!(browser.errors.is_empty(), "{:?}", browser.errors);
}
