//! Forms that times take: numbers in many orders, clocks with zones, short forms of business reports, feasts.
#![forbid(unsafe_code)]

mod common;

use crate::common::check;

#[test]
fn timestamps_are_times_with_their_zone() {
    check(&[
        "Logged at {TIME|value=2022-02-08T12:48:14Z|begin=2022-02-08T12:48:14Z|resolution=explicit 2022-02-08T12:48:14Z}.",
        "Logged at {TIME|value=2022-02-08T12:48Z 2022-02-08T12:48Z} by hand.",
        "Logged at {TIME|value=2022-02-08T12:48:14+01:00 2022-02-08T12:48:14+01:00} by hand.",
        "Logged at {TIME|value=2022-02-08T12:48:14 2022-02-08 12:48:14} by hand.",
        "Logged in {DATE|value=2022-W06|begin=2022-02-07 2022-W06} and on {DATE|value=2022-02-09 2022-W06-3}.",
    ]);
}

#[test]
fn order_of_digits_is_read_from_the_document_and_its_date() {
    check(&[
        "Logged on {DATE|value=2022-08-02 8/2/2022}.",
        "Logged on {DATE|value=2022-02-25 25/2/2022} and {DATE|value=2022-02-08|resolution=narrative 8/2/2022}.",
        "Logged on {DATE|value=2022-10-11|resolution=publication 11/10/2022}.",
        "Logged on {DATE|value=2022-02-08 8.2.2022}.",
    ]);
}

#[test]
fn zones_are_shown_in_the_interval() {
    check(&[
        "It began at {TIME|value=2022-10-11T18:00|begin=2022-10-11T18:00-04:00 6 p.m. ET Tuesday}.",
        "It began at {TIME|value=2022-01-11T18:00|begin=2022-01-11T18:00-05:00 6 p.m. ET Jan. 11, 2022}.",
        "It began at {TIME|value=2022-10-12T18:00Z|begin=2022-10-12T18:00Z 18.00 GMT}.",
        "It began at {TIME|value=2022-10-12T14:00|begin=2022-10-12T14:00+03:00 14:00 GMT+3}.",
        "It ended at {TIME|value=2022-10-12T24:00|begin=2022-10-13T00:00 midnight}.",
        "It began at {TIME|value=2022-10-12T06:00 0600 hours} and again at {TIME|value=2022-10-12T17:06 17:06 hours local time}.",
    ]);
}

#[test]
fn hours_take_the_part_of_the_day_beside_them() {
    check(&[
        "It began at {TIME|value=2022-10-12T05:00 5 this morning}.",
        "It began at {TIME|value=2022-10-10T20:00 8 Monday night}.",
        "It began at {TIME|value=2022-10-12T10:30 half past ten}.",
        "It ran from {TIME|value=2022-10-12T09:00 9} to {TIME|value=2022-10-12T17:00 5 p.m.} in the hall.",
        "It ran between {TIME|value=2022-10-12T15:00 3} and {TIME|value=2022-10-12T17:00 5 p.m.} in the hall.",
        "It began in {TIME|value=2022-10-11TMO|modifier=START the early hours of Tuesday}.",
    ]);
}

#[test]
fn business_reports_have_short_forms() {
    check(&[
        "Sales fell in {DATE|value=2021-Q3 3Q21} and {DATE|value=2022-Q3 Q3 FY22}.",
        "Sales fell in {DATE|value=2021-H1|end=2021-06-30 H1 2021} and {DATE|value=2021-H2 2H 2021}.",
        "Sales fell in {DATE|value=2022 FY2022} and {DATE|value=2022 FY22}.",
        "They waited {DURATION|value=P9M three quarters} for it.",
    ]);
}

#[test]
fn weekdays_and_months_lie_at_a_distance() {
    check(&[
        "It closed {DATE|value=2022-10-03 a week ago Monday}.",
        "It will close {DATE|value=2022-10-21 a week from Friday}.",
        "It will close {DATE|value=2022-10-24 Monday week}.",
        "It closed {DATE|value=2022-09-30 two Fridays ago}.",
        "It closed {DATE|value=2022-10-03 the Monday before last}.",
        "It closed {DATE|value=2022-W39 the week before last}.",
        "It closed {TIME|value=2022-10-10TNI the night before last}.",
        "It closed on {DATE|value=2022-10-03 the 3rd}.",
        "It will close on {DATE|value=2022-11-01 the 1st of next month}.",
        "It closed five days prior to the vote on {DATE|value=2022-07-03 Sunday the 3rd}."
            .replace("five days", "{DURATION|value=P5D five days}")
            .as_str(),
    ]);
}

#[test]
fn ranges_share_their_year() {
    check(&[
        "It was open {DATE|value=2020-06-07 June 7} to {DATE|value=2020-06-09 9, 2020}.",
        "It was open in {DATE|value=1984 1984/85}.",
        "It was built in {DATE|value=18 the 19th} and {DATE|value=19 20th centuries}.",
        "A {DATE|value=18 19th-century} mill stood there.".replace("A {", "The {").as_str(),
    ]);
}

#[test]
fn years_of_other_eras_and_of_turns_have_values() {
    check(&[
        "It was built in {DATE|value=BC0044|begin= 44 BC} and {DATE|value=0079 AD 79}.",
        "It was built in {DATE|value=BC04|begin= the 5th century BC}.",
        "It was built at {DATE|value=2000|modifier=APPROX the turn of the century}.",
        "It was built in {DATE|value=200 the noughties}, the '{DATE|value=199 90s}."
            .replace("the '{DATE|value=199 90s}", "{DATE|value=199 the '90s}")
            .as_str(),
        "In the year 12022 it will be 99999 days old.",
    ]);
}

#[test]
fn feasts_move() {
    check(&[
        "It closed for {DATE|value=2022-04|modifier=APPROX|begin=2022-04-02|end=2022-04-30 Ramadan}.",
        "It closed on {DATE|value=2022-10-05 Yom Kippur}.",
        "It closed after the {DATE|value=2001-09-11 Sept. 11} attacks, after {DATE|value=2001-09-11 9/11}.",
        "It will close on {DATE|value=2022-11-25 Black Friday}.",
        "It closed on {DATE|value=2022-02-14 Valentine's Day}, {DATE|value=2022-03-17 St. Patrick's Day}, {DATE|value=2023-01-01 New Year's Day}.",
        "It closed on {DATE|value=2022-05-08 Mother's Day} and {DATE|value=2022-02-21 Presidents' Day}.",
    ]);
}

#[test]
fn numbers_that_only_look_like_times_are_none() {
    check(&[
        "The screen has 1920 x 1200 points.",
        "She ran for a touchdown in the second quarter.",
        "Workers above the age of 50 years may join.",
        "It is too soon to tell.",
        "They talked of the long-term plan.",
        "They aired “Coffee Hour Sunday” again.",
    ]);
}

#[test]
fn things_that_last_are_as_old_as_they_have_lasted() {
    check(&[
        "The {DURATION|value=P18M|begin=2021-04-12|end=2022-10-12 18-month-old} war went on.",
        "The 18-month-old boy slept.",
        "It took {DURATION|value=P2Y6M 2½ years}.",
        "It came after {DURATION|value=P1Y a year}'s delay.",
    ]);
}

#[test]
fn words_around_a_time_tell_where_it_lies() {
    check(&[
        "It may have an effect in {DATE|value=2022-11 November}.",
        "Bob Dahl took office in {DATE|value=2022-01 January}.",
        "They sold hundreds since {DATE|value=2022-01-05 Jan. 5}.",
        "They counted ten between {DATE|value=2022-01-01 Jan. 1} and {DATE|value=2022-09-18 Sept. 18}.",
        "She told a radio host on {DATE|value=2022-10-11 Tuesday} that it rained.",
        "The singer, who died {DATE|value=2022-10-09 Sunday} at 94, was loved.",
        "It rained {DATE|value=2022-SU last summer}, it rained {DATE|value=2021-FA last autumn}.",
        "In the year ended {DATE|value=2022-01-31 Jan. 31}, it grew."
            .replace("the year ended", "{DURATION|value=P1Y|end=2022-01-31 the year} ended")
            .as_str(),
        "They said that {DATE|value=2022-10-10 Monday}'s vote was fair.",
        "The record set on {DATE|value=2022-08-06 Aug. 6} stands.",
    ]);
}

#[test]
fn lengths_lie_beside_the_years_and_days_that_bound_them() {
    check(&[
        "Sales rose in {DURATION|value=P3M|begin=2022-07-01|end=2022-09-30 the three months} ended {DATE|value=2022-09-30 Sept. 30}.",
        "Sales rose in {DURATION|value=P9M|begin=2021-01-01|end=2021-09-30 the first nine months} of {DATE|value=2021 2021}.",
        "Sales rose in {DURATION|value=P2M|begin=2021-11-01|end=2021-12-31 the last two months} of {DATE|value=2021 last year}.",
        "It was open for {DURATION|value=P6W|begin=2022-03-01|end=2022-04-11 six weeks} from {DATE|value=2022-03-01 March 1, 2022}.",
        "It was open for {DURATION|value=P2D|begin= two days}.",
        "It has rained for {DURATION|value=P15Y|begin=2007-10-12 the past decade and a half}.",
    ]);
}

#[test]
fn comparisons_hang_on_what_is_compared() {
    check(&[
        "Sales fell in {DATE|value=2022-Q3 the third quarter} from {DATE|value=2021-Q3 a year earlier}.",
        "Sales fell in {DURATION|value=P9M the nine months} from {DATE|value=2021 a year earlier}.",
        "Sales fell in {DATE|value=2022-Q3 the third quarter} from {DATE|value=2020-Q3 the 2020 period}.",
    ]);
}

#[test]
fn speakers_day_is_told_behind_the_last_sentence_of_the_quotation() {
    check(&[
        "“The council votes {DATE|value=2022-10-10|resolution=narrative today}. It is time,” she said {DATE|value=2022-10-10 Monday}.",
        "“The council votes {DATE|value=2022-10-12|resolution=publication today}. It is time,” she said.",
    ]);
    check(&["The scene of {TIME|value=XXXX-XX-XXTNI|resolution=unresolved that night} is untrue."]);
}
