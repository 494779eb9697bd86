//! Inputs of every kind, as users and crawlers leave them.
#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::fs;
use std::io::{Cursor, Write};

use rashomon_core::Document;
use rashomon_formats::{Corpus, Failure, Input, InputFormat, ReadOptions, Record};
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

/// All documents in a path of a folder, and all notices.
fn read(folder: &TempDir, path: &str, options: &ReadOptions) -> (Vec<Input>, Vec<String>) {
    let path = folder.path().join(path).display().to_string();
    let mut corpus = Corpus::open(&[path], options).unwrap();
    let inputs = corpus.by_ref().collect();
    (inputs, corpus.take_notices())
}

/// All documents that standard input gives as `format`.
fn read_bytes(bytes: &[u8], format: InputFormat) -> Vec<Input> {
    let options = ReadOptions {
        format: Some(format),
        max_document_size: 1_000_000,
        ..ReadOptions::default()
    };
    let stdin = Box::new(Cursor::new(bytes.to_vec()));
    Corpus::open_with(&["-".into()], &options, stdin).unwrap().collect()
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

fn text(input: &Input) -> &str {
    record(input).document.text()
}

fn field<'i>(input: &'i Input, key: &str) -> Option<&'i str> {
    record(input).document.metadata(key)
}

fn ids(inputs: &[Input]) -> Vec<&str> {
    inputs
        .iter()
        .map(|it| match it {
            Input::Document(record) => record.document.id(),
            Input::Failed(failure) => &failure.id,
        })
        .collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn page(title: &str) -> String {
    let paragraph = "<p>The bridge over the Elm, closed since May, opened again on Monday, the mayor said, and \
                     hundreds of people, many of them children, walked across it before noon.</p>";
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><title>{title}</title>\
         <meta property=\"og:site_name\" content=\"Elm Herald\">\
         <meta property=\"article:published_time\" content=\"2022-02-08T10:00:00Z\"></head>\
         <body><nav><a href=\"/\">Home</a></nav><article><h1>{title}</h1>{}</article></body></html>",
        paragraph.repeat(5)
    )
}

/// A record of an archive that holds an answer of a server.
fn response(number: u32, headers: &str, body: &[u8]) -> Vec<u8> {
    let mut block = format!("HTTP/1.1 {headers}\r\n\r\n").into_bytes();
    block.extend_from_slice(body);
    archived("response", number, "application/http; msgtype=response", &block)
}

fn archived(kind: &str, number: u32, media: &str, block: &[u8]) -> Vec<u8> {
    let mut record = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:0000-{number}>\r\n\
         WARC-Date: 2022-02-09T01:02:03Z\r\nWARC-Target-URI: https://elm.example/{number}\r\n\
         Content-Type: {media}\r\nContent-Length: {}\r\n\r\n",
        block.len()
    )
    .into_bytes();
    record.extend_from_slice(block);
    record.extend_from_slice(b"\r\n\r\n");
    record
}

#[test]
fn a_table_is_a_document_a_row() {
    let table = "id,headline,date,source,desk,content\n\
                 a,Bridge opens,8 Feb 2022,Herald,city,\"One, two.\nThree.\"\n\
                 ,,,,,Four.\n\
                 b,,,Post\n\
                 c,,,,,\n";
    let folder = folder(&[("reports.csv", table.as_bytes())]);
    let (inputs, _) = read(&folder, "", &ReadOptions::default());
    assert_eq!(ids(&inputs), ["a", "reports-4", "reports-5", "c"]);
    assert_eq!(text(&inputs[0]), "One, two.\nThree.");
    for (key, value) in [
        ("title", "Bridge opens"),
        ("published", "2022-02-08"),
        ("outlet", "Herald"),
        ("desk", "city"),
    ] {
        assert_eq!(field(&inputs[0], key), Some(value));
    }
    let failed = failure(&inputs[2]).to_string();
    assert!(failed.contains("reports.csv:5: the row has 4 cells and the first row 6"), "{failed}");
    assert_eq!(record(&inputs[3]).diagnostics, ["the row holds no text"]);
}

#[test]
fn tables_come_in_all_encodings_and_delimiters() {
    let wide: Vec<u8> =
        "\u{feff}id\ttext\r\nz\tZoë\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let folder = folder(&[
        ("1.csv", b"\xef\xbb\xbfid;text\r\na;\"Plain; text\"\r\n"),
        ("2.csv.gz", &gzip(b"id,text\nb,d\xe9j\xe0 vu \xe0 Orl\xe9ans\n")),
        ("3.tsv", &wide),
        ("4.tsv", b"id\ttext\ns\t\"Yes,\" she said.\nt\tNo.\n"),
    ]);
    let (inputs, _) = read(&folder, "", &ReadOptions::default());
    let texts: Vec<_> = inputs.iter().map(text).collect();
    assert_eq!(texts, ["Plain; text", "déjà vu à Orléans", "Zoë", "\"Yes,\" she said.", "No."]);
    assert!(record(&inputs[1]).diagnostics[0].contains("windows-1252"));
}

#[test]
fn a_table_that_is_no_corpus_is_passed_over_in_a_folder_and_fails_by_name() {
    let folder = folder(&[("a.txt", b"one"), ("counts.csv", b"word,count\nbridge,3\n")]);
    let path = folder.path().display().to_string();
    let mut corpus = Corpus::open(&[path], &ReadOptions::default()).unwrap();
    assert_eq!(corpus.by_ref().count(), 1);
    let notices = corpus.take_notices();
    assert!(notices.len() == 1 && notices[0].contains("counts.csv: passed over"), "{notices:?}");
    assert!(notices[0].contains("--text-column: \"word\", \"count\""), "{notices:?}");
    assert_eq!(Some(corpus.progress().bytes_read), corpus.progress().bytes_total);
    let (inputs, _) = read(&folder, "counts.csv", &ReadOptions::default());
    assert!(failure(&inputs[0]).reason.contains("--text-column"));
    let options = ReadOptions {
        text_column: Some("word".into()),
        id_column: Some("count".into()),
        ..ReadOptions::default()
    };
    let (inputs, _) = read(&folder, "counts.csv", &options);
    assert_eq!((ids(&inputs), text(&inputs[0])), (vec!["3"], "bridge"));
}

#[test]
fn a_page_is_its_main_text_and_what_it_says_of_itself() {
    let folder = folder(&[
        ("bridge.html", page("Bridge opens again").as_bytes()),
        ("metadata.csv", b"id,outlet,desk\nbridge,Beside,city\n"),
        ("saved.txt", page("Bridge opens again").as_bytes()),
        ("empty.htm", b"<html><body></body></html>"),
    ]);
    let (inputs, _) = read(&folder, "", &ReadOptions::default());
    assert_eq!(ids(&inputs), ["bridge", "empty", "saved"]);
    assert!(text(&inputs[0]).starts_with("Bridge opens again\n\nThe bridge over the Elm"));
    assert!(!text(&inputs[0]).contains("Home"));
    assert_eq!(field(&inputs[0], "outlet"), Some("Elm Herald"));
    assert_eq!(field(&inputs[0], "published"), Some("2022-02-08T10:00:00Z"));
    assert_eq!(field(&inputs[0], "language"), Some("en"));
    assert_eq!(field(&inputs[0], "desk"), Some("city"));
    assert_eq!(record(&inputs[1]).diagnostics, ["no main text was found in the page"]);
    assert_eq!(text(&inputs[2]), text(&inputs[0]));
    assert!(record(&inputs[2]).diagnostics[0].contains("--input-format text"));
    let options = ReadOptions { format: Some(InputFormat::Text), ..ReadOptions::default() };
    let (inputs, _) = read(&folder, "saved.txt", &options);
    assert!(text(&inputs[0]).starts_with("<!DOCTYPE html>"));
}

#[test]
fn what_is_given_for_a_page_holds_against_what_it_says() {
    let folder = folder(&[
        ("in/bridge.html", page("Bridge opens again").as_bytes()),
        ("given.jsonl", b"{\"id\":\"bridge\",\"outlet\":\"Given\"}\n"),
    ]);
    let options =
        ReadOptions { metadata: Some(folder.path().join("given.jsonl")), ..ReadOptions::default() };
    let (inputs, _) = read(&folder, "in", &options);
    assert_eq!(field(&inputs[0], "outlet"), Some("Given"));
    assert_eq!(field(&inputs[0], "title"), Some("Bridge opens again"));
}

#[test]
fn an_archive_is_a_document_a_page() {
    let page = page("Bridge opens again");
    let records = [
        archived("warcinfo", 1, "application/warc-fields", b"software: x\r\n"),
        archived("request", 2, "application/http", b"GET / HTTP/1.1\r\n\r\n"),
        response(
            3,
            "200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip",
            &gzip(page.as_bytes()),
        ),
        response(4, "404 Not Found\r\nContent-Type: text/html", b"<html>gone"),
        response(5, "200 OK\r\nContent-Type: image/png", b"\x89PNG"),
        response(6, "200 OK\r\nContent-Type: text/plain; charset=iso-8859-1", b"Le caf\xe9"),
        archived("revisit", 7, "application/http; msgtype=response", b"HTTP/1.1 200 OK\r\n\r\n"),
        archived("conversion", 8, "text/plain", "A text of its own.".as_bytes()),
        response(9, "200 OK", page.as_bytes()),
    ];
    let members: Vec<u8> = records.iter().flat_map(|it| gzip(it)).collect();
    let folder = folder(&[("news.warc.gz", &members)]);
    let (inputs, notices) = read(&folder, "", &ReadOptions::default());
    assert_eq!(ids(&inputs), ["0000-3", "0000-6", "0000-8", "0000-9"]);
    assert!(text(&inputs[0]).starts_with("Bridge opens again\n\nThe bridge over the Elm"));
    assert_eq!(text(&inputs[1]), "Le café");
    assert_eq!(text(&inputs[2]), "A text of its own.");
    assert_eq!(field(&inputs[0], "url"), Some("https://elm.example/3"));
    assert_eq!(field(&inputs[0], "fetched"), Some("2022-02-09T01:02:03Z"));
    assert_eq!(field(&inputs[0], "published"), Some("2022-02-08T10:00:00Z"));
    assert_eq!(field(&inputs[1], "published"), None);
    assert_eq!(notices.len(), 1);
    assert!(
        notices[0].ends_with(
            "news.warc.gz: 4 pages read; records passed over: 1 neither HTML nor plain text, 1 with a status other \
             than 200, 1 of pages that had not changed (revisit), 2 requests, metadata and the like"
        ),
        "{notices:?}"
    );
}

#[test]
fn a_cut_archive_gives_what_is_before_the_cut() {
    let plain = |number| response(number, "200 OK\r\nContent-Type: text/plain", b"One text.");
    let whole: Vec<u8> = (1..=3).flat_map(|it| gzip(&plain(it))).collect();
    let folder = folder(&[("cut.warc.gz", &whole[..whole.len() - 30])]);
    let (inputs, _) = read(&folder, "", &ReadOptions::default());
    assert_eq!([text(&inputs[0]), text(&inputs[1])], ["One text.", "One text."]);
    let failed = failure(inputs.last().unwrap()).to_string();
    assert!(failed.contains("cut.warc.gz: record 3"), "{failed}");
    assert!(failed.contains("damaged or cut short"), "{failed}");
}

#[test]
fn bombs_stop_at_the_limit_wherever_they_are() {
    let spaces = vec![b' '; 30_000_000];
    let bomb = gzip(&spaces);
    let in_archive = [
        response(1, "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip", &bomb),
        response(2, "200 OK\r\nContent-Type: text/plain", b"good"),
    ]
    .concat();
    let in_row = [b"id,text\na,\"".as_slice(), &spaces, b"\"\nb,good\n"].concat();
    for (bytes, format, documents) in [
        (in_archive, InputFormat::Warc, 2),
        (gzip(&in_row), InputFormat::Csv, 2),
        (bomb.clone(), InputFormat::Html, 1),
        (
            gzip(&[b"{\"text\":\"".as_slice(), &spaces, b"\"}\n{\"text\":\"good\"}"].concat()),
            InputFormat::Jsonl,
            2,
        ),
    ] {
        let inputs = read_bytes(&bytes, format);
        assert!(failure(&inputs[0]).reason.contains("onger than"), "{}", failure(&inputs[0]));
        assert_eq!(inputs.len(), documents, "{format:?}");
        assert!(inputs.get(1).is_none_or(|it| text(it) == "good"));
    }
}

#[test]
fn standard_input_shows_its_form() {
    let from = |bytes: &[u8]| {
        let stdin = Box::new(Cursor::new(bytes.to_vec()));
        Corpus::open_with(&["-".into()], &ReadOptions::default(), stdin)
            .unwrap()
            .collect::<Vec<_>>()
    };
    assert!(text(&from(page("Bridge opens").as_bytes())[0]).starts_with("Bridge opens\n\n"));
    let archive = response(1, "200 OK\r\nContent-Type: text/plain", b"One text.");
    assert_eq!(text(&from(&gzip(&archive))[0]), "One text.");
    assert_eq!(text(&read_bytes(b"text\nOne text.\n", InputFormat::Csv)[0]), "One text.");
}

#[test]
fn lists_name_files() {
    let folder = folder(&[("a.txt", b"one"), ("b.txt", b"two"), ("@c.txt", b"three")]);
    let path = |name: &str| folder.path().join(name).display().to_string();
    let list = format!("{}\n\n{}\n", path("b.txt"), path("a.txt"));
    fs::write(path("list"), &list).unwrap();
    let texts = |paths: &[String], options: &ReadOptions, stdin: &str| {
        let stdin = Box::new(Cursor::new(stdin.to_owned()));
        let inputs: Vec<_> = Corpus::open_with(paths, options, stdin).unwrap().collect();
        inputs.iter().map(|it| text(it).to_owned()).collect::<Vec<_>>()
    };
    let at = format!("@{}", path("list"));
    assert_eq!(texts(&[at, path("@c.txt")], &ReadOptions::default(), ""), ["two", "one", "three"]);
    let from = |list: &str| ReadOptions { files_from: Some(list.into()), ..ReadOptions::default() };
    assert_eq!(texts(&[], &from(&path("list")), ""), ["two", "one"]);
    assert_eq!(texts(&[], &from("-"), &list.replace('\n', "\0")), ["two", "one"]);
    let error = Corpus::open(&[], &from(&path("a.txt"))).unwrap_err().to_string();
    assert!(error.ends_with("check the spelling and the current folder"), "{error}");
    assert!(error.contains("a.txt:1: one: no such file"), "{error}");
    let error = Corpus::open(&[], &from(&path("nowhere"))).unwrap_err().to_string();
    assert!(error.contains("list of files") && error.contains("no longer there"), "{error}");
}

#[test]
fn what_a_list_names_and_is_gone_is_a_failure_of_its_own() {
    let folder = folder(&[("a.txt", b"one"), ("b.txt", b"two")]);
    let path = |name: &str| folder.path().join(name).display().to_string();
    let list = format!("{}\n\n{}\n{}\n", path("a.txt"), path("gone.txt"), path("b.txt"));
    fs::write(path("list"), list).unwrap();
    let inputs: Vec<_> =
        Corpus::open(&[format!("@{}", path("list"))], &ReadOptions::default()).unwrap().collect();
    assert_eq!([text(&inputs[0]), text(&inputs[2])], ["one", "two"]);
    let gone = failure(&inputs[1]);
    assert_eq!((gone.id.as_str(), gone.path.as_str()), ("gone", path("gone.txt").as_str()));
    assert!(gone.reason.starts_with("no such file or folder"), "{}", gone.reason);
    assert!(gone.reason.ends_with(&format!("({}:3)", path("list"))), "{}", gone.reason);
}

#[test]
fn any_bytes_are_documents_or_failures_in_any_form() {
    let seeds: [&[u8]; 6] = [
        b"id,text\n1,\"a\"\"\nb\" \"c\n",
        b"WARC/1.0\r\nContent-Length: 9\r\n\r\nHTTP/1.1 2",
        b"<html><table><svg><p></table><!-- <a b='c",
        b"{\"text\":\"\\ud83c\",\"id\":[1]}\n{",
        b"PAR1\0\0\0\0PAR1",
        b"\xff\xfe\"\0\n\0",
    ];
    for seed in seeds {
        for length in 0..=seed.len() {
            for format in InputFormat::ALL {
                let inputs = read_bytes(&seed[..length], format);
                for it in inputs.iter().filter(|it| matches!(it, Input::Failed(_))) {
                    assert!(!failure(it).reason.is_empty());
                }
            }
        }
    }
}
