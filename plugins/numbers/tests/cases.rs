//! Short cases, one table for each family of rules. What is not marked must not be found.
#![forbid(unsafe_code)]

use rashomon_numbers::Numbers;
use rashomon_testkit::Kit;

#[track_caller]
fn check(cases: &[&str]) {
    let kit = Kit::<Numbers>::new();
    let failed: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| kit.check(case)));
            result.err().map(|error| {
                let message = error.downcast_ref::<String>().cloned();
                message.unwrap_or_else(|| format!("fails: {case}"))
            })
        })
        .collect();
    assert!(failed.is_empty(), "{} of {} cases:\n{}", failed.len(), cases.len(), failed.join("\n"));
}

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
fn vague_numbers_have_bounds() {
    check(&[
        "{cardinal|low=20000|high=99999|modifier=vague Tens of thousands} marched.",
        "{cardinal|low=2000|high=9999|modifier=vague Thousands} marched.",
        "{cardinal|low=200|high=999|modifier=vague Hundreds} of {counted farmers} marched.",
        "{cardinal|low=200000|high=999999|modifier=vague Hundreds of thousands} of farmers marched.",
        "{cardinal|low=24|high=99|modifier=vague Dozens} of farmers marched.",
        "{cardinal|low=40|high=99|modifier=vague Scores} of farmers marched.",
        "{cardinal|low=300|high=999|modifier=vague Several hundred} farmers marched.",
        "{cardinal|low=3000|modifier=vague A few thousand} farmers marched.",
        "They lost {money|low=2000000|modifier=vague|unit_name=dollar millions of dollars}.",
        "He posted scores of {cardinal 70} and {cardinal 71}.",
    ]);
}

#[test]
fn money_has_a_currency() {
    check(&[
        "It costs {money|value=5|unit=USD|unit_name=dollar $5}.",
        "It costs {money|value=1200000000|unit=USD $1.2bn}.",
        "It costs {money|value=1200000000|unit=USD $1.2 billion}.",
        "It costs {money|value=30000|unit=USD $30k}.",
        "It costs {money|value=61.30|unit=USD US $61.30}.",
        "It costs {money|value=12345678|unit=USD $US12,345,678}.",
        "It costs {money|value=23456789|unit=AUD $A23,456,789}.",
        "It costs {money|value=3700000000|unit=HKD HK$3.7 billion}.",
        "It costs {money|value=20|unit=GBP|unit_name=\"pound sterling\" £20}.",
        "It costs {money|value=20|unit=EUR 20 euros}.",
        "It costs {money|value=20|unit=EUR 20€}.",
        "It costs {money|value=50000000|unit=EUR EUR50m}.",
        "It costs {money|value=50|unit=CHF CHF 50}.",
        "It costs {money|value=700000000000|unit=USD 700 billion USD}.",
        "It costs {money|value=1200|unit_name=\"French franc\" 1,200 French francs}.",
        "It costs {money|value=210400000|unit=JPY 210.4 million yen}.",
        "It costs {money|value=40|unit=ILS 40 shekels}.",
        "It costs {money|value=6000000|unit=GBP PS6m}.",
        "It costs {money|value=17500|unit=JPY Y=17,500}.",
        "It costs {money|value=83|unit_name=cent 83 cents}.",
        "The prize was worth {money|unit=GBP 500 pounds}.",
        "The calf weighs {quantity|unit=[lb_av] 80 pounds}.",
        "He earns {money|value=15|unit=USD/h|unit_name=\"dollar per hour\" $15 an hour}.",
        "Oil fell to {money|unit_name=\"dollar per barrel\" $76 a barrel}.",
        "It paid {money|unit_name=\"cent per share\" 28 cents a share}.",
        "They bought {money|value=1000000 a million dollar} house.",
        "They have a {money|value=3500|unit=USD $3500} loan.",
    ]);
}

#[test]
fn measures_have_ucum_symbols_and_plain_names() {
    check(&[
        "It is {quantity|unit=km|unit_name=kilometre 5 km} away.",
        "It is {quantity|unit=[mi_i]|unit_name=mile five miles} away.",
        "It is {quantity|unit=[ft_i] 6 feet} tall.",
        "It is a {quantity|unit=[in_i] 8-inch} screen.",
        "It covers {quantity|unit=m2|unit_name=\"square metre\" 40 square metres}.",
        "It covers {quantity|unit=km2|unit_name=\"square kilometre\" 40 sq km}.",
        "It holds {quantity|unit=m3|unit_name=\"cubic metre\" 40 cubic metres}.",
        "It drove at {quantity|unit=km/h|unit_name=\"kilometre per hour\" 140 km/h}.",
        "It drove at {quantity|unit=[mi_i]/h|unit_name=\"mile per hour\" 87 mph}.",
        "It makes {quantity|unit=MW|unit_name=megawatt 30 MW}.",
        "It makes {quantity|unit=GW.h/a|unit_name=\"gigawatt hour per year\" 35 GWh a year}.",
        "It weighs {quantity|unit=kg 278kg}.",
        "It weighs {quantity|unit_name=tonne 3 tonnes}.",
        "It stores {quantity|unit=GBy|unit_name=gigabyte 64GB}.",
        "It runs at {quantity|unit=GHz 2.4 GHz}.",
        "It was {quantity|unit=Cel 12 C} outside.",
        "It was {quantity|unit=[degF] 90°F} outside.",
        "Fields reach {quantity|unit=kV/cm|unit_name=\"kilovolt per centimetre\" 10 kV/cm}.",
        "It is {quantity|unit=J/m2/a 20 J/m^2 per year}.",
        "Add {quantity|unit_name=tablespoon 2 tbsp} of oil.",
        "Levels hit {quantity|unit=[ppm] 420 parts per million}.",
        "The engine has {quantity|unit_name=horsepower 204 hp}.",
        "The pitch is {quantity|unit=um|unit_name=micrometre 410 μm}.",
        "It lasted {quantity|unit=h five hours}.",
        "It was a {quantity|unit=min 25-minute} walk.",
        "It was a {quantity|unit=min 25-minute}-long walk.",
        "She ran the {quantity|unit=m 400m} hurdles.",
        "Sales hit {cardinal|value=2700000 2.7m} records.",
        "He gained {quantity|unit=[yd_i] 230 rushing yards}.",
        "It grew {percent|value=3|unit=%|unit_name=percentage 3%} this year.",
        "It grew {percent|value=3 three per cent} this year.",
        "Rates rose a {percent|value=43.4 43.4 percent-owned} bank.",
        "Rates rose {quantity|unit_name=\"percentage point\" 2 percentage points}.",
        "Rates rose {quantity|unit_name=\"basis point\" 25 basis points}.",
        "It grew {quantity|value=6|unit_name=count sixfold}.",
        "It happened {quantity|value=4|unit_name=count four times}.",
    ]);
}

#[test]
fn units_leave_common_words_alone() {
    check(&[
        "In {cardinal 24} A320s the seats were changed.",
        "All the members met in the hall, {cardinal 5} in all.",
        "She won {cardinal 3} in a row.",
        "He gave {cardinal 20} us soldiers a hand.",
        "There were {cardinal 12} c students.",
    ]);
}

#[test]
fn ages_are_quantities() {
    check(&[
        "A {quantity|value=15|unit=a|unit_name=\"year of age\" 15-year-old} was hurt.",
        "A girl {quantity|unit_name=\"year of age\" 15 years old} was hurt.",
        "Anna Berg, {quantity|value=66|unit_name=\"year of age\" 66}, was hurt.",
        "She has sons, ages {quantity 10}, {quantity 9} and {quantity|unit_name=\"year of age\" 4}.",
        "Children aged {quantity|low=8|high=10|unit_name=\"year of age\" 8-10 years} came.",
        "A boy aged {quantity|unit_name=\"year of age\" 12} was hurt.",
        "She was at the age of {quantity|unit_name=\"year of age\" 40} a judge.",
        "He met the girl, who was {quantity|unit_name=\"year of age\" 10}.",
        "It is for those {quantity|unit_name=\"year of age\"|modifier=at_least 18 years} or older.",
    ]);
}

#[test]
fn years_dates_and_times_are_no_quantities() {
    check(&[
        "It began in 2014.",
        "It began on 4 June 2014.",
        "It began on June 4.",
        "It began on Jan. 5, 2014.",
        "It began on the 4th of June.",
        "It began on June 4th.",
        "It ran from June 4 to 8.",
        "It began in the 1960s.",
        "It began in the '90s.",
        "It fell in 2008-09.",
        "It fell in 2013/14.",
        "It fell in mid-2019.",
        "The file is dated 2022-02-08.",
        "The file is dated 3/4/2021.",
        "The 9/11 attacks changed that.",
        "It returned to its 1997 borders.",
        "It began at 10:30.",
        "It began at 5pm.",
        "It began at 5 p.m. sharp.",
        "It began at 9 to 5pm.",
        "It began at 0401 GMT.",
        "2:46",
        "It was built in 1856.",
        "It was built between 1600 and 1900.",
        "It ends in 2020 rather than 2018.",
        "{cardinal|value=2000 2,000} people came.",
        "Some {cardinal|value=2000 2000} people came.",
        "The World Cup 2018 season began.",
    ]);
}

#[test]
fn names_and_places_in_lists_are_no_quantities() {
    check(&[
        "He drives an XC40 to work.",
        "The TA-35 index closed.",
        "It is for COVID-19 patients.",
        "He bought a Falcon Watch 5 yesterday.",
        "The S&P 500 closed.",
        "The FTSE 100 closed.",
        "See Section 427 of the code.",
        "See No. 5 on the list.",
        "He is number one in the world.",
        "Flight 370 vanished.",
        "It flew a 737 to the coast.",
        "The Big Ten met.",
        "They live at 12 High Street.",
        "They live at 9 E 71st St in town.",
        "It is a 3-in-1 tool.",
        "They met one-on-one.",
        "It was a one-off.",
        "It is a two-way street.",
        "Call 555-1234 now.",
        "Agent 007 returned.",
        "Call 212 555 0147 now.",
        "Call 0700 900 1111 now.",
        "They ordered {cardinal 50} 787s.",
        "Shells hit posts 31 and 32.",
        "It began in the 22000 block of the road.",
        "Berg (4) scored.",
        "The Group of 20 met.",
        "Version 8.1.2 is out.",
        "The iPhone 4 sold well.",
        "It was tracked as 12345678901 there.",
    ]);
}

#[test]
fn scores_are_no_quantities() {
    check(&[
        "They won 23-20.",
        "They won 2-1 at home.",
        "Their record is 1-6-2.",
        "They lead 1 – 0.",
        "It was a 50-50 call.",
        "It seats {cardinal|low=10|high=15|modifier=range 10-15} people.",
    ]);
}

#[test]
fn idle_ones_and_twos_are_no_quantities() {
    check(&[
        "No one came.",
        "This is the one.",
        "One day he left.",
        "One another is enough.",
        "At one point he left.",
        "Each one was sold.",
        "The two agreed.",
        "{cardinal One} man came.",
        "{cardinal|value=1 One} of his {counted cousins} came.",
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
        "{cardinal Two} of Berg's {counted deputies} left.",
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
fn units_are_taken_over_from_a_neighbour() {
    check(&[
        "It is {quantity|unit=[in_i] 5}, {quantity|unit=[in_i] 6} or {quantity|unit=[in_i] 7 inches} wide.",
        "It fell {quantity 52 points} to {quantity|unit_name=point 3,210.50}.",
        "The index rose {percent 8 percent} to {cardinal|value=3650 3,650}.",
        "{cardinal Nine} of the {cardinal 16} {counted riddles} were solved.",
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

/// A table without line breaks is one sentence; twice the numbers must not take four times as long.
#[test]
fn a_table_in_one_line_is_read_in_one_go() {
    let text = format!("{}and so 7 ships left.", "5,".repeat(200_000));
    let document = Kit::<Numbers>::new().annotate(&text);
    let found = rashomon_core::Document::layer(&document, "numbers").unwrap();
    let last = found.iter().last().unwrap();
    assert_eq!(last.number("value"), Some(7.0));
}

#[test]
fn rates_by_units_of_time_have_the_unit_of_time() {
    check(&[
        "It reads {quantity|unit=MBy/s|value=30 30 megabytes per second} on both disks.",
        "It reads {quantity|unit=MBy/s|value=30 30 megabytes per second} halfway through.",
    ]);
}

#[test]
fn names_of_articles_in_the_manner_of_libraries_are_no_numbers() {
    check(&[
        "The paper is at 10.2345/abcd.",
        "The paper is at doi 10.23456/978-3, they say.",
        "It rose by {quantity|value=10.2345 10.2345 km}.",
    ]);
}
