//! Web Annotations of the W3C.

use proptest::prelude::*;
use rashomon_formats::Format;
use serde_json::{Value, json};

use crate::support::{Written, document, documents};

fn pages(written: &Written) -> Vec<Value> {
    let lines = written.pieces(Format::W3c);
    lines.iter().map(|it| serde_json::from_slice(it).unwrap()).collect()
}

proptest! {
    #[test]
    fn quotes_and_positions_are_those_of_the_text(documents in documents()) {
        let written = Written::new(documents);
        let lines = written.pieces(Format::W3c);
        prop_assert!(lines.iter().all(|it| memchr::memchr_iter(b'\n', it).count() == 1));
        for ((page, line), document) in pages(&written).iter().zip(written.jsonl()).zip(&written.documents) {
            let text: Vec<char> = rashomon_core::Document::text(document).chars().collect();
            let part = |from: usize, to: usize| json!(text[from..to].iter().collect::<String>());
            let (items, annotations) = (page["items"].as_array().unwrap(), line["annotations"].as_array().unwrap());
            prop_assert_eq!(items.len(), annotations.len());
            for (item, annotation) in items.iter().zip(annotations) {
                let [quote, position] = item["target"]["selector"].as_array().unwrap().as_slice() else { panic!() };
                let start = position["start"].as_u64().unwrap() as usize;
                let end = position["end"].as_u64().unwrap() as usize;
                prop_assert_eq!(&quote["exact"], &part(start, end));
                prop_assert_eq!(&quote["prefix"], &part(start.saturating_sub(32), start));
                prop_assert_eq!(&quote["suffix"], &part(end, text.len().min(end + 32)));
                prop_assert_eq!(&quote["exact"], &annotation["text"]);
                prop_assert_eq!(&item["attributes"], &annotation["attributes"]);
                prop_assert_eq!(&item["body"]["value"], &annotation["label"]);
                let page = page["id"].as_str().unwrap();
                prop_assert!(page.is_ascii() && !page.contains(' '));
                prop_assert_eq!(&item["id"], &json!(format!("{page}#{}", annotation["id"])));
            }
        }
    }
}

#[test]
fn the_source_is_the_page_on_the_web_if_its_address_is_in_form() {
    let source = |url: &str| {
        let mut document = document("a b", "Riga", "n", &[(0, 4)]);
        document.set_metadata("url", url);
        pages(&Written::new(vec![document]))[0]["items"][0]["target"]["source"].clone()
    };
    assert_eq!(source("https://example.org/a?b=ü"), "https://example.org/a?b=ü");
    assert_eq!(source("https://example.org/\"><script>"), "urn:x-rashomon:a%20b");
    assert_eq!(source("javascript:alert(1)"), "urn:x-rashomon:a%20b");
}
