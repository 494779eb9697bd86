//! Corpus stages, good and broken.
#![forbid(unsafe_code)]

use std::panic::catch_unwind;

use rashomon_core::{
    AnalyzeError, Analyzer, Column, ColumnKind, CorpusStage, Document, Info, LabelInfo, NoOptions,
    OptionsError, Plugin, Sink, TableSink,
};
use rashomon_testkit::Kit;
use rashomon_testkit::sample::Capitals;

#[test]
fn a_good_stage_passes_on_any_story() {
    Kit::<Capitals>::new().check_stories();
}

#[test]
fn tables_are_read_by_column() {
    let reports = [("a", "", "The EU and the UN met."), ("b", "2022-02-08", "The EU left.")];
    let tables = Kit::<Capitals>::new().story(&reports);
    assert_eq!(tables[0].column("word"), ["EU", "UN"]);
    assert_eq!(tables[0].column("documents"), ["a, b", "a"]);
}

#[test]
fn the_analyzers_options_hold_for_its_stage() {
    let kit = Kit::<Capitals>::new().option("min_length", "4");
    assert_eq!(kit.story(&[("a", "", "NATO and the EU met.")])[0].column("word"), ["NATO"]);
}

/// Declares an analyzer that finds nothing and whose stage keeps ids.
macro_rules! stage {
    ($name:ident, |$into:ident, $other:ident| $merge:expr, |$state:ident, $tables:ident| $report:expr) => {
        #[derive(Debug)]
        struct $name;

        impl Plugin for $name {
            const INFO: Info = Info {
                name: "ids",
                version: "1",
                summary: "Keeps ids.",
                labels: &[LabelInfo { name: "x", doc: "nothing" }],
                ..Info::EMPTY
            };
            type Options = NoOptions;

            fn create(_: NoOptions) -> Result<Self, OptionsError> {
                Ok(Self)
            }
        }

        impl Analyzer for $name {
            fn analyze(&self, _: &dyn Document, _: &mut dyn Sink) -> Result<(), AnalyzeError> {
                Ok(())
            }
        }

        impl CorpusStage for $name {
            type State = Vec<String>;

            fn step(
                &self,
                state: &mut Vec<String>,
                document: &dyn Document,
            ) -> Result<(), AnalyzeError> {
                state.push(document.id().into());
                Ok(())
            }

            fn merge(&self, $into: &mut Vec<String>, $other: Vec<String>) {
                $merge;
            }

            fn save(&self, state: &Vec<String>) -> Vec<u8> {
                state.join(" ").into_bytes()
            }

            fn load(&self, bytes: &[u8]) -> Result<Vec<String>, AnalyzeError> {
                let text = std::str::from_utf8(bytes).map_err(AnalyzeError::new)?;
                Ok(text.split_whitespace().map(Into::into).collect())
            }

            fn report(
                &self,
                $state: Vec<String>,
                $tables: &mut dyn TableSink,
            ) -> Result<(), AnalyzeError> {
                $tables.table("ids", &[Column { name: "document", kind: ColumnKind::Document }])?;
                $report
            }
        }
    };
}

stage!(Forgets, |into, other| *into = other, |state, tables| state
    .iter()
    .try_for_each(|it| tables.row(&[Some(it.as_str().into())])));
stage!(Invents, |into, other| into.extend(other), |_state, tables| tables
    .row(&[Some("nobody".into())]));

fn complaint<P: Plugin + CorpusStage>() -> String {
    let reports = [("a", "", "One."), ("b", "", "Two."), ("c", "", "Three.")];
    let result = catch_unwind(|| Kit::<P>::new().story(&reports));
    let panic = result.expect_err("the stage is broken");
    panic.downcast_ref::<String>().cloned().unwrap_or_default()
}

#[test]
fn a_stage_that_forgets_when_it_merges_is_found() {
    assert!(complaint::<Forgets>().contains("gives other tables"), "{}", complaint::<Forgets>());
}

#[test]
fn a_row_of_no_report_is_refused() {
    assert!(
        complaint::<Invents>().contains("no report of the story"),
        "{}",
        complaint::<Invents>()
    );
}
