//! Writes inputs that a fuzzer begins with: `cargo run -p rashomon-trials --example starts -- FOLDER`.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use rashomon_trials::first_states;

/// One text with something for each analyzer.
const TEXT: &str = "Fire in Oslo\n\nOSLO, Norway — About 300 people fled a fire near the harbour on Tuesday, \
    Mayor Anna Berg said. “It spread within 10 minutes,” she told reporters, calling the damage “terrible”.\n\n\
    It cost $1.5 million, up 20 % from 2019, the ministry announced on 8 February 2022.\n";

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("name a folder")?);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut texts = vec![TEXT.to_owned()];
    for file in fs::read_dir(root.join("seeds"))? {
        let file = file?.path();
        if file.extension().is_some_and(|it| it == "txt") {
            let text = fs::read_to_string(file)?;
            texts.extend(text.split_inclusive("\n\n").filter(|it| it.len() > 40).map(Into::into));
        }
    }
    for (index, text) in texts.iter().enumerate() {
        for trial in ["text", "analyzers"] {
            write(&folder, trial, &index.to_string(), text.as_bytes())?;
        }
        if index % 8 == 0 {
            for (stage, state) in first_states(text).iter().enumerate() {
                write(&folder, "states", &format!("{index}-{stage}"), state)?;
            }
        }
    }
    let story = format!("{TEXT}\u{1}{}\u{1}{TEXT}", TEXT.replace("300", "400"));
    write(&folder, "analyzers", "story", story.as_bytes())?;
    write(&folder, "attach", "all", format!("{TEXT}\0{ANNOTATIONS}").as_bytes())?;
    let text = serde_json::json!(TEXT);
    let forms = [
        TEXT.to_owned(),
        format!(r#"{{"text":{text},"published":"2022-02-08","annotations":{ANNOTATIONS}}}"#)
            .replace('\n', ""),
        format!("id,text,published\n1,{text},2022-02-08\n2,\"a \"\"b\"\"\",\n"),
        "id\ttext\tpublished\n1\tSome 300 people came.\t2022-02-08\n".into(),
        PAGE.into(),
        archive(),
        TEXT.replace('—', "\u{a0}"),
    ];
    for (number, form) in (0_u8..).zip(forms) {
        let bytes = [&[number], form.as_bytes()].concat();
        write(&folder, "reader", &number.to_string(), &bytes)?;
    }
    Ok(())
}

const ANNOTATIONS: &str = r#"[
{"id":0,"analyzer":"entities","label":"PER","start":99,"end":108,"text":"Anna Berg","attributes":{"canonical":"Anna Berg","entity":3}},
{"id":1,"analyzer":"quotes","label":"direct","start":116,"end":143,"attributes":{"speaker":"Anna Berg","speaker_span":{"start":99,"end":108},"speaker_entity":0,"cue":"say"}},
{"id":2,"analyzer":"numbers","label":"cardinal","start":45,"end":48,"attributes":{"value":300,"modifier":"about","claimant":1}},
{"id":"x","analyzer":"others","label":"any","start":0,"end":4,"attributes":{"a":1.5,"b":true,"c":null,"d":"text","e":[1]}}]"#;

const PAGE: &str = r#"<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Fire in Oslo | Herald</title>
<meta property="og:title" content="Fire in Oslo"><meta property="article:published_time" content="2022-02-08T10:00:00Z">
<link rel="canonical" href="https://herald.example/fire"><script type="application/ld+json">{"@type":"NewsArticle"}</script>
</head><body><nav><a href="/">Home</a></nav><article><h1>Fire in Oslo</h1><p>About 300 people fled a fire &amp; smoke near
the harbour on Tuesday, Mayor Anna Berg said.</p><p>&ldquo;It spread within 10 minutes,&rdquo; she told reporters.</p>
<figure><figcaption>The harbour</figcaption></figure></article><footer>All rights reserved</footer></body></html>"#;

/// A web archive with one page.
fn archive() -> String {
    let response = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\r\n{PAGE}",
        PAGE.len()
    );
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://herald.example/fire\r\n\
         WARC-Date: 2022-02-08T12:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{response}\r\n\r\n",
        response.len()
    )
}

fn write(folder: &Path, trial: &str, name: &str, bytes: &[u8]) -> Result<(), Box<dyn Error>> {
    let folder = folder.join(trial);
    fs::create_dir_all(&folder)?;
    Ok(fs::write(folder.join(name), bytes)?)
}
