//! The plugin boundary, driven in-process as if the plugin were foreign.
#![forbid(unsafe_code)]
#![allow(missing_docs, clippy::unwrap_used, reason = "a test with helpers")]

use std::sync::Arc;

use rashomon_core::ffi::{CallError, CorpusStageHandle, PluginHandle};
use rashomon_core::{
    AnalyzeError, Analyzer, AnnotationId, Attribute, AttributeInfo, AttributeKind, Block,
    BlockKind, Column, ColumnKind, CorpusStage, Document, EmitError, Info, LabelInfo, Need,
    OptionValue, OptionsError, OwnedDocument, Plugin, Sentence, Shape, Sink, Span, Structure,
    TableSink, Token, TokenKind, Value, Vocabulary, export_analyzer, options,
};

options! {
    /// What the probe does with each document.
    pub struct ProbeOptions {
        /// one of words, panic, fail, outside, cut, ignore, undeclared, type, twice, forward, dangling, short row, wrong cell, no number, negative group
        pub mode: String = "words",
        /// shortest word
        pub min: i64 = 1,
    }
}

/// Emits every token, or misbehaves as it is told.
struct Probe {
    options: ProbeOptions,
}

impl Plugin for Probe {
    const INFO: Info = Info {
        name: "probe",
        version: "1.2.3",
        summary: "Emits every token.",
        labels: &[LabelInfo { name: "word", doc: "A token." }],
        attributes: &[
            AttributeInfo { name: "text", doc: "Its text.", kind: AttributeKind::String },
            AttributeInfo { name: "length", doc: "Its length.", kind: AttributeKind::Integer },
            AttributeInfo {
                name: "next",
                doc: "The word after it.",
                kind: AttributeKind::Reference("probe"),
            },
            AttributeInfo {
                name: "case",
                doc: "How it is written.",
                kind: AttributeKind::Enum(&["lower", "upper"]),
            },
            AttributeInfo { name: "first", doc: "Its first byte.", kind: AttributeKind::Span },
        ],
        requires: &[Need::if_chosen("probe")],
        ..Info::EMPTY
    };
    type Options = ProbeOptions;

    fn create(options: ProbeOptions) -> Result<Self, OptionsError> {
        if options.min < 0 {
            Err(OptionsError::new("min is negative"))
        } else {
            Ok(Self { options })
        }
    }
}

impl Analyzer for Probe {
    fn analyze(&self, document: &dyn Document, sink: &mut dyn Sink) -> Result<(), AnalyzeError> {
        let whole = Span::new(0, document.text().len() as u32);
        match self.options.mode.as_str() {
            "panic" => panic!("at the disco"),
            "fail" => return Err(AnalyzeError::new("no luck")),
            "outside" => {
                let _ = sink.emit(0, Span::new(0, whole.end() + 1), &[])?;
            }
            "cut" => {
                let _ = sink.emit(0, Span::new(0, 1), &[])?;
            }
            "ignore" => {
                let _ = sink.emit(0, Span::new(0, whole.end() + 1), &[]);
            }
            "undeclared" => {
                let _ = sink.emit(7, whole, &[])?;
            }
            "type" => {
                let _ = sink.emit(0, whole, &[Attribute::new(1, "seven")])?;
            }
            "twice" => {
                let _ =
                    sink.emit(0, whole, &[Attribute::new(1, 7_i64), Attribute::new(1, 7_i64)])?;
            }
            "dangling" => {
                let _ = sink.emit(0, whole, &[Attribute::new(2, AnnotationId(5))])?;
            }
            _ => {
                let tokens = document.tokens();
                for (index, token) in tokens.iter().enumerate().rev() {
                    let text = document.slice(token.span);
                    let mut attributes = vec![
                        Attribute::new(0, text),
                        Attribute::new(1, i64::from(token.span.len())),
                        Attribute::new(3, Value::Enum(u16::from(token.shape.is_all_caps()))),
                    ];
                    if index > 0 {
                        // Tokens are emitted last to first, so the word before is emitted next.
                        attributes
                            .push(Attribute::new(2, AnnotationId((tokens.len() - index) as u32)));
                    }
                    sink.emit(0, token.span, &attributes)?;
                }
            }
        }
        Ok(())
    }
}

impl CorpusStage for Probe {
    type State = Vec<String>;

    fn step(&self, state: &mut Vec<String>, document: &dyn Document) -> Result<(), AnalyzeError> {
        let own =
            document.layer("probe").ok_or_else(|| AnalyzeError::new("its own layer is missing"))?;
        state.push(format!("{}:{}", document.id(), own.len()));
        Ok(())
    }

    fn merge(&self, into: &mut Vec<String>, other: Vec<String>) {
        into.extend(other);
    }

    fn save(&self, state: &Vec<String>) -> Vec<u8> {
        state.join(",").into_bytes()
    }

    fn load(&self, bytes: &[u8]) -> Result<Vec<String>, AnalyzeError> {
        let text = std::str::from_utf8(bytes).map_err(AnalyzeError::new)?;
        Ok(text.split(',').map(Into::into).collect())
    }

    fn report(&self, state: Vec<String>, tables: &mut dyn TableSink) -> Result<(), AnalyzeError> {
        tables.table(
            "seen",
            &[
                Column { name: "what", kind: ColumnKind::String },
                Column { name: "none", kind: ColumnKind::Float },
            ],
        )?;
        state.iter().try_for_each(|it| tables.row(&[Some(it.as_str().into()), None]))?;
        // Passes over the refusal: the host counts it all the same.
        let _ = match self.options.mode.as_str() {
            "short row" => tables.row(&[None]),
            "wrong cell" => tables.row(&[None, Some("text".into())]),
            "no number" => tables.row(&[None, Some(Value::Float(f64::NAN))]),
            "negative group" => tables
                .table("groups", &[Column { name: "group", kind: ColumnKind::Group }])
                .and_then(|()| tables.row(&[Some(Value::Integer(-1))])),
            _ => Ok(()),
        };
        Ok(())
    }
}

export_analyzer!(Probe, corpus);

#[derive(Default)]
struct Rows(Vec<String>);

impl TableSink for Rows {
    fn table(&mut self, name: &str, columns: &[Column<'_>]) -> Result<(), AnalyzeError> {
        self.0.push(format!("{name} {}", columns.len()));
        Ok(())
    }

    fn row(&mut self, cells: &[Option<Value<'_>>]) -> Result<(), AnalyzeError> {
        self.0.push(format!("{cells:?}"));
        Ok(())
    }
}

/// A document with a token a word, one sentence and one block.
fn document(id: &str, text: &str) -> OwnedDocument {
    let mut tokens = Vec::new();
    let mut start = 0;
    for word in text.split(' ') {
        let span = Span::new(start, start + word.len() as u32);
        let shape = Shape(if word.chars().all(char::is_uppercase) {
            Shape::FIRST_UPPER
        } else {
            Shape::LOWER
        });
        tokens.push(Token::new(
            span,
            rashomon_core::fold_hash(word),
            tokens.len() as u32,
            0,
            shape,
            TokenKind::Word,
        ));
        start = span.end() + 1;
    }
    let (count, whole) = (tokens.len() as u32, Span::new(0, text.len() as u32));
    let sentences = vec![Sentence::new(whole, 0..count, 0)];
    let blocks = vec![Block::new(whole, 0..1, BlockKind::Body)];
    let mut document = OwnedDocument::new(id, text).unwrap();
    document.set_structure(Structure {
        blocks,
        sentences,
        tokens,
        vocabulary: Vocabulary { generation: 1, len: count },
    });
    document
}

fn run(mode: &str, text: &str) -> Result<rashomon_core::OwnedLayer, CallError> {
    let handle = PluginHandle::of(plugin()).unwrap();
    handle.create(&[(0, OptionValue::String(mode))]).unwrap().analyze(&document("d", text))
}

#[test]
fn annotations_come_back_sorted_with_references_as_rows() {
    let layer = run("words", "Über den NATO plan").unwrap();
    let words: Vec<_> = layer.view().iter().map(|it| it.text("text").unwrap()).collect();
    assert_eq!(words, ["Über", "den", "NATO", "plan"]);
    let nato = layer.view().get(2).unwrap();
    assert_eq!(
        (nato.text("case"), nato.number("length"), nato.reference("next")),
        (Some("upper"), Some(4.0), Some(1))
    );
    assert_eq!(layer.view().get(0).unwrap().reference("next"), None);
}

#[test]
fn info_crosses_the_boundary() {
    let handle = PluginHandle::of(plugin()).unwrap();
    assert_eq!((handle.info().name.as_str(), handle.info().version.as_str()), ("probe", "1.2.3"));
    assert_eq!(handle.info().options[1].default, "1");
    assert_eq!(handle.schema().attributes().len(), 5);
}

#[test]
fn options_are_checked_on_both_sides() {
    let handle = PluginHandle::of(plugin()).unwrap();
    let fails =
        |options: &[(u16, OptionValue<'_>)]| handle.create(options).unwrap_err().to_string();
    assert_eq!(fails(&[(1, OptionValue::Integer(-1))]), "min is negative");
    assert_eq!(fails(&[(1, OptionValue::Bool(true))]), "`min` takes a i64");
    assert_eq!(fails(&[(9, OptionValue::Bool(true))]), "there is no option number 9");
}

#[test]
fn a_panic_is_caught_and_named() {
    assert!(
        matches!(run("panic", "a").unwrap_err(), CallError::Panicked(it) if it.starts_with("at the disco (") && it.contains("boundary.rs:"))
    );
    assert_eq!(run("fail", "a").unwrap_err(), CallError::Failed("no luck".into()));
}

#[test]
fn lies_are_refused_and_nothing_of_them_is_kept() {
    assert!(
        matches!(run("outside", "a").unwrap_err(), CallError::Failed(it) if it == EmitError::OutOfBounds.to_string())
    );
    assert!(
        matches!(run("cut", "Über").unwrap_err(), CallError::Failed(it) if it == EmitError::CharacterBoundary.to_string())
    );
    assert_eq!(run("ignore", "a").unwrap_err(), CallError::Refused(EmitError::OutOfBounds));
    assert!(
        matches!(run("undeclared", "a").unwrap_err(), CallError::Failed(it) if it == EmitError::UnknownLabel.to_string())
    );
    assert!(
        matches!(run("type", "a").unwrap_err(), CallError::Failed(it) if it == EmitError::WrongType.to_string())
    );
    assert!(
        matches!(run("twice", "a").unwrap_err(), CallError::Failed(it) if it == EmitError::RepeatedAttribute.to_string())
    );
    assert_eq!(run("dangling", "a").unwrap_err(), CallError::Refused(EmitError::DanglingReference));
}

#[test]
fn one_instance_serves_many_threads() {
    let handle = PluginHandle::of(plugin()).unwrap();
    let instance = handle.create(&[]).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let layer = instance.analyze(&document("d", "one two three")).unwrap();
                assert_eq!(layer.view().len(), 3);
            });
        }
    });
}

#[test]
fn corpus_stage_steps_merges_saves_and_reports() {
    let handle = PluginHandle::of(plugin()).unwrap();
    let instance = Arc::new(handle.create(&[]).unwrap());
    let stage = CorpusStageHandle::of(&instance).unwrap();
    let seen = |id: &str, text: &str| {
        let mut it = document(id, text);
        it.add_layer(instance.analyze(&it).unwrap());
        it
    };
    let (mut first, mut second) = (stage.new_state().unwrap(), stage.new_state().unwrap());
    stage.step(&mut first, &seen("a", "one two")).unwrap();
    stage.step(&mut second, &seen("b", "one")).unwrap();
    assert!(stage.step(&mut second, &document("c", "one")).is_err());
    let stranger = CorpusStageHandle::of(&Arc::new(handle.create(&[]).unwrap())).unwrap();
    assert!(stranger.save(&second).is_err(), "a state stays with the instance that made it");
    let second = stage.load(&stage.save(&second).unwrap()).unwrap();
    stage.merge(&mut first, second).unwrap();
    let mut rows = Rows::default();
    stage.report(first, &mut rows).unwrap();
    assert_eq!(
        rows.0,
        ["seen 2", "[Some(String(\"a:2\")), None]", "[Some(String(\"b:1\")), None]"]
    );
}

#[test]
fn a_refused_row_counts_even_if_the_plugin_passes_over_it() {
    let handle = PluginHandle::of(plugin()).unwrap();
    for (mode, says) in [
        ("short row", "one cell"),
        ("wrong cell", "type"),
        ("no number", "type"),
        ("negative group", "type"),
    ] {
        let instance = Arc::new(handle.create(&[(0, OptionValue::String(mode))]).unwrap());
        let stage = CorpusStageHandle::of(&instance).unwrap();
        let empty = stage.new_state().unwrap();
        let error = stage.report(empty, &mut Rows::default()).unwrap_err();
        assert!(matches!(&error, CallError::Failed(it) if it.contains(says)), "{mode}: {error}");
    }
}
