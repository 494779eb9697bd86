//! Headlines and section heads: what stands in them in single marks is their own wording. Names and sayings are invented.
#![forbid(unsafe_code)]

use std::sync::LazyLock;

use rashomon_core::Document;
use rashomon_entities::Entities;
use rashomon_quotes::Quotes;
use rashomon_testkit::Kit;

static KIT: LazyLock<Kit<Quotes>> = LazyLock::new(|| Kit::new().with::<Entities>());

/// What the analyzer takes for speech in marks.
fn spoken(text: &str) -> Vec<String> {
    let document = KIT.annotate(text);
    let layer = document.layer("quotes").expect("the analyzer ran");
    let spoken = layer.iter().filter(|it| matches!(it.label(), "direct" | "mixed"));
    spoken.map(|it| document.slice(it.span()).into()).collect()
}

const BODY: &str = "The town council of Vik met on Monday to talk about the future of its old harbour.\n\n\
    “I worry about our harbour every day,” Mayor Anna Berg said on Monday evening. “We will not give it up.”\n\n\
    Her rival, Carl Holm, told reporters that he disagreed.";

const SPEECH: [&str; 2] = ["I worry about our harbour every day,", "We will not give it up."];

#[test]
fn a_full_stop_does_not_make_a_headline_speech() {
    for headline in [
        "Town of Vik in fear over its ‘harbour of doom.’",
        "Mayor of Vik calls rival’s plan ‘a bad joke’ in council.",
    ] {
        assert_eq!(spoken(&format!("{headline}\n\n{BODY}")), SPEECH, "{headline}");
    }
}

#[test]
fn a_section_head_in_single_marks_is_no_speech() {
    let text = format!(
        "Vik argues about its harbour.\n\n{BODY}\n\n‘A Town Without Ships.’\n\n\
         The oldest pier of Vik was built by fishermen two hundred years ago and has seen many storms since."
    );
    assert_eq!(spoken(&text), SPEECH);
}

#[test]
fn single_marks_are_speech_where_the_report_quotes_with_them() {
    let text = "Vik argues about its harbour.\n\n\
         The town council of Vik met on Monday to talk about the future of its old harbour.\n\n\
         ‘I worry about our harbour every day,’ Mayor Anna Berg said on Monday evening. ‘We will not give it up.’\n\n\
         ‘We stay.’\n\n\
         Her rival, Carl Holm, told reporters that he disagreed.";
    assert_eq!(spoken(text), [SPEECH[0], SPEECH[1], "We stay."]);
}

#[test]
fn a_first_line_that_says_who_speaks_quotes_them() {
    let said = "We will fight for the harbour,";
    let text = format!("‘{said}’ Carl Holm said on Monday.\n\n{BODY}");
    assert_eq!(spoken(&text), [said, SPEECH[0], SPEECH[1]]);
}
