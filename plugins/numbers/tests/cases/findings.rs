//! What is said of a number: what is counted, bounds, changes, claimants.

use rashomon_numbers::Numbers;
use rashomon_testkit::Kit;

use crate::check;

#[test]
fn what_is_counted_ends_at_the_first_plural() {
    check(&[
        "{cardinal 350} {counted troops} left.",
        "{cardinal 350} {counted British troops} left.",
        "{cardinal 350} more {counted British troops} left.",
        "{cardinal Four} {counted different bosses} left.",
        "{cardinal 2,300} {counted wooden garden sheds} burnt.",
        "{cardinal 40} {counted laid-off employees} sued.",
        "{cardinal 8,500} {counted troops} on alert left.",
        "{cardinal Three} {counted people} died.",
        "{cardinal Five} {counted women} sang.",
        "{cardinal 20} {counted aircraft} flew.",
        "{cardinal 35} {counted digital and physical sales} ran.",
        "{cardinal Two} of {counted Berg's deputies} left.",
        "{cardinal Two} of the country's {counted ministers} left.",
        "The {cardinal 11} {counted member trade agreement} holds.",
        "A {cardinal 21}-{counted gun} salute was fired.",
        "{percent 30 percent} of {counted voters} stayed.",
        "{quantity 5 tons} of {counted grain} rotted.",
        "{cardinal 310} {counted homes} and {cardinal 140} by lot were sold.",
        "{cardinal|value=3000|unit_name=\"test per day\" 3,000} {counted tests} per day were made.",
        "{cardinal One} {counted topic} repeatedly came up.",
        "{cardinal 40} died.",
        "{cardinal 300} were stranded there.",
    ]);
}

#[test]
fn bounds_and_approximations_are_modifiers() {
    check(&[
        "{cardinal|modifier=exact|low=20|high=20 20} men came.",
        "More than {cardinal|modifier=more_than|low=20 20} men came.",
        "Over {cardinal|modifier=more_than 20} men came.",
        "At least {cardinal|modifier=at_least 20} men came.",
        "No fewer than {cardinal|modifier=at_least 20} men came.",
        "{cardinal|modifier=at_least 20} or more men came.",
        "{cardinal|modifier=at_least 20}-plus men came.",
        "{cardinal|modifier=at_least 20}+ men came.",
        "Fewer than {cardinal|modifier=less_than|high=20 20} men came.",
        "Just under {cardinal|modifier=less_than 20} men came.",
        "Up to {cardinal|modifier=at_most|high=20 20} men came.",
        "No more than {cardinal|modifier=at_most 20} men came.",
        "As many as {cardinal|modifier=at_most 20} men came.",
        "About {cardinal|modifier=about 20} men came.",
        "Some {cardinal|modifier=about 20} men came.",
        "~{cardinal|modifier=about 20} men came.",
        "{cardinal|modifier=about 20} or so men came.",
        "An estimated {cardinal|modifier=about 20} men came.",
        "Nearly {cardinal|modifier=almost|high=20 20} men came.",
        "It lasted almost {quantity|modifier=almost|value=5|high=5 five hours}.",
        "It lasted over {quantity|modifier=more_than two hours}.",
        "It sells under {money|modifier=less_than $10}.",
        "They fly over {quantity|modifier=more_than 100 kilometres} ({quantity|modifier=more_than 60 miles}).",
    ]);
}

#[test]
fn rises_falls_and_additions_are_changes() {
    check(&[
        "Trade went up by {percent|change=up 70%}.",
        "Trade rose {percent|change=up 70%}.",
        "Trade fell {percent|change=down 7%} to {money $2.3 billion}.",
        "Trade, down {percent|change=down 9.2%} on the year, fell.",
        "They want to raise exports by {percent|change=up 35 per cent}.",
        "The index lost {quantity|change=down 240 points}, or {percent|change=down 0.8%}.",
        "Shares closed at {money $23}, off {money|change=down 12.5 cents}.",
        "Prices were {percent|change=up 3%} higher.",
        "Another {cardinal|change=increment 350} troops left.",
        "{cardinal|change=increment 350} more troops left.",
        "An additional {cardinal|change=increment 350} troops left.",
        "They gave up {cardinal 5} seats.",
        "They moved to drop the {cardinal 22} charges.",
        "They lost {cardinal two} games.",
    ]);
}

#[test]
fn numbers_inside_quotations_name_their_claimant() {
    // Without the quotes analyzer there is nobody to name.
    let kit = Kit::<Numbers>::new();
    let document = kit.annotate("\"We saw 40 ships,\" Berg said.");
    let found = rashomon_core::Document::layer(&document, "numbers").unwrap();
    assert_eq!(found.len(), 1);
    assert!(found.get(0).unwrap().attribute("claimant").is_none());
}

#[test]
fn what_is_counted_may_stand_behind_another_number() {
    check(&["At least {cardinal seven} of the town's {cardinal 44} {counted councillors} left."]);
}

#[test]
fn participles_may_describe_what_is_counted() {
    check(&[
        "{cardinal 40} {counted wounded soldiers} left.",
        "{cardinal|value=9000000 9 million} {counted internally displaced people} fled.",
        "{cardinal 40} wounded in the fire left.",
        "It bought {quantity 3 tonnes} of {counted oil}, papers say.",
    ]);
}

#[test]
fn a_bound_is_none_behind_a_verb_of_movement() {
    check(&[
        "It will go up to {percent|modifier=exact 5 percent}.",
        "It pays up to {percent|modifier=at_most 5 percent}.",
    ]);
}

#[test]
fn verbs_of_change_may_have_an_object() {
    check(&[
        "It helped lift the index {percent|change=up 2 percent}.",
        "It fell {quantity four days} before the vote.",
        "Prices are {percent|change=up 12%} higher than in May.",
        "The ban was lifted {quantity 3 days} ago.",
    ]);
}

#[test]
fn rates_of_things_are_named_in_the_singular() {
    check(&["It saves {cardinal|unit_name=\"life per year\" 30} {counted lives} a year."]);
}

#[test]
fn owners_and_degrees_lead_to_what_is_counted() {
    check(&[
        "Even {cardinal seven} {counted less politicized panels} met.",
        "It was the {ordinal third} {counted inter-city match}.",
        "He is {cardinal one} of this region's {counted most famous poets}.",
        "He is {cardinal one} of several {counted critics}.",
        "Children under the age of {quantity|modifier=less_than|unit_name=\"year of age\" 5 years} stay.",
        "It missed the estimates of {cardinal|modifier=exact 64,900}.",
    ]);
}

#[test]
fn a_superlative_is_counted_with_its_domain() {
    check(&[
        "It is {cardinal one} of the {counted tallest towers in the country} that leans.",
        "She spent {cardinal one} of the {counted finest hours of her life} there.",
        "It is {cardinal one} of the most {counted curious and gentle animals in West Ruritania}, Berg said.",
        "It is {cardinal one} of the {counted oldest inns} in this street.",
        "It is {cardinal one} of the {counted worst storms} in May.",
        "It is {cardinal one} of the {counted sharpest debates in Ruritanian politics}.",
        "It is {cardinal one} of the {counted lowest rates in Ruritania} last year.",
        "It is {cardinal one} of the {counted lowest rates in Ruritania} today.",
        "They own the {cardinal five} {counted largest mills in the valley} selling flour.",
        "It is {cardinal one} of the {counted small inns} in the town.",
    ]);
}

#[test]
fn sorts_are_counted_with_what_they_are_sorts_of() {
    check(&[
        "They sell {cardinal 40} {counted kinds of garden tools}.",
        "They taxed {cardinal 310} {counted categories of goods} from there.",
        "They sold {cardinal 40} {counted bottles} of ink.",
        "She met {cardinal 40} {counted types} of the old school.",
    ]);
}

#[test]
fn a_range_behind_from_is_no_change() {
    check(&[
        "The fee rose from {money|low=10|high=20 $10 to $20}.",
        "The fee rose by {money|change=up $10}.",
    ]);
    let document = Kit::<Numbers>::new().annotate("The fee rose from $10 to $20.");
    let layer = rashomon_core::Document::layer(&document, "numbers").unwrap();
    assert!(layer.iter().all(|it| it.attribute("change").is_none()));
}

#[test]
fn comparatives_are_not_counted() {
    check(&[
        "It is {cardinal one} {counted step} closer to it.",
        "It ended {cardinal 3.5} higher.",
        "They suck up {cardinal hundreds of millions}.",
    ]);
}

#[test]
fn names_in_the_plural_lead_to_what_they_name() {
    check(&[
        "They sold {cardinal 500} {counted Comet 4s} in May.",
        "It hit {cardinal millions} of {counted Windows computers}.",
        "They bought {cardinal thousands} of {counted COVID -19 tests}.",
        "It is {cardinal one} of the town's {counted biggest ever heists}.",
        "{cardinal Two} {counted Americans} died.",
    ]);
}

#[test]
fn bounds_and_changes_that_are_none() {
    check(&[
        "In excess of the {percent|modifier=exact 28 percent} stayed.",
        "They care about {cardinal|modifier=exact a thousand} things.",
        "They lost the race by {quantity ten points}.",
    ]);
}

#[test]
fn quoted_words_and_pairs_stay_in_the_noun() {
    check(&[
        "They chose {cardinal 27} “{counted at-large” delegates}.",
        "It is {cardinal one} of the most {counted costly and complicated maritime salvage projects}.",
        "Some {cardinal 200} {counted uniformed and mounted officers} came.",
        "He owns {cardinal two} other, {counted unrelated firms}.",
        "Of {cardinal 8 million} cast none was lost.",
        "They want to drive down the current {percent|unit=% 6 per cent} rate.",
        "It will grow closer to {cardinal|modifier=about 2 million}.",
    ]);
}

#[test]
fn bounds_that_are_denied_and_downs_that_are_none() {
    check(&[
        "It cannot exceed {money|modifier=at_most $110 billion}.",
        "They must not exceed {cardinal|modifier=at_most 20} {counted guests}.",
        "She told a story about {cardinal|modifier=exact four} {counted rabbits}.",
        "He pulled down {cardinal 5} {counted rebounds}.",
        "The party was down {cardinal|change=down 52} {counted seats}.",
        "It is {cardinal one} of the {counted Super Tuesday contests}.",
    ]);
}

#[test]
fn things_that_are_dropped_are_no_fall() {
    check(&[
        "The board dropped {cardinal two} {counted fishing rules}.",
        "The club dropped {cardinal|change=down three} {counted places}.",
        "Shares closed down {quantity|change=down 24 points}.",
        "They closed down {cardinal 40} {counted mills}.",
    ]);
    let kit = Kit::<Numbers>::new();
    for (text, change) in [
        ("The board dropped two fishing rules.", None),
        ("They closed down 40 mills.", None),
        ("The club dropped three places.", Some("down")),
    ] {
        let document = kit.annotate(text);
        let found = rashomon_core::Document::layer(&document, "numbers").unwrap();
        assert_eq!(found.get(0).unwrap().text("change"), change, "{text}");
    }
}

#[test]
fn an_age_to_come_is_an_age() {
    check(&[
        "She will be {quantity|unit_name=\"year of age\" 60} in May.",
        "He will be {quantity|unit_name=\"year of age\" 60}.",
    ]);
}

#[test]
fn nouns_go_on_behind_some_plurals_and_parts() {
    check(&[
        "They met {cardinal two} {counted weapons inspectors}.",
        "It was the {ordinal|value=3 third} {counted fiscal quarter}.",
        "They left the {cardinal two} {counted Carolinas}.",
    ]);
}

#[test]
fn what_is_in_an_order_is_not_counted_elsewhere() {
    let text = "She had her third straight win, and just 2.5 ahead of the rest she rested.";
    let document = Kit::<Numbers>::new().annotate(text);
    let found = rashomon_core::Document::layer(&document, "numbers").unwrap();
    assert_eq!(found.get(1).unwrap().span_of("counted"), None);
}

#[test]
fn a_unit_behind_more_is_a_unit() {
    check(&["It went on for {quantity|change=increment|unit=mo three more months}."]);
}
