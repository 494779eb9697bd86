//! The tables of all stories as one: each row says its story, and things are numbered through.

use std::collections::BTreeMap;

use rashomon_formats::{Cell, CellType, TableColumn};

use super::StoryTables;

/// What is known of the stories before.
#[derive(Debug, Default)]
pub(super) struct Joined {
    /// By column of numbered things: the numbers given so far.
    given: BTreeMap<String, i64>,
    /// By table: its columns, which are the same in all stories.
    columns: BTreeMap<String, Vec<TableColumn>>,
}

impl Joined {
    /// Numbers the things of a story after those of the stories before, from 1, and puts the story's number first in
    /// each row. A table that is not as in the stories before, or comes twice, is left out with a word about it.
    pub(super) fn join(&mut self, story: usize, made: &mut StoryTables) {
        let mut seen: Vec<String> = Vec::new();
        let mut used: BTreeMap<String, i64> = BTreeMap::new();
        made.tables.retain_mut(|table| {
            let known =
                self.columns.entry(table.name.clone()).or_insert_with(|| table.columns.clone());
            if *known != table.columns || seen.contains(&table.name) {
                made.failures
                    .push(format!("there are two tables named {}; one was left out", table.name));
                return false;
            }
            seen.push(table.name.clone());
            for (at, column) in table.columns.iter().enumerate() {
                if column.kind != CellType::Group {
                    continue;
                }
                let before = self.given.get(&column.name).copied().unwrap_or(0);
                let most = used.entry(column.name.clone()).or_default();
                for row in &mut table.rows {
                    if let Some(Cell::Integer(number)) = row.get_mut(at) {
                        *most = (*most).max(*number + 1);
                        *number += before + 1;
                    }
                }
            }
            table.columns.insert(0, TableColumn { name: "story".into(), kind: CellType::Group });
            table.rows.iter_mut().for_each(|it| it.insert(0, Cell::Integer(story as i64 + 1)));
            true
        });
        for (name, count) in used {
            *self.given.entry(name).or_default() += count;
        }
    }
}

#[cfg(test)]
mod tests {
    use rashomon_formats::Table;

    use super::*;

    fn story(table: &str, groups: &[i64]) -> StoryTables {
        let columns = vec![TableColumn { name: "utterance".into(), kind: CellType::Group }];
        let rows = groups.iter().map(|it| vec![Cell::Integer(*it)]).collect();
        StoryTables {
            tables: vec![Table { name: table.into(), columns, rows }],
            failures: Vec::new(),
        }
    }

    #[test]
    fn things_are_numbered_through_and_rows_say_their_story() {
        let mut joined = Joined::default();
        let mut first = story("utterances", &[0, 0, 1]);
        joined.join(0, &mut first);
        let mut second = story("utterances", &[0]);
        joined.join(1, &mut second);
        let row = |story, utterance| vec![Cell::Integer(story), Cell::Integer(utterance)];
        assert_eq!(first.tables[0].rows, [row(1, 1), row(1, 1), row(1, 2)]);
        assert_eq!(second.tables[0].rows, [row(2, 3)]);
        assert_eq!(second.tables[0].columns[0].name, "story");
    }

    #[test]
    fn a_table_that_changes_its_columns_is_left_out() {
        let mut joined = Joined::default();
        joined.join(0, &mut story("utterances", &[0]));
        let mut other = story("utterances", &[0]);
        other.tables[0].columns[0].name = "other".into();
        joined.join(1, &mut other);
        assert!(other.tables.is_empty() && other.failures.len() == 1);
    }
}
