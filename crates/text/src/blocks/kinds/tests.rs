//! Titles, by what the lines below and the rest of the page say of them. Names are made up.

use proptest::prelude::*;
use rashomon_core::BlockKind;

use super::super::context::{Context, content, count_copies};
use super::super::training::read_page;
use super::{Part, name, said_below};

/// The title of a page of lines above the report, lines of it and lines below it.
fn title_of(above: &[&str], body: &[&str], below: &[&str]) -> Option<String> {
    let text = [above, body, below].concat().join("\n\n");
    let page = read_page(&text);
    let mut parts = vec![Part::Before; above.len()];
    parts.extend(body.iter().map(|_| Part::Body));
    parts.extend(below.iter().map(|_| Part::After));
    assert_eq!(page.lines.len(), parts.len(), "{text}");
    let kinds = name(&page, &Context::new(&page, count_copies(&page)), &parts);
    let title = kinds.iter().position(|it| *it == BlockKind::Title)?;
    text.get(page.lines[title].span.range()).map(str::to_owned)
}

#[test]
fn title_is_told_by_one_of_the_first_four_lines_of_the_body() {
    let title = "Kolvas warns Velmora council of empty grain stores";
    // "grain", "stores" and "council": three of the seven words of the title that count.
    let telling =
        "The grain in the stores will last until March, the council was told on Thursday.";
    let mut body = vec![
        "Nobody in the old town had thought that the winter would be as long as this one.",
        "Snow fell on the last day of April, and the roads to the east have been shut since then.",
        "Bread is sold in the morning, and by noon there is nothing left on the shelves of the shops.",
        "“We have never seen this before,” said Tomas Brandt, who bakes in the street of the tanners.",
        "Boats are to bring more from the south as soon as the river is free of ice.",
    ];
    assert_eq!(title_of(&["Share", title], &body, &[]), None);
    for line in 0..body.len() {
        body.insert(line, telling);
        let expected = (line < 4).then_some(title);
        assert_eq!(title_of(&["Share", title], &body, &[]).as_deref(), expected, "line {line}");
        body.remove(line);
    }
}

/// A report that says nothing of its title.
const UNTELLING: [&str; 2] = [
    "Nobody at the docks would say on Thursday how long the cranes are going to stand still.",
    "“We have waited long enough,” said Irena Kolvas when she left the building in the evening.",
];

#[test]
fn title_is_told_by_the_first_line_of_the_page_that_repeats_it() {
    let title = "Harbour strike in Velmora enters second bitter week today";
    let site = "Velmora Post: Harbour strike in Velmora enters second bitter week today";
    assert_eq!(title_of(&[site, title], &UNTELLING, &[]).as_deref(), Some(title));
    assert_eq!(title_of(&["Velmora Post: the daily of the coast", title], &UNTELLING, &[]), None);
}

#[test]
fn title_is_told_by_another_line_that_repeats_it() {
    let title = "Harbour strike in Velmora enters its second bitter week";
    let told = "Nobody at the harbour would say on Thursday how long the strike is going to last.";
    let told_by = |line: &str| title_of(&["Share", title], &[told, UNTELLING[1]], &[line]);
    let nine = "one two three four five six seven eight nine";
    for repeats in [
        title,
        // Eight of its nine words are enough.
        "Harbour strike in Velmora enters its second week",
        "Harbour strike in Velmora enters its second long week",
        // And as many others may stand beside them.
        &format!("{title}: {nine}"),
    ] {
        assert_eq!(told_by(repeats).as_deref(), Some(title), "{repeats}");
    }
    for differs in [
        "Harbour strike in Velmora enters its week",
        "Harbour strike in Velmora enters its second dry year",
        &format!("{title}: {nine} ten"),
    ] {
        assert_eq!(told_by(differs), None, "{differs}");
    }
}

/// Lines of which pages are made: they share some of their words.
const LINES: [&str; 7] = [
    "Harbour strike in Velmora",
    "The strike goes on",
    "Kolvas said that the harbour would stay shut.",
    "Share",
    "Grain is sold in Velmora and Sarn, said Kolvas",
    "Boats wait, and the grain waits with them.",
    "No one in the town came",
];

proptest! {
    #[test]
    fn words_said_below_are_those_that_lines_of_the_body_hold(
        lines in prop::collection::vec((prop::sample::select(&LINES[..]), any::<bool>()), 1..16),
        first in 0..8_usize,
    ) {
        let text = lines.iter().map(|it| it.0).collect::<Vec<_>>().join("\n");
        let page = read_page(&text);
        let part = |in_body: bool| if in_body { Part::Body } else { Part::Inside };
        let parts: Vec<_> = lines.iter().map(|it| part(it.1)).collect();
        let first = first.min(lines.len());
        let above: Vec<usize> = (0..first).collect();
        let said = said_below(&page, &parts, first, &above);
        let body: Vec<usize> = (first..lines.len()).filter(|it| parts[*it] == Part::Body).collect();
        let holds = |lines: &[usize], key: u64| {
            lines.iter().any(|it| content(&page, &page.lines[*it]).any(|it| it.key() == key))
        };
        for line in above {
            for key in content(&page, &page.lines[line]).map(|it| it.key()) {
                let found = said[&key];
                prop_assert_eq!(found.in_body, holds(&body, key), "{:?}", text);
                prop_assert_eq!(found.in_lead, holds(&body[..body.len().min(4)], key), "{:?}", text);
            }
        }
    }
}
