//! Corpora as users have them: folders, archives, encodings, slips.
#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use rashomon_core::Document;
use rashomon_formats::{Corpus, Failure, Input, OpenError, ReadOptions, Record};
use tempfile::TempDir;

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn open(path: &Path, options: &ReadOptions) -> Corpus {
    Corpus::open(&[path.to_str().unwrap().to_owned()], options).unwrap()
}

fn read(folder: &TempDir) -> Vec<Input> {
    open(folder.path(), &ReadOptions::default()).collect()
}

fn record(input: &Input) -> &Record {
    match input {
        Input::Document(record) => record,
        Input::Failed(failure) => panic!("{failure}"),
    }
}

fn failure(input: &Input) -> &Failure {
    match input {
        Input::Document(record) => panic!("{} was read", record.document.id()),
        Input::Failed(failure) => failure,
    }
}

fn texts(inputs: &[Input]) -> Vec<(&str, &str)> {
    inputs.iter().map(|it| (record(it).document.id(), record(it).document.text())).collect()
}

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

fn zstd(text: &str) -> Vec<u8> {
    zstd::encode_all(text.as_bytes(), 1).unwrap()
}

#[test]
fn a_folder_is_read_in_the_order_of_names() {
    let folder = folder(&[
        ("b.txt", b"two"),
        ("a.txt.gz", &gzip("one")),
        ("c/d.txt.zst", &zstd("three")),
        ("c/e.jsonl.gz", &gzip("{\"text\":\"four\"}\n{\"id\":\"x\",\"text\":\"five\"}\n")),
        (".hidden.txt", b"no"),
        ("README.md", b"no"),
        ("photo.jpg", b"\xff\xd8\0"),
        ("metadata.csv", b"id,outlet\nd,Herald\n"),
    ]);
    let mut corpus = open(folder.path(), &ReadOptions::default());
    let notices = corpus.take_notices();
    let inputs: Vec<_> = corpus.by_ref().collect();
    assert_eq!(
        texts(&inputs),
        [("a", "one"), ("b", "two"), ("d", "three"), ("e-1", "four"), ("x", "five")]
    );
    assert_eq!(record(&inputs[2]).document.metadata("outlet"), Some("Herald"));
    assert_eq!(record(&inputs[3]).path, folder.path().join("c/e.jsonl.gz").display().to_string());
    assert!(notices.len() == 1 && notices[0].contains("photo.jpg"), "{notices:?}");
    let progress = corpus.progress();
    assert_eq!((progress.documents, Some(progress.bytes_read)), (5, progress.bytes_total));
}

#[test]
fn encodings_are_decoded_and_told() {
    let wide: Vec<u8> = "\u{feff}Zoë 🎬".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let folder = folder(&[
        ("1.txt", b"\xef\xbb\xbfPlain"),
        ("2.txt", b"Le caf\xe9 d'Orl\xe9ans, d\xe9j\xe0 ferm\xe9, rouvrira."),
        ("3.txt", &wide),
    ]);
    let inputs = read(&folder);
    assert_eq!(
        texts(&inputs),
        [("1", "Plain"), ("2", "Le café d'Orléans, déjà fermé, rouvrira."), ("3", "Zoë 🎬")]
    );
    let told: Vec<_> = inputs.iter().map(|it| record(it).diagnostics.join(";")).collect();
    assert_eq!(told[0], "");
    assert!(told[1].contains("windows-1252"), "{told:?}");
    assert!(told[2].contains("UTF-16LE"), "{told:?}");
}

#[test]
fn what_is_not_text_fails_and_the_corpus_goes_on() {
    let folder = folder(&[
        ("1.bin", b"\x7fELF\0\0\0"),
        ("2.txt", b""),
        ("3.txt.gz", &gzip("cut short")[..20]),
        ("4.txt", b"good"),
    ]);
    let inputs = read(&folder);
    assert_eq!(failure(&inputs[0]).id, "1");
    assert!(failure(&inputs[0]).reason.contains("is not text"));
    assert_eq!(record(&inputs[1]).diagnostics, ["the file holds no text"]);
    assert!(failure(&inputs[2]).to_string().contains("3.txt.gz: the compressed file is damaged"));
    assert_eq!(record(&inputs[3]).document.text(), "good");
}

#[test]
fn a_file_that_vanishes_fails_alone() {
    let folder = folder(&[("1.txt", b"one"), ("2.txt", b"two"), ("3.txt", b"three")]);
    let paths: Vec<_> =
        ["1.txt", "2.txt", "3.txt"].map(|it| folder.path().join(it).display().to_string()).into();
    let mut corpus = Corpus::open(&paths, &ReadOptions::default()).unwrap();
    fs::remove_file(&paths[1]).unwrap();
    assert_eq!(record(&corpus.next().unwrap()).document.text(), "one");
    assert!(failure(&corpus.next().unwrap()).reason.contains("no longer there"));
    assert_eq!(record(&corpus.next().unwrap()).document.text(), "three");
    assert!(corpus.next().is_none());
}

#[test]
fn bad_lines_of_jsonl_are_named() {
    let folder = folder(&[(
        "c.jsonl",
        b"{\"id\":\"a\",\"text\":\"one\",\"outlet\":null}\r\n{\"id\":\"b\",\r\n\r\n{\"id\":\"c\"}\r\n{\"id\":\"d\",\"text\":\"two\"}",
    )]);
    let inputs = read(&folder);
    assert_eq!(record(&inputs[0]).document.metadata("outlet"), None);
    let path = folder.path().join("c.jsonl").display().to_string();
    assert!(failure(&inputs[1]).to_string().starts_with(&format!("{path}:2: not valid JSON")));
    assert_eq!([&failure(&inputs[1]).id, &failure(&inputs[2]).id], ["b", "c"]);
    let reason = failure(&inputs[2]).to_string();
    assert!(reason.starts_with(&format!("{path}:4: the document has no \"text\"")), "{reason}");
    assert_eq!(record(&inputs[3]).document.id(), "d");
}

#[test]
fn the_second_document_of_one_name_gets_another() {
    let folder = folder(&[("a/1.txt", b"one"), ("b/1.txt", b"two"), ("c/1.txt", b"three")]);
    let inputs = read(&folder);
    assert_eq!(texts(&inputs), [("1", "one"), ("1#2", "two"), ("1#3", "three")]);
    assert!(record(&inputs[1]).diagnostics[0].contains("an earlier document has the id \"1\""));
}

#[test]
fn metadata_comes_from_the_strongest_source() {
    let folder = folder(&[
        ("in/metadata.csv", b"id,file,outlet,published,desk\nsecond,other/a.txt,Post,,\nfirst,a.txt,Herald,2020-01-02,city\n"),
        ("in/a.txt", b"one"),
        (
            "in/b.jsonl",
            b"{\"id\":\"x\",\"text\":\"two\",\"outlet\":\"Own\",\"published\":\"yesterday\"}\n",
        ),
        (
            "given.jsonl",
            b"{\"id\":\"x\",\"desk\":\"world\"}\n{\"id\":\"a\",\"outlet\":\"Given\"}\n",
        ),
    ]);
    let options = ReadOptions {
        metadata: Some(folder.path().join("given.jsonl")),
        published: Some("2021-03-04".into()),
        ..ReadOptions::default()
    };
    let inputs: Vec<_> = open(&folder.path().join("in"), &options).collect();
    let document = &record(&inputs[0]).document;
    assert_eq!(document.id(), "first");
    let field = |key| document.metadata(key);
    assert_eq!(
        [field("outlet"), field("published"), field("desk"), field("id"), field("file")],
        [Some("Given"), Some("2020-01-02"), Some("city"), None, None]
    );
    let document = &record(&inputs[1]).document;
    assert_eq!(document.metadata("outlet"), Some("Own"));
    assert_eq!(document.metadata("desk"), Some("world"));
    assert_eq!(document.metadata("published"), Some("2021-03-04"));
    assert!(record(&inputs[1]).diagnostics[0].contains("\"yesterday\" is not an ISO 8601 date"));
}

#[test]
fn standard_input_is_text_or_jsonl() {
    let from = |bytes: &[u8]| {
        let stdin = Box::new(Cursor::new(bytes.to_vec()));
        let corpus = Corpus::open_with(&["-".into()], &ReadOptions::default(), stdin).unwrap();
        assert_eq!(corpus.progress().bytes_total, None);
        corpus.collect::<Vec<_>>()
    };
    assert_eq!(texts(&from(b"The {bridge} opened.")), [("stdin", "The {bridge} opened.")]);
    assert_eq!(
        texts(&from(b"  \n{\"text\":\"one\"}\n{\"text\":\"two\"}")),
        [("stdin-2", "one"), ("stdin-3", "two")]
    );
    assert_eq!(texts(&from(&gzip("{\"id\":\"z\",\"text\":\"one\"}"))), [("z", "one")]);
    assert_eq!(texts(&from(b"")), [("stdin", "")]);
}

#[test]
fn standard_input_is_read_once() {
    let stdin = Box::new(Cursor::new("one"));
    let options = ReadOptions::default();
    let mut corpus = Corpus::open_with(&["-".into(), "-".into()], &options, stdin).unwrap();
    assert_eq!(corpus.take_notices(), ["-: standard input is read once; another - is left out"]);
    assert_eq!(texts(&corpus.collect::<Vec<_>>()), [("stdin", "one")]);
}

#[test]
fn endless_white_space_is_a_text_that_is_too_long() {
    let options = ReadOptions { max_document_size: 1_000_000, ..ReadOptions::default() };
    let stdin = Box::new(std::io::repeat(b'\n'));
    let mut corpus = Corpus::open_with(&["-".into()], &options, stdin).unwrap();
    assert!(failure(&corpus.next().unwrap()).reason.contains("longer than 1000000 bytes"));
    assert!(corpus.next().is_none());
}

#[test]
fn limits_hold() {
    let folder = folder(&[
        ("1.txt", b"123456789012345"),
        ("2.txt.gz", &gzip(&"x".repeat(1_000_000))),
        ("3.jsonl", b"{\"text\":\"a line that is too long\"}\n{\"text\":\"b\"}\n"),
    ]);
    let options = ReadOptions { max_document_size: 14, ..ReadOptions::default() };
    let inputs: Vec<_> = open(folder.path(), &options).collect();
    assert!(failure(&inputs[0]).reason.contains("longer than 14 bytes"));
    assert!(failure(&inputs[1]).reason.contains("longer than 14 bytes"));
    assert_eq!(failure(&inputs[2]).line, Some(1));
    assert_eq!(record(&inputs[3]).document.text(), "b");
    let options = ReadOptions { limit: Some(2), ..options };
    assert_eq!(open(folder.path(), &options).count(), 2);
}

#[test]
fn globs_match_what_they_say() {
    let folder = folder(&[
        ("a/1.txt", b"1"),
        ("a/2.text", b"2"),
        ("b/c/3.txt", b"3"),
        ("b/4.xml", b"<4>"),
        ("[5].txt", b"5"),
    ]);
    let found = |glob: &str| -> Vec<String> {
        let corpus = open(&folder.path().join(glob), &ReadOptions::default());
        corpus.map(|it| record(&it).document.text().to_owned()).collect()
    };
    assert_eq!(found("*/*.txt"), ["1"]);
    assert_eq!(found("**/*.txt"), ["5", "1", "3"]);
    assert_eq!(found("{a,b}/*.{txt,text}"), ["1", "2"]);
    assert_eq!(found("b/*.xml"), ["<4>"]);
    assert_eq!(found("[5].txt"), ["5"]);
}

#[test]
fn inputs_that_are_not_there_are_errors_with_a_remedy() {
    let folder = folder(&[("e/photo.png", b"x"), ("metadata.jsonl", b"{}"), ("f/.git", b"")]);
    let error = |path: &str| {
        let path = folder.path().join(path).display().to_string();
        Corpus::open(&[path], &ReadOptions::default()).unwrap_err().to_string()
    };
    assert!(error("nowhere").contains("no such file or folder; check"));
    assert!(error("*.txt").contains("the glob matches no file"));
    assert!(error("f").contains("the folder holds no documents"));
    assert!(error("e").contains("nothing to read among the 1 files"));
    assert!(error("metadata.jsonl").contains("holds metadata, not documents"));
    assert!(error("a[").contains("not a valid glob"));
    let none = Corpus::open(&[], &ReadOptions::default()).unwrap_err();
    assert!(matches!(none, OpenError::NoPaths));
    let options = ReadOptions { published: Some("May".into()), ..ReadOptions::default() };
    let date = Corpus::open(&["-".into()], &options).unwrap_err();
    assert!(date.to_string().contains("\"May\" is not an ISO 8601 date"));
}

#[test]
fn faults_of_metadata_are_told_before_the_run() {
    let folder = folder(&[
        ("a.txt", b"one"),
        ("metadata.csv", b"id,outlet\na,x,y\na,Herald\n"),
        ("in/b.txt", b"two"),
        ("in/metadata.jsonl", b"[1]\n"),
    ]);
    let mut corpus = open(folder.path(), &ReadOptions::default());
    let notices = corpus.take_notices();
    assert!(notices.len() == 1 && notices[0].contains("metadata.csv: line 2:"), "{notices:?}");
    let first = corpus.next().unwrap();
    assert_eq!(record(&first).document.metadata("outlet"), Some("Herald"));
    assert_eq!(corpus.by_ref().count(), 1);
    let notices = corpus.take_notices();
    assert!(notices.len() == 1 && notices[0].contains("goes on without it"), "{notices:?}");
}

#[cfg(unix)]
#[test]
fn links_that_go_round_are_harmless() {
    let folder = folder(&[("a/1.txt", b"one")]);
    std::os::unix::fs::symlink(folder.path(), folder.path().join("a/round")).unwrap();
    std::os::unix::fs::symlink("nowhere", folder.path().join("a/dangling.txt")).unwrap();
    assert_eq!(texts(&read(&folder)), [("1", "one")]);
}

#[test]
fn an_expanded_glob_may_hold_metadata_and_notes() {
    let folder = folder(&[
        ("a.txt", b"one"),
        ("metadata.jsonl", b"{\"id\":\"a\",\"published\":\"2020-01-02\"}"),
        ("README", b"notes"),
    ]);
    let paths: Vec<_> = ["README", "a.txt", "metadata.jsonl"]
        .map(|it| folder.path().join(it).display().to_string())
        .into();
    let inputs: Vec<_> = Corpus::open(&paths, &ReadOptions::default()).unwrap().collect();
    assert_eq!(texts(&inputs), [("a", "one")]);
    assert_eq!(record(&inputs[0]).document.metadata("published"), Some("2020-01-02"));
    let alone: Vec<_> = Corpus::open(&paths[..1], &ReadOptions::default()).unwrap().collect();
    assert_eq!(texts(&alone), [("README", "notes")]);
}
