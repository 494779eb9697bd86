//! Units: money, measures, ages, and units taken over from a neighbour.

use crate::check;

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
fn units_are_taken_over_from_a_neighbour() {
    check(&[
        "It is {quantity|unit=[in_i] 5}, {quantity|unit=[in_i] 6} or {quantity|unit=[in_i] 7 inches} wide.",
        "It fell {quantity 52 points} to {quantity|unit_name=point 3,210.50}.",
        "The index rose {percent 8 percent} to {cardinal|value=3650 3,650}.",
        "{cardinal Nine} of the {cardinal 16} {counted riddles} were solved.",
    ]);
}

#[test]
fn rates_by_units_of_time_have_the_unit_of_time() {
    check(&[
        "It reads {quantity|unit=MBy/s|value=30 30 megabytes per second} on both disks.",
        "It reads {quantity|unit=MBy/s|value=30 30 megabytes per second} halfway through.",
    ]);
}

#[test]
fn two_figures_of_one_amount_are_added() {
    check(&[
        "He paid {money|value=3.5|unit=USD 3 dollars 50 cents}.",
        "He paid {money|value=3.2|unit=GBP 3 pounds 20 pence}.",
        "He paid {money|value=5.1|unit=USD five dollars and ten cents}.",
        "He is {quantity|value=5.5|unit=[ft_i] 5 feet 6 inches} tall.",
        "He is {quantity|value=6.25|unit=[ft_i] 6'3\"}.",
        "The {quantity|value=6.5|unit=[ft_i] 6-foot-6} keeper left.",
        "It ran {quantity 2 hours} {quantity 10 minutes}.",
    ]);
}

#[test]
fn money_by_the_year_and_signs_with_a_stop() {
    check(&[
        "It is a {money|value=2000000000|unit=USD/a $2 billion-a-year} trade.",
        "Fees are {money|unit=BDT|value=400 Tk 400} now.",
    ]);
}

#[test]
fn lengths_side_by_side_share_their_unit() {
    check(&[
        "It measures {quantity|unit=m 5} by {quantity|unit=m 7 metres}.",
        "It measures {quantity|unit=[in_i] 3} x {quantity|unit=[in_i] 4 inches}.",
    ]);
}

#[test]
fn ages_in_lists_of_names() {
    check(&[
        "His sons are Bo Lund, Jr., {quantity|unit_name=\"year of age\" 38}; Ivar, {quantity|unit_name=\"year of age\" 34}; and Per.",
        "Police held Berg, {quantity|unit_name=\"year of age\" 26}, {quantity two months} later.",
    ]);
}

#[test]
fn a_time_that_is_over_lends_no_unit() {
    check(&["It rose {quantity 11 days} ago to above {cardinal|modifier=more_than 600}."]);
}

#[test]
fn the_country_of_the_text_tells_whose_money_it_is() {
    check(&[
        "Ottawa and Toronto said Canadians would pay {money|unit=CAD $40 million}.",
        "The US and Canada and Ottawa and Toronto agreed on {money|unit=USD $5 billion}.",
        "Canada will pay {money|unit=USD $5 billion}.",
        "In Auckland New Zealand will spend {money|unit=NZD $5m} ({money|unit=USD US$3m}).",
        "Sydney's Australian bank made {money|unit=USD $300m}; its {money|unit=AUD A$20} fee stays.",
        "Mexico said the road cost {money|unit=MXN|unit_name=\"Mexican peso\" 5 million pesos}.",
        "It cost {money|unit_name=peso 5 million pesos}.",
        "Gabon spent {money|unit=XAF 20 million CFA francs}.",
        "In Cairo the ministry gave {money|unit=EGP 40 million pounds} to Egyptian farms, and {money|unit=GBP £5}.",
        "Cairo and London gave {money|unit=GBP 40 million pounds}.",
    ]);
}

#[test]
fn units_of_the_world_have_their_codes() {
    check(&[
        "They paid {money|unit=MDL 40 Moldovan lei}.",
        "They paid {money|unit=SAR SR300m}.",
        "They hold {quantity|unit=[gal_br] 300 imperial gallons}.",
        "It fell to {quantity|unit=mbar 950 millibars}.",
        "It covers {quantity|unit_name=dunam 30 dunams}.",
        "It makes {quantity|unit=Mt/a 3 Mtpa}.",
        "Rates rose {quantity|unit_name=\"basis point\"|change=up 50 bps}.",
        "It has {quantity|unit=mg/dL 5 mg/dl} of sugar.",
    ]);
}

#[test]
fn ages_are_told_by_he_and_she() {
    check(&[
        "At {quantity|unit_name=\"year of age\" 16} he was a singer.",
        "By {quantity|unit_name=\"year of age\" 23} she led the choir.",
    ]);
}

#[test]
fn a_nationality_behind_dollars() {
    check(&["It costs {money|unit=CAD $10 Canadian} or {money|unit=USD $10 U.S.} today."]);
}

#[test]
fn an_age_of_two_people() {
    check(&[
        "Berg and Lund, both {quantity|unit_name=\"year of age\" 51}, left.",
        "He faces {cardinal two} {counted counts} of fraud.",
    ]);
}

#[test]
fn ages_at_death_and_now() {
    check(&[
        "Berg died yesterday at {quantity|unit_name=\"year of age\" 44}.",
        "Lund, who is now {quantity|unit_name=\"year of age\" 27}, left.",
        "Bo Lund, {quantity|unit_name=\"year of age\" 23} and from Moorby, left.",
        "Just over {cardinal|value=1300000 1.3m} had paid.",
    ]);
}

#[test]
fn ages_of_people_without_a_name() {
    check(&[
        "The actress, {quantity|unit_name=\"year of age\" 26}, left.",
        "Anna Berg, then {quantity|unit_name=\"year of age\" 27}, left.",
        "I have sung since I was {quantity|unit_name=\"year of age\" five}.",
        "It took a {quantity|value=0.5|unit=d half-day} trip.",
    ]);
}

#[test]
fn heights_and_weights_of_people() {
    check(&[
        "She is {quantity|value=6.25|unit=[ft_i] 6ft 3in} tall.",
        "She is {quantity|value=5.5|unit=[ft_i] 5ft 6}.",
        "She weighs {quantity|value=10.5|unit=[stone_av] 10st 7lb}.",
        "It is the {ordinal 21st} match.",
    ]);
}

#[test]
fn scales_name_the_unit() {
    check(&[
        "It is {quantity|value=40|unit=Cel 40} on the Celsius scale.",
        "It scored between {quantity|low=20|high=30|unit=GPa 20 and 30} on the GPa scale.",
        "It scored {cardinal 40} on the wide scale.",
    ]);
}

#[test]
fn a_currency_in_words_overrules_the_sign() {
    check(&[
        "It costs {money|unit=MXN $500 Mexican pesos}.",
        "It costs {money|unit=GBP £5 sterling}.",
        "It costs {money|unit=USD $5} in rand.",
        "It costs {money|unit=USD $5 million dollars}.",
        "They bought {money|unit=USD $5} sterling silver rings.",
    ]);
}
