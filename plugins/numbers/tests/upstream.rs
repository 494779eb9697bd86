//! What other analyzers found is used: the quotation around a number, and times that are none.
#![forbid(unsafe_code)]

use rashomon_core::{
    AnalyzeError, Analyzer, Document, Info, LabelInfo, NoOptions, OptionsError, Plugin, Sink, Span,
};
use rashomon_numbers::Numbers;
use rashomon_testkit::Kit;

/// Stands in for the quotes analyzer: what is between curly marks is a direct quotation, between angles a scare quote.
struct Quotes;

/// Stands in for the timeline: `Day` and the word behind it are a date.
struct Timeline;

const fn labels<const N: usize>(names: [&'static str; N]) -> [LabelInfo; N] {
    let mut labels = [LabelInfo { name: "", doc: "A label of the test." }; N];
    let mut index = 0;
    while index < N {
        labels[index].name = names[index];
        index += 1;
    }
    labels
}

impl Plugin for Quotes {
    const INFO: Info = Info {
        name: "quotes",
        version: "0.1.0",
        summary: "Quotations of the test.",
        labels: &labels(["direct", "scare"]),
        ..Info::EMPTY
    };
    type Options = NoOptions;
    fn create(_: NoOptions) -> Result<Self, OptionsError> {
        Ok(Self)
    }
}

impl Analyzer for Quotes {
    fn analyze(&self, document: &dyn Document, sink: &mut dyn Sink) -> Result<(), AnalyzeError> {
        for (label, open, close) in [(0, '“', '”'), (1, '‹', '›')] {
            let text = document.text();
            for (start, _) in text.match_indices(open) {
                let end = text
                    .get(start..)
                    .and_then(|it| it.find(close))
                    .map_or(text.len(), |it| start + it);
                sink.emit(label, Span::new(start as u32, end as u32), &[])?;
            }
        }
        Ok(())
    }
}

impl Plugin for Timeline {
    const INFO: Info = Info {
        name: "timeline",
        version: "0.1.0",
        summary: "Dates of the test.",
        labels: &labels(["DATE", "DURATION"]),
        ..Info::EMPTY
    };
    type Options = NoOptions;
    fn create(_: NoOptions) -> Result<Self, OptionsError> {
        Ok(Self)
    }
}

impl Analyzer for Timeline {
    fn analyze(&self, document: &dyn Document, sink: &mut dyn Sink) -> Result<(), AnalyzeError> {
        for (label, word) in [(0, "Stardate 40 "), (1, "two days ")] {
            for (start, _) in document.text().match_indices(word) {
                let span = Span::new(start as u32, (start + word.trim_end().len()) as u32);
                sink.emit(label, span, &[])?;
            }
        }
        Ok(())
    }
}

/// The text of the claimant of each number.
fn claimants(text: &str) -> Vec<Option<String>> {
    let document = Kit::<Numbers>::new().with::<Quotes>().annotate(text);
    let quotes = document.layer("quotes").expect("the stub ran");
    let numbers = document.layer("numbers").expect("the analyzer ran");
    let claimant = |row| quotes.get(row).map(|it| document.slice(it.span()).to_owned());
    numbers.iter().map(|it| it.reference("claimant").and_then(claimant)).collect()
}

#[test]
fn a_number_in_a_quotation_names_it() {
    assert_eq!(
        claimants("“We saw 40 ships,” Berg said of the 12 crews. “Then 3 more came,” she added."),
        [Some("“We saw 40 ships,".to_owned()), None, Some("“Then 3 more came,".to_owned())]
    );
}

#[test]
fn the_innermost_quotation_is_the_claimant() {
    assert_eq!(
        claimants("“He told me “I saw 40 ships” there,” Berg said."),
        [Some("“I saw 40 ships".to_owned())]
    );
}

#[test]
fn a_scare_quote_claims_nothing() {
    assert_eq!(claimants("They call it ‹the 40 ships› there."), [None]);
}

#[test]
fn a_date_of_the_timeline_is_no_number_but_a_duration_is() {
    let kit = Kit::<Numbers>::new().with::<Timeline>();
    kit.check("It began on Stardate 40 and took {quantity two days} of {cardinal 40} crews.");
}
