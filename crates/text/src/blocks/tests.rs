//! Whole pages, each line with the kind that it has: `kind| text`. Names and places are made up.

use rashomon_core::{BlockKind, Span};

use super::tagger::WEIGHTS;
use super::training;

fn classify(text: &str) -> Vec<(Span, BlockKind)> {
    training::classify(text, &WEIGHTS)
}

/// Checks the blocks of a page written as `kind| text` lines; blank lines stay blank.
fn check(page: &str) {
    let (mut text, mut expected) = (String::new(), Vec::new());
    for line in page.trim().lines() {
        if let Some((kind, content)) = line.split_once('|') {
            expected.push((kind.trim().to_owned(), content.trim().to_owned()));
            text.push_str(content.trim());
        }
        text.push('\n');
    }
    let found: Vec<_> = classify(&text)
        .iter()
        .map(|(span, kind)| (kind.name().to_owned(), text.get(span.range()).unwrap().to_owned()))
        .collect();
    let show = |blocks: &[(String, String)]| {
        blocks
            .iter()
            .fold(String::new(), |all, (kind, text)| all + &format!("{kind:12}| {text:.70}\n"))
    };
    let (found, expected) = (show(&found), show(&expected));
    assert_eq!(found, expected, "\nfound:\n{found}\nexpected:\n{expected}");
}

#[test]
fn clean_article_is_body_with_its_title() {
    check(
        "
title    | Harbour strike in Velmora enters second week

body     | Dock workers in the port of Velmora walked out again on Thursday after talks with the harbour board broke down over pay and night shifts.
body     | “We have waited long enough,” said Irena Kolvas, who speaks for the union, adding that ships would be turned away until Monday.
body     | The board said it was ready to talk. Its chairman, Tomas Brandt, told reporters that the offer of four per cent was still on the table.
body     | Nobody moved.
",
    );
}

#[test]
fn page_of_a_portal() {
    check(
        "
boilerplate| Africa

title      | Drought forces Tamare to ration water as reservoirs run dry

caption    | A woman carries water through the old market of Tamare on March 2, 2021. (Photo: Lena Ostrow)
body       | TAMARE — The government of the Lake Province said on Tuesday that households would get water on three days of the week until the rains return.

body       | Reservoirs around the capital have fallen to a tenth of what they hold, the water board said, and two of the five pumping stations have been switched off.

boilerplate| Advertisement

body       | “We are asking everybody to be patient,” the minister of works, Adisa Morel, told reporters after a meeting of the cabinet that lasted for four hours.

boilerplate| Read also: Lake Province closes schools as heat wave goes on

body       | Farmers in the north have sold much of their cattle. Some said they would leave if the wells that their villages share were to run dry as well.

heading    | A long wait for rain

body       | Forecasters do not expect rain before the end of next month, and the board has warned that the hospital may have to be supplied by lorry.

boilerplate| Read more Africa
boilerplate| Comment here
",
    );
}

#[test]
fn player_notices_clocks_and_video_titles() {
    check(
        "
title      | Ostrava bridge to stay closed for months, says mayor after inspection

body       | The old bridge across the river will stay closed for months, the mayor told residents on Friday after engineers had inspected its piers.

body       | Cracks were found in two of them, and a third has sunk by the width of a hand since the flood, according to a report that the council released.

boilerplate| Please use Chrome browser for a more accessible video player


boilerplate| 2:46

caption    | Drone pictures show the damage

body       | Buses will be sent round by the ring road, which adds half an hour to the way to work for people who live on the left bank.

body       | “It is a nuisance, but nobody wants to see it fall,” said Marek Dolny, who runs the bakery next to the bridge and has lost half of his customers.
",
    );
}

#[test]
fn slugs_and_foreign_captions_between_paragraphs() {
    check(
        "
subtitle   | The two ministers said that the fishing dispute would be settled by a joint commission. Boats may return to the bank on Monday

title      | Norhaven and Sundmark agree on fishing commission after all-night talks

body       | The ministers of Norhaven and Sundmark agreed early on Sunday to let a joint commission settle their dispute over fishing on the shallow bank between them.

boilerplate| kolsen

body       | The talks had been close to failure twice, according to people who took part in them, and were saved by a call between the two heads of government.

boilerplate| norhaven-harbour

body       | “This is a good day for the people who live from the sea,” said the minister of Norhaven, Eva Kolsen, when she left the building with her counterpart.

foreign    | AFP/JAN BERG  -   La ministra de Pesca, Eva Kolsen, y el ministro de Sundmark, Per Lind, en el puerto de Norhaven, el 9 de mayo de 2019

body       | Boats from both sides may return to the bank on Monday. The commission is to meet for the first time in June and to report before the end of the year.
",
    );
}

#[test]
fn label_glued_in_another_script_is_a_block_of_its_own() {
    let text = "Ministers met in Oslo on Monday to talk about the price of grain and the ships that carry it.اعلان\n\nThey will meet again.\n\nNobody expects much.";
    let blocks = classify(text);
    assert_eq!(blocks[0].1, BlockKind::Body);
    assert_eq!(text.get(blocks[1].0.range()), Some("اعلان"));
    assert_eq!(blocks[1].1, BlockKind::Foreign);
    assert_eq!(blocks.len(), 4);
}

#[test]
fn links_and_lists_after_the_end() {
    check(
        "
title      | Council of Brenn votes to keep its trams after months of protest

body       | The council of Brenn voted late on Wednesday to keep the three tram lines that it had planned to give up at the end of the year.

body       | Some four hundred people who had gathered in front of the town hall cheered when the result, 31 votes to 14, was read out from the balcony.

body       | The lines cost the town nine million crowns a year. The money is now to come from parking fees, which will go up in April.

body       | Opponents said that the matter was not settled. “Wait for the budget,” said Olav Renner, who leads the largest group on the council.

boilerplate| Follow the Brenn Daily podcast on Apple Podcasts, Spotify and Google Podcasts

boilerplate| Articles You May Like

boilerplate| What the vote in Harland means for the north
boilerplate| Singer cancels tour after fall on stage
boilerplate| Storm warning for the west coast
boilerplate| Why has the ferry been delayed?
",
    );
}

#[test]
fn head_of_a_page_with_byline_and_date() {
    check(
        "
boilerplate| Home
boilerplate| News
boilerplate| Business
boilerplate| Subscribe
boilerplate| Log In

boilerplate| Markets

title      | Copper falls to lowest price in a year as smelters cut output

boilerplate| By Hanna Verhoeven

dateline   | November 12, 2019

boilerplate| Share on Facebook
boilerplate| Share on Twitter

body       | Copper fell to its lowest price in more than a year on Tuesday after two of the largest smelters in the east said they would cut output until spring.

body       | A tonne was sold for 5,612 dollars at the close, three per cent less than on Monday, and traders said that there were few buyers at any price.

body       | “Stocks are full and nobody builds,” said Luca Ferrand, an analyst at a bank in Lugano that follows the market for industrial metals.

body       | Mining shares fell as well. The index of the sector has lost a fifth of its value since the summer, when the slump began.

boilerplate| Related stories
boilerplate| Zinc follows copper down
boilerplate| Smelters look for a way out
boilerplate| © 2019 Lugano Metal Post. All rights reserved.
boilerplate| Privacy Policy
boilerplate| Terms of Use
",
    );
}

#[test]
fn captions_with_their_labels_and_credits() {
    check(
        "
title      | Villagers of Sarn return to their homes after the mudslide

body       | Most of the people of Sarn went home on Saturday, five days after a mudslide had buried the road and a dozen houses at the edge of the village.

boilerplate| Image copyright Reuters

caption    | Image caption Helpers clear the road to the upper part of the village

body       | The road is open to cars again, the canton said, but lorries must wait until a new wall holds the slope above the school.

caption    | The church of Sarn, which was spared, is seen behind the rubble (Image: Nils Aker/AFP)

body       | Nobody was killed. Eleven people were hurt, two of them badly, and spent the week in a hospital at the other end of the valley.

body       | “We were lucky that it came by day,” said Ursina Caduff, whose barn was carried away. She means to build it again in the same place.
",
    );
}

#[test]
fn comments_after_the_report() {
    check(
        "
title      | Town of Pell bans fireworks for good

body       | The town of Pell has banned fireworks for good after a rocket set fire to the roof of the old grain store on the first night of the year.

body       | The ban covers private and public displays. The council hopes that a show of lights over the river will take their place.

body       | Shops that sell fireworks may keep doing so until their stocks are gone, and there will be no fines in the first year.

boilerplate| 3 comments

boilerplate| Gerda

boilerplate| January 8, 2019 at 3:17 pm

boilerplate| About time. I have two dogs and they spend the whole night under the bed every single year, so thank you to everyone who voted for it.

boilerplate| Ronny P.

boilerplate| January 8, 2019 at 7:21 pm

boilerplate| What a pity. My children loved them and I do not see why the many should suffer for what a few people did with their rockets.

boilerplate| Comments are closed.
",
    );
}

#[test]
fn a_line_or_two_is_never_boilerplate() {
    for text in ["Read more", "Subscribe\nLog in", "© 2020", "Share this"] {
        assert!(classify(text).iter().all(|(_, kind)| *kind == BlockKind::Body), "{text}");
    }
}

#[test]
fn headlines_in_a_list_stay() {
    let text = "Storm closes the harbour of Velmora\nSmelters cut output again\nMayor says bridge will reopen";
    assert!(classify(text).iter().all(|(_, kind)| kind.is_content()));
}

#[test]
fn wrapped_lines_stay_body() {
    let text = "The council met on Monday\nto talk about the price\nof bread and milk in the\ntown, which has gone up\nagain. Nobody could say why\nit had done so, or what\nmight be done about it.";
    assert!(classify(text).iter().all(|(_, kind)| kind.is_content()));
}

#[test]
fn short_captions_in_quotation_marks_do_not_hide_speech() {
    let mut text = String::from("Twelve people of Brenn on what the trams mean to them.\n\n");
    for name in ["Ada", "Bo", "Cyd", "Dag", "Eli", "Finn", "Gus", "Hal"] {
        text += "Getty/Instagram.\n\n";
        text += "“I have taken the tram every day since I was a child and I would not know how to get to work without ";
        text += &["it.” ― ", name, " Moser, who lives in the east\n\n"].concat();
    }
    let lost = classify(&text)
        .iter()
        .filter(|(span, kind)| span.len() > 60 && *kind != BlockKind::Body)
        .count();
    assert_eq!(lost, 0);
}

#[test]
fn last_sentences_behind_a_link_stay_and_last_links_go() {
    check(
        "
title      | Alda Renn wins confidence vote after stormy night in parliament

body       | Prime Minister Alda Renn survived a vote of confidence early on Tuesday after a stormy night in which two of her allies crossed the floor.

body       | The vote, 121 to 118, leaves her government with the smallest majority since the war, and a budget that has yet to pass both chambers.

boilerplate| ALSO READ | Why the Renn coalition fell apart over water

body       | Her rival, Jonas Halvard, called the result “a stay of execution” and said that he would table a new motion in the autumn.

boilerplate| Also Read: Alda Renn, the engineer who became prime minister

body       | The crown fell by 2 per cent against the dollar after the vote.

boilerplate| Follow us on Twitter and Facebook for the latest updates.
boilerplate| Tags: Alda Renn, parliament, confidence vote
boilerplate| Our Standards: The Velmora Post Trust Principles.
",
    );
}

#[test]
fn wire_report_with_file_photo() {
    check(
        "
boilerplate| Share

title      | Dorvan president meets Ilmarian counterpart for first talks in decade

caption    | FILE PHOTO: Dorvan President Leo Marsk attends a summit in Ravenholt, Ilmaria, June 3, 2019. REUTERS/Ana Petrus/File Photo

body       | RAVENHOLT (Reuters) - The presidents of Dorvan and Ilmaria met on Monday for the first talks between the two neighbours in a decade, officials said.

body       | The meeting, which lasted three hours, dealt with the rail line that has been closed since 2011, according to a statement by the Ilmarian presidency.

body       | “I am satisfied,” Marsk said as he left.
",
    );
}

#[test]
fn lines_in_another_script_do_not_hide_their_neighbours() {
    check(
        "
title      | Ministers of five nations agree to share the water of the river Osk

body       | The ministers of five nations agreed on Saturday to share the water of the river Osk, ending a dispute that has lasted for a generation.

body       | Under the agreement, which must still be approved by the parliaments, each nation may take a fixed part of the flow in the dry season.

foreign    | أخبار ذات صلة

body       | “It is a good day,” said the chairman of the talks, Ines Okoro.

foreign    | Новости по теме

body       | Each nation will have one vote in the commission that watches over the gauges.

boilerplate| Click here to read more stories about water
",
    );
}

#[test]
fn questions_are_headings_from_the_first_on() {
    check(
        "
title   | The dispute over the shallow bank, in three questions
heading | What is at stake?
body    | The bank between Norhaven and Sundmark feeds some eleven thousand families, and both governments say that it belongs to them.
heading | Who can fish there now?
body    | Nobody. Since the shooting in November the bank has been closed to boats from both sides, and patrols turn back whoever comes near.
heading | Will there be war?
body    | No one expects it, but there are more ships in the strait than at any time since the two countries last fought over it.
",
    );
}

#[test]
fn report_in_another_language_is_foreign() {
    let text = "El presidente viajó a la capital para hablar con los ministros de la región.\n\nLa reunión duró cinco horas y no hubo acuerdo entre las partes.\n\nSe espera que las conversaciones sigan el lunes en la ciudad de Lugano.";
    assert!(classify(text).iter().all(|(_, kind)| *kind == BlockKind::Foreign));
}

#[test]
fn names_with_foreign_articles_are_english() {
    let text = "Rio de la Plata clubs sign De la Cruz\n\nThe club said on Monday that it had signed the striker from Los Andes for three years after long talks.\n\nHe will play on Sunday.";
    assert!(classify(text).iter().all(|(_, kind)| *kind != BlockKind::Foreign));
}

mod properties {
    use std::time::{Duration, Instant};

    use proptest::prelude::*;

    use super::classify;

    /// Pieces of which pages are made.
    const PIECES: [&str; 24] = [
        "\n",
        "\n\n",
        "\r\n",
        " ",
        "\u{200b}",
        "Read more",
        "2:46",
        "The council met on Monday, and nobody said why.",
        "“",
        "”",
        "اعلان",
        "Новости дня",
        "©",
        "|",
        " / ",
        "(Photo: AFP)",
        "By Ada Moser",
        "May 4, 2020",
        ".",
        "?",
        "oslo-harbour",
        "Comments",
        "El presidente de la república y los ministros",
        "中文",
    ];

    fn assert_covers(text: &str) {
        let mut end = 0;
        let visible = |from: usize, to: usize| {
            let between = text.get(from..to).expect("blocks end at characters");
            between.chars().any(|it| it.is_alphanumeric() || it.is_ascii_punctuation())
        };
        for (span, _) in classify(text) {
            let range = span.range();
            assert!(range.start >= end && range.start < range.end, "{range:?} in {text:?}");
            assert!(!visible(end, range.start), "a gap before {range:?} in {text:?}");
            let block = text.get(range.clone()).expect("blocks start at characters");
            assert!(!block.contains('\n') && block.trim() == block, "{block:?}");
            end = range.end;
        }
        assert!(!visible(end, text.len()), "a gap at the end of {text:?}");
    }

    proptest! {
        #[test]
        fn any_text_is_covered(text in any::<String>()) {
            assert_covers(&text);
        }

        #[test]
        fn any_page_is_covered(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..60)) {
            assert_covers(&pieces.concat());
        }
    }

    fn time(text: &str) -> Duration {
        let start = Instant::now();
        assert!(!classify(text).is_empty());
        start.elapsed()
    }

    #[test]
    fn long_pages_and_long_lines_take_linear_time() {
        let mixed = "Menu\nRead more\nThe council met on Monday to talk about the price of bread in the town, which has gone up again.\n2:46\nBy Ada Moser\n";
        let line = "The council met on Monday to talk about the price of bread, said Ada Moser. ";
        for piece in [mixed, line] {
            let unit = 10_000_000 / 16 / piece.len();
            let (short, long) = (piece.repeat(unit), piece.repeat(unit * 16));
            // Sixteen times the text in quadratic time would take 256 times as long. A busy machine may spoil a
            // measurement, not all of them.
            let is_linear = || time(&long) < time(&short) * 16 * 4 + Duration::from_millis(100);
            assert!((0..5).any(|_| is_linear()), "{} bytes take too long", long.len());
        }
    }
}
