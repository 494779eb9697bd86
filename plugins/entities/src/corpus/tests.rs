use std::sync::Arc;

use rashomon_core::{
    AnalyzeError, Column, CorpusStage, Document, LayerBuilder, OwnedDocument, Plugin, Schema, Sink,
    Span, TableSink, Value, split_list,
};
use rashomon_testkit::Kit;

use crate::corpus::state::State;
use crate::{Entities, EntitiesOptions};

/// The rows of both tables, cells divided by `|`.
#[derive(Debug, Default, PartialEq, Eq)]
struct Tables(Vec<(String, Vec<String>)>);

impl TableSink for Tables {
    fn table(&mut self, name: &str, _: &[Column<'_>]) -> Result<(), AnalyzeError> {
        self.0.push((name.into(), Vec::new()));
        Ok(())
    }

    fn row(&mut self, cells: &[Option<Value<'_>>]) -> Result<(), AnalyzeError> {
        let cells = cells.iter().map(|it| match it {
            Some(Value::String(text)) => split_list(text).collect::<Vec<_>>().join(", "),
            Some(Value::Integer(number)) => number.to_string(),
            other => panic!("no cell of these tables: {other:?}"),
        });
        let row = cells.collect::<Vec<_>>().join("|");
        self.0.last_mut().expect("a table comes first").1.push(row);
        Ok(())
    }
}

fn analyzer() -> Entities {
    Entities::create(EntitiesOptions::default()).unwrap()
}

/// What is kept of one report.
fn state(id: &str, text: &str) -> State {
    let document = Kit::<Entities>::new().annotate(text);
    let mut state = State::default();
    analyzer().step(&mut state, &document).unwrap();
    state.reports[0].id = id.into();
    state
}

/// What is kept of a report whose names another tool has found: label and text of each, without numbers or canonicals.
fn brought(id: &str, text: &str, names: &[(u16, &str)]) -> State {
    let document: OwnedDocument = Kit::<Entities>::new().annotate(text);
    let mut builder = LayerBuilder::new(Arc::new(Schema::of(&Entities::INFO)), &document);
    for (label, name) in names {
        let start = text.find(name).unwrap() as u32;
        builder.emit(*label, Span::new(start, start + name.len() as u32), &[]).unwrap();
    }
    let layer = builder.finish().unwrap();
    let mut document = document;
    document.add_layer(layer);
    assert_eq!(document.layer("entities").unwrap().len(), names.len());
    let mut state = State::default();
    analyzer().step(&mut state, &document).unwrap();
    state.reports[0].id = id.into();
    state
}

fn tables(state: State) -> Tables {
    let mut tables = Tables::default();
    analyzer().report(state, &mut tables).unwrap();
    tables
}

/// The reports of a story, `a`, `b` and so on.
fn story(texts: &[&str]) -> State {
    let mut all = State::default();
    for (id, text) in ('a'..).zip(texts) {
        analyzer().merge(&mut all, state(&id.to_string(), text));
    }
    all
}

/// Name, other names and reports of the entities with this label.
fn entities(label: &str, texts: &[&str]) -> Vec<String> {
    let Tables(tables) = tables(story(texts));
    let rows = tables[0].1.iter().map(|it| it.split('|').collect::<Vec<_>>());
    let rows = rows.filter(|it| it[2] == label);
    rows.map(|it| format!("{} ({}) {}", it[1], it[3], it[5])).collect()
}

#[test]
fn spellings_of_one_name_are_one_person() {
    let found = entities(
        "PER",
        &[
            "Minister Sergei Belanov spoke in Oslo. Belanov left early.",
            "Sergey Belanoff was not amused, said Sergey Belanoff’s lawyer.",
            "Mr. Belanov gave no reason.",
        ],
    );
    assert_eq!(found, ["Sergey Belanoff (Belanov, Sergei Belanov) a, b, c"]);
}

#[test]
fn places_with_several_names_are_one() {
    let found = entities("LOC", &["She flew to Bombay.", "She landed in Mumbai on Monday."]);
    assert_eq!(found, ["Mumbai (Bombay) a, b"]);
}

#[test]
fn relatives_stay_apart() {
    let found = entities(
        "PER",
        &[
            "Jonas Lund met the press.",
            "Greta Lund, his wife, was not there.",
            "“I slept,” Lund said.",
        ],
    );
    assert_eq!(found, ["Jonas Lund () a", "Greta Lund () b", "Lund () c"]);
}

#[test]
fn a_surname_means_the_one_who_is_called_so_elsewhere() {
    let found = entities(
        "PER",
        &[
            "Jonas Lund met the press. Lund smiled, and Lund left.",
            "Jonas Lund was late. Lund apologised. His wife, Greta Lund, waited.",
            "“I slept,” Lund said.",
        ],
    );
    assert_eq!(found, ["Jonas Lund (Lund) a, b, c", "Greta Lund () b"]);
}

#[test]
fn titles_tell_husband_and_wife() {
    let found =
        entities("PER", &["Jonas Lund met the press.", "Greta Lund waited.", "Mrs. Lund waited."]);
    assert_eq!(found, ["Greta Lund (Lund) b, c", "Jonas Lund () a"]);
}

#[test]
fn an_initial_that_fits_two_is_neither() {
    let found = entities(
        "PER",
        &["Jonas Lund met the press.", "Julia Lund waited.", "J. Lund wrote a letter."],
    );
    assert_eq!(found.len(), 3, "{found:?}");
    let found = entities("PER", &["Jonas Lund spoke.", "J. Lund wrote a letter."]);
    assert_eq!(found, ["Jonas Lund (J. Lund) a, b"]);
}

#[test]
fn a_first_name_alone_stays_in_its_report() {
    let found = entities(
        "PER",
        &["Anna Berg spoke in Oslo.", "“Thank you, dear Anna,” he said.", "“Poor Anna,” he said."],
    );
    assert_eq!(found, ["Anna Berg () a", "Anna () b", "Anna () c"]);
}

#[test]
fn numerals_are_written_by_some_and_father_and_son_stay_apart() {
    let found = entities(
        "PER",
        &[
            "Judge Robert S. Harcourt III spoke.",
            "Judge Robert Harcourt ruled.",
            "Robert Harcourt left.",
        ],
    );
    assert_eq!(found, ["Robert Harcourt (Robert S. Harcourt III) a, b, c"]);
    let found = entities("PER", &["Robert Harcourt Jr. spoke.", "Robert Harcourt was late."]);
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn letters_mean_what_another_report_says() {
    let found = entities(
        "ORG",
        &[
            "The Tidal Fisheries Board (TFB) refused. Officials at the TFB gave no reason.",
            "Officials at the TFB said the boats must stay.",
        ],
    );
    assert_eq!(found, ["Tidal Fisheries Board (TFB) a, b"]);
}

#[test]
fn letters_left_unexplained_are_not_told_from_the_full_name() {
    let found = entities(
        "ORG",
        &[
            "The Tidal Fisheries Commission of Oslo (TFO) refused. Officials at the TFO left.",
            "The Tidal Fisheries Commission of Oslo was late. Officials at the TFO left.",
        ],
    );
    assert_eq!(found, ["Tidal Fisheries Commission of Oslo (TFO) a, b"]);
}

#[test]
fn a_place_at_the_beginning_of_a_name_has_all_its_names() {
    let found = entities(
        "ORG",
        &["The Kiev City Council refused.", "She wrote to the Kyiv City Council in May."],
    );
    assert_eq!(found, ["Kiev City Council (Kyiv City Council) a, b"]);
    let found = entities(
        "ORG",
        &[
            "He works for the US Fisheries Agency, a spokesman said. Officials at the FA left.",
            "He works for the U.S. Fisheries Agency, a spokesman said.",
        ],
    );
    assert_eq!(found, ["US Fisheries Agency (FA, U.S. Fisheries Agency) a, b"]);
}

#[test]
fn letters_that_mean_two_things_mean_neither() {
    let found = entities(
        "ORG",
        &[
            "The Tidal Fisheries Board (TFB) refused to sign.",
            "The Trade Federation of Brill (TFB) refused to sign.",
            "Officials at the TFB said no.",
        ],
    );
    assert!(found.contains(&"Tidal Fisheries Board (TFB) a".into()), "{found:?}");
    assert!(found.contains(&"TFB () c".into()), "{found:?}");
}

#[test]
fn what_most_reports_take_for_a_person_is_one() {
    let mut all = story(&[
        "Zarko Milvar spoke. Then Milvar left.",
        "Zarko Milvar was late.",
        "Zarko Milvar denies it.",
    ]);
    // Another tool took the name for an organisation's.
    analyzer().merge(&mut all, brought("d", "Zarko Milvar smiled.", &[(2, "Zarko Milvar")]));
    let Tables(tables) = tables(all);
    assert_eq!(tables[0].1[0], "0|Zarko Milvar|PER|Milvar|5|a, b, c, d");
}

#[test]
fn a_word_in_front_makes_no_fuller_name() {
    // The second is a title that the lists have.
    for word in ["Gongstriker", "Goalkeeper"] {
        let name = format!("{word} Anna Lund");
        let mut all = brought("a", &format!("{name} slept."), &[(0, &name)]);
        analyzer().merge(&mut all, state("b", "Anna Lund slept. Anna Lund woke."));
        let Tables(tables) = tables(all);
        assert_eq!(tables[0].1, [format!("0|Anna Lund|PER|{name}|3|a, b")]);
    }
}

#[test]
fn spans_of_other_tools_need_not_fit_the_tokens() {
    let text = "Per-Olof Lund’s U.S. tour.";
    let found = [(0, "Olof Lu"), (2, "’"), (1, "S. to"), (3, " ")];
    let Tables(tables) = tables(brought("a", text, &found));
    assert_eq!(tables[1].1.len(), 3, "{tables:?}");
}

#[test]
fn names_lead_from_each_report_to_the_story() {
    let Tables(tables) = tables(story(&["Sergei Belanov spoke.", "Mr Belanov spoke in Oslo."]));
    assert_eq!(tables[1].0, "names");
    assert_eq!(
        tables[1].1,
        ["0|a|Sergei Belanov|Sergei Belanov|1", "0|b|Belanov|Sergei Belanov|1", "1|b|Oslo|Oslo|1"]
    );
}

#[test]
fn states_survive_saving_and_merge_in_any_grouping() {
    let texts = [
        "Sergei Belanov met Anna Berg in Kiev.",
        "Mr. Belanov left Kyiv.",
        "Berg said that the Tidal Fisheries Board (TFB) was wrong.",
        "The TFB and Belanov declined.",
    ];
    let analyzer = analyzer();
    let again = |state: &State| analyzer.load(&analyzer.save(state)).unwrap();
    let [a, b, c, d] = [0, 1, 2, 3].map(|it| state(&it.to_string(), texts[it]));
    let mut left = again(&a);
    for it in [&b, &c, &d] {
        analyzer.merge(&mut left, again(it));
    }
    let (mut front, mut back) = (again(&a), again(&c));
    analyzer.merge(&mut front, again(&b));
    analyzer.merge(&mut back, again(&d));
    analyzer.merge(&mut front, back);
    assert_eq!(analyzer.save(&left), analyzer.save(&front));
    let before = tables(front);
    assert_eq!(tables(again(&left)), before);
    assert!(before.0[0].1.len() >= 4, "{before:?}");
    assert!(analyzer.load(&[7, 200]).is_err());
}

#[test]
fn no_reports_and_no_names_are_tables_without_rows() {
    for state in [State::default(), story(&["", "nothing here"])] {
        let Tables(tables) = tables(state);
        let lengths: Vec<_> = tables.iter().map(|it| (it.0.as_str(), it.1.len())).collect();
        assert_eq!(lengths, [("entities", 0), ("names", 0)]);
    }
}
