//! Names of files out of ids, which may be any text.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// Longest name in bytes: most file systems allow 255, and numbers and endings come behind it.
const LONGEST: usize = 180;

/// Names that a system other than ours keeps for devices.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// The id with nothing in it but letters, digits, `-`, `_` and inner dots.
pub(super) fn safe(id: &str) -> String {
    let plain = |it: char| it.is_alphanumeric() || matches!(it, '-' | '_' | '.');
    let mut name: String = id.chars().map(|it| if plain(it) { it } else { '_' }).collect();
    while name.len() > LONGEST {
        name.pop();
    }
    let outer = |it: char| it == '.';
    let mut name = name.trim_end_matches(outer).to_owned();
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let port = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    let is_device = DEVICES.contains(&stem.as_str()) || port.is_some_and(|it| it.len() == 1);
    if name.is_empty() || name.starts_with(outer) || is_device {
        name.insert(0, '_');
    }
    name
}

/// The names that were given, as hashes: there may be millions.
#[derive(Debug, Default)]
pub(super) struct Taken(HashMap<u64, u32>);

impl Taken {
    /// Names for `id`, the first that is not taken and those that come after it: the file system may know more of
    /// them as taken. Names that differ in the case of letters are one, as they are to some file systems.
    pub(super) fn candidates(&mut self, id: &str) -> impl Iterator<Item = String> {
        let name = safe(id);
        let mut number = self.0.get(&hash(&name)).copied().unwrap_or(0);
        std::iter::from_fn(move || {
            loop {
                number += 1;
                let candidate = if number == 1 { name.clone() } else { format!("{name}-{number}") };
                self.0.insert(hash(&name), number);
                if number == 1 || self.0.insert(hash(&candidate), 1).is_none() {
                    return Some(candidate);
                }
            }
        })
    }
}

fn hash(name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    name.to_lowercase().hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::{Taken, safe};

    #[test]
    fn no_id_leads_out_of_the_folder() {
        assert_eq!(safe("../../etc/passwd"), "_.._.._etc_passwd");
        assert_eq!([safe(".."), safe("."), safe("")], ["_", "_", "_"]);
        assert_eq!(safe("C:\\x\0y z"), "C__x_y_z");
        assert_eq!([safe("nul"), safe("Com1.txt"), safe("comic")], ["_nul", "_Com1.txt", "comic"]);
        assert_eq!(safe("Київ-2022.02"), "Київ-2022.02");
    }

    #[test]
    fn ids_that_differ_in_case_or_in_signs_have_names_of_their_own() {
        let mut taken = Taken::default();
        let mut name = |id: &str| taken.candidates(id).next().unwrap();
        let names: Vec<_> = ["a", "A", "a-2", "a/b", "a:b", "A", "a"].map(&mut name).into();
        assert_eq!(names, ["a", "A-2", "a-2-2", "a_b", "a_b-2", "A-3", "a-4"]);
    }

    proptest! {
        #[test]
        fn names_are_plain_and_none_is_given_twice(ids in prop::collection::vec("(\\PC|[a./\\-\0 ]){0,4}|[aA]{1,2}(-[1-3]){0,2}", 0..40)) {
            let mut taken = Taken::default();
            let mut given = HashSet::new();
            for id in ids {
                let name = taken.candidates(&id).next().unwrap();
                prop_assert!(!name.is_empty() && !name.starts_with('.') && !name.ends_with('.'));
                prop_assert!(!name.contains(['/', '\\', '\0', ':']) && name.len() < 200);
                prop_assert!(given.insert(name.to_lowercase()), "{name}");
            }
        }
    }
}
