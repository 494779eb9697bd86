//! Writing HTML: escaped text, and the page's content security policy.

use std::fmt::{self, Write as _};

use data_encoding::BASE64;
use sha2::{Digest, Sha256};

/// A page as it grows.
#[derive(Default)]
pub(crate) struct Page(String);

impl Page {
    pub(crate) fn add(&mut self, arguments: fmt::Arguments<'_>) {
        self.0.write_fmt(arguments).expect("a string takes all that is written");
    }

    pub(crate) fn raw(&mut self, html: &str) {
        self.0.push_str(html);
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.add(format_args!("{}", esc(text)));
    }

    pub(crate) fn into_string(self) -> String {
        self.0
    }
}

/// Adds formatted HTML to a page. Whatever comes from a report goes through [`esc`].
macro_rules! put {
    ($page:expr, $($arguments:tt)*) => { $page.add(format_args!($($arguments)*)) };
}
pub(crate) use put;

/// Shows text as text, between tags and within quoted attributes.
pub(crate) fn esc(text: &str) -> Escaped<'_> {
    Escaped(text)
}

pub(crate) struct Escaped<'a>(&'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some(at) = rest.find(needs_escape) {
            let (plain, from) = rest.split_at(at);
            out.write_str(plain)?;
            let mut chars = from.chars();
            match chars.next() {
                Some('&') => out.write_str("&amp;")?,
                Some('<') => out.write_str("&lt;")?,
                Some('>') => out.write_str("&gt;")?,
                Some('"') => out.write_str("&quot;")?,
                Some('\'') => out.write_str("&#39;")?,
                // Browsers drop or change these, each in its own way.
                _ => out.write_char(char::REPLACEMENT_CHARACTER)?,
            }
            rest = chars.as_str();
        }
        out.write_str(rest)
    }
}

fn needs_escape(it: char) -> bool {
    matches!(it, '&' | '<' | '>' | '"' | '\'') || (it.is_control() && !matches!(it, '\n' | '\t'))
}

/// The policy under which only this script and this style work, and nothing is ever loaded.
pub(crate) fn policy(script: &str, style: &str) -> String {
    let hash = |it: &str| BASE64.encode(&Sha256::digest(it));
    format!(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        hash(script),
        hash(style)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_to_a_browser_is_text() {
        let hostile = "<script>&'\"\u{0}\u{85}</style><!--\u{2028}";
        let expected =
            "&lt;script&gt;&amp;&#39;&quot;\u{fffd}\u{fffd}&lt;/style&gt;&lt;!--\u{2028}";
        assert_eq!(esc(hostile).to_string(), expected);
        assert_eq!(esc("a\n\tb — “c”").to_string(), "a\n\tb — “c”");
    }

    #[test]
    fn the_policy_names_what_the_page_holds_by_its_hash() {
        let policy = policy("", "a{}");
        let of_nothing = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
        assert!(policy.contains(&format!("script-src {of_nothing};")), "{policy}");
        assert!(!policy.contains("unsafe"));
    }
}
