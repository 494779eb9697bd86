//! What a page says of itself: title, outlet, date of publication, address, language.

use dom_query::Document;
use serde_json::Value;

use crate::read::metadata::Fields;
use crate::read::published::normalized;

/// Longer values are no titles or names.
const LONGEST: usize = 1000;
/// Names of `<meta>` elements that give the date of publication, the surest first.
const DATES: [&str; 10] = [
    "article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "pubdate",
    "date",
];
/// Types of things in JSON-LD that are reports; others (the outlet, its search box) have dates and names as well.
const REPORTS: [&str; 3] = ["Article", "Posting", "Report"];

/// The metadata of a page, as far as it gives them.
pub(super) fn of(page: &Document) -> Fields {
    let named = Named::of(page);
    let linked = Linked::of(page);
    let attribute = |selector: &str, name: &str| {
        page.select_single(selector).attr(name).map(|it| it.to_string())
    };
    let dates = DATES.iter().filter_map(|it| named.get(it));
    let time = || {
        attribute("time[itemprop=datePublished]", "datetime")
            .or_else(|| attribute("[itemprop=datePublished]", "content"))
            .or_else(|| attribute("article time[datetime]", "datetime"))
            .or_else(|| attribute("time[pubdate]", "datetime"))
    };
    let published = dates
        .map(ToOwned::to_owned)
        .chain(linked.published)
        .find_map(|it| normalized(&it))
        .or_else(|| normalized(&time()?));
    let url = attribute("link[rel=canonical]", "href")
        .or_else(|| named.get("og:url").map(ToOwned::to_owned))
        .filter(|it| it.starts_with("http"));
    let language = attribute("html", "lang").or_else(|| attribute("html", "xml:lang"));
    let known = [
        ("title", named.get("og:title").map(ToOwned::to_owned).or(linked.title)),
        ("outlet", named.get("og:site_name").map(ToOwned::to_owned).or(linked.outlet)),
        ("published", published),
        ("url", url),
        ("language", language),
    ];
    known.into_iter().filter_map(|(name, value)| Some((name.to_owned(), tidy(&value?)?))).collect()
}

/// The `<meta>` elements with a name, in the order of the page.
struct Named(Vec<(String, String)>);

impl Named {
    fn of(page: &Document) -> Self {
        let metas = page.select("meta[content]");
        let named = metas.iter().filter_map(|it| {
            let name =
                it.attr("property").or_else(|| it.attr("name")).or_else(|| it.attr("itemprop"))?;
            Some((name.to_ascii_lowercase(), it.attr("content")?.to_string()))
        });
        Self(named.filter(|(_, value)| !value.trim().is_empty()).collect())
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(it, _)| it == name).map(|(_, value)| value.as_str())
    }
}

/// What JSON-LD says of the report.
#[derive(Default)]
struct Linked {
    title: Option<String>,
    outlet: Option<String>,
    published: Option<String>,
}

impl Linked {
    fn of(page: &Document) -> Self {
        let scripts = page.select("script[type=\"application/ld+json\"]");
        let blocks = scripts.iter().filter_map(|it| serde_json::from_str::<Value>(&it.text()).ok());
        for block in blocks {
            let graph = block.get("@graph").unwrap_or(&block);
            let things = match graph {
                Value::Array(things) => things.as_slice(),
                other => std::slice::from_ref(other),
            };
            if let Some(report) = things.iter().find(|it| is_report(it)) {
                let text = |value: Option<&Value>| Some(value?.as_str()?.to_owned());
                return Self {
                    title: text(report.get("headline")),
                    outlet: text(report.get("publisher").and_then(|it| it.get("name"))),
                    published: text(report.get("datePublished")),
                };
            }
        }
        Self::default()
    }
}

fn is_report(thing: &Value) -> bool {
    let named =
        |it: &Value| it.as_str().is_some_and(|name| REPORTS.iter().any(|end| name.ends_with(end)));
    match thing.get("@type") {
        Some(Value::Array(types)) => types.iter().any(named),
        Some(other) => named(other),
        None => false,
    }
}

/// A value in one line; nothing if it is empty or too long to be one.
fn tidy(value: &str) -> Option<String> {
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    (!value.is_empty() && value.len() <= LONGEST).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(markup: &str) -> Vec<(String, String)> {
        of(&Document::from(markup))
    }

    fn value(markup: &str, key: &str) -> Option<String> {
        read(markup).into_iter().find(|(it, _)| it == key).map(|(_, value)| value)
    }

    #[test]
    fn meta_elements_name_what_the_program_knows() {
        let fields = read(
            "<html lang=en-GB><meta property='og:title' content=' Bridge\n opens '>\
             <meta property=og:site_name content='The Elm Herald'>\
             <meta property=article:published_time content='2022-02-08T10:00:00+0100'>\
             <link rel=canonical href='https://elm.example/a'>",
        );
        let fields: Vec<_> = fields.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(
            fields,
            [
                ("title", "Bridge opens"),
                ("outlet", "The Elm Herald"),
                ("published", "2022-02-08T10:00:00+0100"),
                ("url", "https://elm.example/a"),
                ("language", "en-GB")
            ]
        );
    }

    #[test]
    fn the_date_is_taken_from_wherever_a_page_gives_it() {
        for markup in [
            "<meta name=pubdate content='February 8, 2022'>",
            "<meta itemprop=datePublished content=2022-02-08>",
            "<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"WebSite\",\"datePublished\":\"1999-01-01\"},{\"@type\":[\"NewsArticle\"],\"datePublished\":\"2022-02-08\"}]}</script>",
            "<article><time datetime='2022-02-08'>today</time></article>",
            "<time itemprop=datePublished datetime='2022-02-08'></time>",
            "<meta name=date content='soon'><article><time datetime=2022-02-08>",
        ] {
            assert_eq!(value(markup, "published").as_deref(), Some("2022-02-08"), "{markup}");
        }
        assert_eq!(value("<footer><time datetime=2022-02-08></footer>", "published"), None);
    }

    #[test]
    fn linked_data_fills_in() {
        let markup = "<script type='application/ld+json'>[{\"@type\":\"NewsArticle\",\"headline\":\"Bridge opens\",\"publisher\":{\"name\":\"Herald\"}}]</script>";
        assert_eq!(value(markup, "title").as_deref(), Some("Bridge opens"));
        assert_eq!(value(markup, "outlet").as_deref(), Some("Herald"));
    }
}
