//! Figures: digits, words, fractions, vague numbers, ordinals, ranges.

use rashomon_numbers::Numbers;
use rashomon_testkit::Kit;

use crate::check;

#[test]
fn digits_are_read_in_all_their_forms() {
    check(&[
        "They counted {cardinal|value=350 350} seals.",
        "They counted {cardinal|value=1204 1,204} seals.",
        "They counted {cardinal|value=12345678 12,345,678} seals.",
        "The reading was {cardinal|value=0.25 0.25}.",
        "The reading was {cardinal|value=0.5 .5}.",
        "Growth was {percent|value=8.26 8,26%}.",
        "The fee is {money|value=10000 10 000 euros}.",
        "A gap of {quantity|value=2.5 2 1/2 miles} remains.",
        "A gap of {quantity|value=2.5 2½ miles} remains.",
        "Shares rose {cardinal|value=0.625 5/8}.",
        "The dose is {quantity|value=0.001 1e-3 grams}.",
        "Mass: {quantity|value=0.0025 2.5×10^-3 grams}.",
        "It weighs {quantity|value=534300000 534.3 million tonnes}.",
        "It cooled to {quantity|value=-5|unit=Cel -5 degrees Celsius}.",
        "It cooled to {quantity|value=-40|unit_name=fahrenheit minus 40 degrees Fahrenheit}.",
        "It cooled to {quantity|value=-40 minus-40 degrees}.",
    ]);
}

#[test]
fn words_are_read_in_all_their_forms() {
    check(&[
        "{cardinal|value=3 Three} ships left.",
        "{cardinal|value=31755 Thirty-one thousand seven hundred fifty-five} pupils came.",
        "{cardinal|value=102 A hundred and two} pupils came.",
        "{cardinal|value=2005 Two thousand and five} pupils came.",
        "{cardinal|value=3000240 Three million, two hundred and forty} votes were cast.",
        "{cardinal|value=1200 Twelve hundred} pupils came.",
        "{cardinal|value=12 A dozen} eggs broke.",
        "{cardinal|value=36 Three dozen} eggs broke.",
        "{cardinal|value=2500000 Two and a half million} people fled.",
        "{cardinal|value=1500000 One point five million} people fled.",
        "{cardinal|value=500000 Half a million} people fled.",
        "{cardinal|value=6 Half a dozen} people fled.",
        "{cardinal|value=250000 A quarter of a million} people fled.",
        "{cardinal|value=2000000 2 million} people fled.",
        "{cardinal|value=400 4 hundred} people fled.",
        "Parts per million were measured.",
    ]);
}

#[test]
fn fractions_and_shares_have_the_value_of_a_part() {
    check(&[
        "{cardinal|value=0.5 Half} of the voters stayed away.",
        "{cardinal|value=0.5 Half} the voters stayed away.",
        "{cardinal|value=0.25 A quarter} of the voters stayed away.",
        "{cardinal|value=0.75 Three quarters} of the voters stayed away.",
        "{cardinal|value=0.2 One in five} voters stayed away.",
        "{cardinal|value=0.6 Six out of 10} voters stayed away.",
        "{cardinal|value=0.75 Three of four} voters stayed away.",
        "It took {quantity|value=0.5|unit=h half an hour}.",
        "It gained {percent|value=0.5 half of 1 percent}.",
        "It cut {cardinal 789} jobs, about {cardinal|value=0.25 a quarter}, at once.",
        "The first half was dull.",
        "The bottom third is at risk.",
        "Sales rose in the last quarter.",
    ]);
    let kit = Kit::<Numbers>::new();
    for (text, value) in [
        ("Two-thirds of the voters stayed.", 2.0 / 3.0),
        ("A third of the voters stayed.", 1.0 / 3.0),
    ] {
        let document = kit.annotate(text);
        let found = rashomon_core::Document::layer(&document, "numbers").unwrap();
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(found.get(0).unwrap().number("value"), Some(value), "{text}");
    }
}

#[test]
fn powers_of_ten_in_the_plural_are_ranges() {
    check(&[
        "{cardinal|low=10000|high=100000|modifier=range Tens of thousands} marched.",
        "{cardinal|value=5500|low=1000|high=10000|modifier=range Thousands} marched.",
        "{cardinal|low=100|high=1000|modifier=range Hundreds} of {counted farmers} marched.",
        "{cardinal|low=100000|high=1000000|modifier=range Hundreds of thousands} of farmers marched.",
        "They lost {money|low=1000000|high=10000000|modifier=range|unit_name=dollar millions of dollars}.",
    ]);
}

#[test]
fn vague_numbers_have_bounds() {
    check(&[
        "{cardinal|value=1000|low=1000|high=10000|modifier=vague Many thousands} marched.",
        "{cardinal|value=12|low=12|high=120|modifier=vague Dozens} of farmers marched.",
        "{cardinal|low=20|high=200|modifier=vague Scores} of farmers marched.",
        "{cardinal|low=300|high=999|modifier=vague Several hundred} farmers marched.",
        "{cardinal|low=3000|modifier=vague A few thousand} farmers marched.",
        "He posted scores of {cardinal 70} and {cardinal 71}.",
    ]);
}

#[test]
fn ordinals_stand_alone() {
    check(&[
        "It was the {ordinal|value=30 30th} anniversary.",
        "It was the {ordinal|value=3 third} time.",
        "It was the {ordinal|value=21 twenty-first} attempt.",
        "It was the first attempt.",
        "It was on 5th Avenue.",
        "It was in the 19th century.",
        "He had second thoughts.",
    ]);
    Kit::<Numbers>::new().option("ordinals", "false").check("It was the 30th anniversary.");
}

#[test]
fn ranges_are_one_number() {
    check(&[
        "It takes {quantity|value=4|low=3|high=5|modifier=range 3-5 days}.",
        "It takes {quantity|low=3|high=5 3 to 5 days}.",
        "It takes between {quantity|low=3|high=5 3 and 5 days}.",
        "It takes from {quantity|low=3|high=5 3 to 5 days}.",
        "It takes {quantity|low=3|high=4 three or four days}.",
        "A pie is {money five} or {money six euros}.",
        "It costs {money|low=10000000000|high=15000000000 $10 to $15 billion}.",
        "It costs {money|low=200|high=4000000 $200 to $4 million}.",
        "It costs between {money|low=3000000|high=5000000 $3 and $5 million}.",
        "It costs {money|low=2|high=3 $2-$3}.",
        "There were {cardinal|low=4000|high=5000 four to five thousand} people.",
        "It is an {quantity|low=18|high=24|unit_name=\"year of age\" 18- to 24-year-old} group.",
        "It has a {quantity|value=7|unit=[in_i] 7}- or {quantity|value=8|unit=[in_i] 8-inch} screen.",
        "It fell from {percent 46 percent} to {percent 32 percent}.",
    ]);
}

/// A table without line breaks is one sentence; twice the numbers must not take four times as long.
#[test]
fn a_table_in_one_line_is_read_in_one_go() {
    let text = format!("{}and so 7 ships left.", "5,".repeat(200_000));
    let kit = Kit::<Numbers>::new();
    let document = kit.annotate(&text);
    let found = rashomon_core::Document::layer(&document, "numbers").unwrap();
    let last = found.iter().last().unwrap();
    assert_eq!(last.number("value"), Some(7.0));
    let text = format!("{}and so 7 ships left.", "5, 125, ".repeat(100_000));
    assert!(rashomon_core::Document::layer(&kit.annotate(&text), "numbers").unwrap().len() > 1);
}

#[test]
fn thousands_of_tokenized_text_are_one_number() {
    check(&[
        "An estimated {cardinal|value=10000 10, 000} {counted people} came.",
        "They counted {cardinal|value=1500000 1, 500, 000} {counted birds}.",
        "They ran {quantity|unit=m 100}, {quantity 200} and {quantity|value=300|unit=m 300 metres}.",
        "It is a {cardinal|value=300 300} - {counted seat} hall.",
        "He is a {quantity|value=59|unit_name=\"year of age\" 59 - year - old} pilot.",
        "After {cardinal|modifier=at_least 3} - plus {counted rounds} he left.",
    ]);
}

#[test]
fn a_unit_and_a_half_is_one_and_a_half_of_it() {
    check(&[
        "It took {quantity|value=1.5|unit=h an hour and a half}.",
        "It took {quantity|value=1.5|unit=a a year and a half}.",
        "It took {quantity|value=2.5|unit=h two and a half hours}.",
        "Output fell by {cardinal|change=down a third}.",
    ]);
}

#[test]
fn scales_reach_over_a_plus() {
    check(&[
        "They owe {money|value=600000000000|modifier=at_least|unit=USD $600-plus billion}.",
        "They met {cardinal|modifier=about 40}-odd {counted sailors}.",
        "He is {cardinal|modifier=about 40}ish.",
    ]);
}

#[test]
fn steps_of_a_rise_are_ranges_one_behind_the_other() {
    let document = Kit::<Numbers>::new().annotate("The fee grows from $10 to $20 to $40.");
    let layer = rashomon_core::Document::layer(&document, "numbers").unwrap();
    let bounds: Vec<_> = layer.iter().map(|it| (it.number("low"), it.number("high"))).collect();
    assert_eq!(bounds, [(Some(10.0), Some(20.0)), (Some(20.0), Some(40.0))]);
    assert!(layer.iter().all(|it| it.attribute("change").is_none()));
}

#[test]
fn what_falls_is_no_range() {
    check(&[
        "It fell from {cardinal 20} to {cardinal 15}.",
        "It takes {cardinal|modifier=range|low=31000|high=160000 31,000 to 160,000} of them.",
        "It costs {money|low=5000000|high=10000000 $5m-10m}.",
    ]);
}

#[test]
fn degrees_below_zero_are_negative() {
    check(&[
        "It was {quantity|value=-20|unit=deg 20 degrees below zero}.",
        "It was {quantity|value=-5|unit=deg 5 below zero}.",
    ]);
}

#[test]
fn money_of_tokenized_text_and_halves_of_units() {
    check(&[
        "They ask {money|value=1099 $1, 099} for it.",
        "They ask {money|value=500000 $500, 000}.",
        "It burnt {quantity|value=0.5|unit=[mi_i] half a mile} away.",
        "It burnt {quantity|value=0.5|unit=[mi_i] a half mile} away.",
        "The first half hour was dull.",
    ]);
}

#[test]
fn votes_and_alternatives_are_two_numbers() {
    check(&[
        "It passed by a vote of {cardinal 90} to {cardinal 10}.",
        "It fell in the {quantity|unit=mo three} or {quantity|unit=mo six months} after.",
        "About {cardinal|modifier=about|value=200000 200, 000} ({cardinal|value=20000 20, 000} of them) came.",
    ]);
}

#[test]
fn parts_of_a_unit_behind_a_hyphen() {
    check(&[
        "It was {quantity|value=0.25|unit_name=point a quarter-point} cut.",
        "It is a {quantity|value=0.5|unit=h half-hour} drive.",
        "He lives a {quantity|value=0.5 half-mile} off.",
        "It was a half-hearted try.",
        "It grew from {quantity|low=2600|high=5200|unit=MW 2 600MW to 5 200MW}.",
        "It took {quantity|unit=a three}, even {quantity|unit=a five years}.",
    ]);
}

#[test]
fn halves_and_quarters_of_scales() {
    check(&[
        "{cardinal|value=1500000 A million and a half} {counted people} fled.",
        "{cardinal|value=750000 Three quarters of a million} {counted people} fled.",
        "They sold {cardinal|value=3500 3,500} of {cardinal|value=7000 7,000} {counted tickets}.",
        "{cardinal|value=0.8 Eight of 10} {counted tickets} are sold.",
    ]);
}

#[test]
fn a_bound_can_stand_without_the_change() {
    let alone = Kit::<Numbers>::new().option("bounded_changes", "false");
    let document = alone.annotate("Sales were up about 5 %. Sales fell more than 6 %.");
    let found = rashomon_core::Document::layer(&document, "numbers").unwrap();
    let changes: Vec<_> = found.iter().map(|it| it.text("change")).collect();
    assert_eq!(changes, [None, None]);
    alone.check("Sales rose by around {percent|change=up|modifier=about 5 %}.");
    alone.check("Sales rose almost {percent|change=up|modifier=almost 5 %}.");
    alone.check("Sales rose {percent|change=up|modifier=exact 5 %}.");
    check(&[
        "Sales were up about {percent|modifier=about|change=up 5 %}.",
        "Sales fell more than {percent|modifier=more_than|change=down 5 %}.",
    ]);
}
