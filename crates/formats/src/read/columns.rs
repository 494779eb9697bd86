//! Which column of a table is the text, which the id, and what the others are called as metadata.

use super::metadata::Fields;
use super::published::normalized;

/// Names of the column that holds the text, the likeliest first.
const TEXT: [&str; 10] = [
    "text",
    "content",
    "body",
    "maintext",
    "full_text",
    "fulltext",
    "article_text",
    "article_body",
    "articlebody",
    "article",
];
/// Names of the column that holds the id.
const ID: [&str; 6] = ["id", "doc_id", "document_id", "article_id", "uuid", "guid"];
/// Metadata that the program knows, and what tables call it, the likeliest first.
const KNOWN: [(&str, &[&str]); 5] = [
    ("title", &["title", "headline"]),
    (
        "published",
        &[
            "published",
            "published_at",
            "publish_date",
            "publication_date",
            "date_published",
            "date_publish",
            "pub_date",
            "pubdate",
            "date",
        ],
    ),
    ("outlet", &["outlet", "publication", "publisher", "newspaper", "source_name", "source"]),
    ("url", &["url", "link", "source_url", "web_url", "uri"]),
    ("language", &["language", "lang"]),
];

/// What the columns of a table are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Columns {
    pub(super) text: usize,
    pub(super) id: Option<usize>,
    /// What each column is called as metadata; `None` if it is none.
    names: Vec<Option<String>>,
}

impl Columns {
    /// Finds the columns by the names in the first row; those that the user named must be there.
    ///
    /// # Errors
    /// If the text or a column that the user named is not there; says which columns are.
    pub(super) fn choose(
        header: &[String],
        text: Option<&str>,
        id: Option<&str>,
    ) -> Result<Self, String> {
        let folded: Vec<String> = header.iter().map(|it| fold(it)).collect();
        let first_of =
            |names: &[&str]| names.iter().find_map(|name| folded.iter().position(|it| it == name));
        let position_of = |name: &str| {
            let exact = header.iter().position(|it| it == name);
            exact.or_else(|| folded.iter().position(|it| *it == fold(name)))
        };
        let text = match text {
            Some(name) => position_of(name)
                .ok_or_else(|| format!("has no column {name:?}; its columns are {}", list(header)))?,
            None => first_of(&TEXT).ok_or_else(|| {
                format!(
                    "none of its columns is called text, content or the like; name the one that holds the text with \
                     --text-column: {}",
                    list(header)
                )
            })?,
        };
        let id = match id {
            Some(name) => Some(position_of(name).ok_or_else(|| {
                format!("has no column {name:?} for the id; its columns are {}", list(header))
            })?),
            None => first_of(&ID),
        };
        let id = id.filter(|it| *it != text);
        let mut names: Vec<Option<String>> =
            header.iter().map(|it| (!it.is_empty()).then(|| it.clone())).collect();
        for (known, synonyms) in KNOWN {
            let mut columns = synonyms.iter().filter_map(|it| first_of(&[*it]));
            let column = columns.find(|it| *it != text && Some(*it) != id);
            if let Some(slot) = column.and_then(|it| names.get_mut(it)) {
                *slot = Some(known.into());
            }
        }
        for column in [Some(text), id].into_iter().flatten() {
            if let Some(slot) = names.get_mut(column) {
                *slot = None;
            }
        }
        Ok(Self { text, id, names })
    }

    /// The metadata in one row. A date that can be read is written as the analyzers read it.
    pub(super) fn fields<'c>(&self, cells: impl Iterator<Item = &'c str>) -> Fields {
        self.names
            .iter()
            .zip(cells)
            .filter_map(|(name, cell)| Some((name.as_deref()?, cell.trim())))
            .filter(|(_, cell)| !cell.is_empty())
            .map(|(name, cell)| {
                let date = (name == "published").then(|| normalized(cell)).flatten();
                (name.to_owned(), date.unwrap_or_else(|| cell.to_owned()))
            })
            .collect()
    }
}

fn fold(name: &str) -> String {
    name.trim().to_lowercase().replace([' ', '-'], "_")
}

fn list(header: &[String]) -> String {
    const MOST: usize = 20;
    let mut list =
        header.iter().take(MOST).map(|it| format!("{it:?}")).collect::<Vec<_>>().join(", ");
    if header.len() > MOST {
        list.push_str(" and others");
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choose(header: &str, text: Option<&str>, id: Option<&str>) -> Result<Columns, String> {
        let header: Vec<String> = header.split(',').map(Into::into).collect();
        Columns::choose(&header, text, id)
    }

    fn names(columns: &Columns) -> Vec<&str> {
        columns.names.iter().map(|it| it.as_deref().unwrap_or("-")).collect()
    }

    #[test]
    fn usual_names_are_understood() {
        let columns = choose(",ID,Headline,Publish Date,Source,Content,desk", None, None).unwrap();
        assert_eq!((columns.text, columns.id), (5, Some(1)));
        assert_eq!(names(&columns), ["-", "-", "title", "published", "outlet", "-", "desk"]);
    }

    #[test]
    fn the_likelier_name_wins_and_the_other_stays_as_it_is() {
        let columns = choose("body,text,source,outlet,date,published", None, None).unwrap();
        assert_eq!(columns.text, 1);
        assert_eq!(names(&columns), ["body", "-", "source", "outlet", "date", "published"]);
    }

    #[test]
    fn the_user_says_otherwise() {
        let columns = choose("text,story,key,id", Some("story"), Some("KEY")).unwrap();
        assert_eq!((columns.text, columns.id), (1, Some(2)));
        assert_eq!(names(&columns), ["text", "-", "-", "id"]);
    }

    #[test]
    fn what_is_missing_is_said_with_what_there_is() {
        let reason = choose("a,b", None, None).unwrap_err();
        assert!(reason.contains("--text-column: \"a\", \"b\""), "{reason}");
        let reason = choose("a,text", Some("story"), None).unwrap_err();
        assert!(
            reason.contains("no column \"story\"; its columns are \"a\", \"text\""),
            "{reason}"
        );
        assert!(choose("a,text", None, Some("key")).unwrap_err().contains("\"key\" for the id"));
    }

    #[test]
    fn dates_are_written_in_one_way_if_they_can_be_read() {
        let columns = choose("text,date", None, None).unwrap();
        let date = |cell: &str| columns.fields(["x", cell].into_iter()).pop().map(|(_, it)| it);
        assert_eq!(date("8 February 2022").as_deref(), Some("2022-02-08"));
        assert_eq!(date("02/08/2022").as_deref(), Some("02/08/2022"));
        assert_eq!(date(" "), None);
    }
}
