//! Short cases: an expression, its value and why.
#![forbid(unsafe_code)]

use rashomon_testkit::Kit;
use rashomon_timeline::Timeline;

/// Published on Wednesday, 14 October 2020, a day of ISO week 42.
fn check(marked: &[&str]) {
    let kit = Kit::<Timeline>::new().published("2020-10-14");
    for case in marked {
        kit.check(case);
    }
}

fn check_undated(marked: &[&str]) {
    let kit = Kit::<Timeline>::new();
    for case in marked {
        kit.check(case);
    }
}

#[test]
fn full_dates_are_explicit() {
    check(&[
        "The dam broke on {DATE|value=1998-03-07|begin=1998-03-07|end=1998-03-07|resolution=explicit March 7, 1998}.",
        "The dam broke on {DATE|value=1998-03-07 7 March 1998}.",
        "The dam broke on {DATE|value=1998-03-07 Saturday, March 7, 1998}.",
        "The dam broke on {DATE|value=1998-03-07 the 7th of March, 1998}.",
        "The dam broke on {DATE|value=1998-03-07 Mar. 7, 1998}.",
        "Report of {DATE|value=1998-03-07 1998-03-07} on the dam.",
        "Report of {DATE|value=1998-03-07 3/7/1998} on the dam.",
        "Report of {DATE|value=1998-03-17 17/3/1998} on the dam.",
        "The dam broke in {DATE|value=1998-03|begin=1998-03-01|end=1998-03-31 March 1998}.",
        "The dam broke in {DATE|value=1998|begin=1998-01-01|end=1998-12-31 1998}.",
    ]);
}

#[test]
fn days_that_no_calendar_has_are_not_guessed() {
    check(&[
        "They promised it for {DATE|value=2020-02 February} 30.",
        "Version 2021-02-30 is out.",
    ]);
}

#[test]
fn weekday_is_the_last_one_unless_the_tense_looks_ahead() {
    check(&[
        "The minister resigned {DATE|value=2020-10-13|resolution=publication Tuesday}.",
        "The minister resigned on {DATE|value=2020-10-14 Wednesday}.",
        "The minister will resign {DATE|value=2020-10-20 Tuesday}.",
        "The minister is to resign on {DATE|value=2020-10-16 Friday}.",
        "The minister was due to meet {DATE|value=2020-10-16 Friday} with the mayor.",
        "The meeting had been scheduled for {DATE|value=2020-10-09 Friday}.",
        "The mayor, who travels to Oslo on {DATE|value=2020-10-16 Friday}, met bankers.",
        "The strike lasts until {DATE|value=2020-10-16 Friday}.",
        "The strike has lasted since {DATE|value=2020-10-09 Friday}.",
    ]);
}

#[test]
fn weekday_of_the_publication_is_the_publication() {
    Kit::<Timeline>::new()
        .published("2022-02-08")
        .check("The envoy flew home {DATE|value=2022-02-08 Tuesday}.");
}

#[test]
fn last_and_next_exclude_the_publication() {
    check(&[
        "It rained {DATE|value=2020-10-07 last Wednesday}.",
        "It will rain {DATE|value=2020-10-21 next Wednesday}.",
        "It rained {DATE|value=2020-10-05 Monday last week}.",
        "It will rain {DATE|value=2020-10-18 this coming Sunday}.",
        "It rained on {DATE|value=2020-08-28 the last Friday in August}.",
        "It rained one {DATE|value=XXXX-WXX-7|resolution=unresolved Sunday}.",
        "It rained {DATE|value=2020-10-08 Thursday} through {DATE|value=2020-10-12 Monday}.",
    ]);
}

#[test]
fn days_are_counted_from_the_publication() {
    check(&[
        "It rained {DATE|value=2020-10-13 yesterday}.",
        "It rains {DATE|value=2020-10-14 today}.",
        "It will rain {DATE|value=2020-10-15 tomorrow}.",
        "It rained {DATE|value=2020-10-12 the day before yesterday}.",
        "It rained {TIME|value=2020-10-13TNI last night}.",
        "It rained {TIME|value=2020-10-14TMO this morning}.",
        "It rained {TIME|value=2020-10-12TEV Monday evening}.",
        "It rains {TIME|value=2020-10-14TNI tonight}.",
        "They wrote in Sunrise Today of the rain.",
    ]);
}

#[test]
fn month_is_the_last_one_unless_that_is_eight_months_away() {
    check(&[
        "The bridge closed in {DATE|value=2020-08 August}.",
        "The bridge closes in {DATE|value=2020-11 November}.",
        "The bridge will close in {DATE|value=2021-02 February}.",
        "The bridge closed {DATE|value=2019-11 last November}.",
        "The bridge closed on {DATE|value=2020-05-03 May 3}.",
        "The bridge will close on {DATE|value=2021-01-03 Jan. 3}.",
        "The bridge closed in {DATE|value=2019-06 June last year}.",
        "The bridge closed in {DATE|value=2017-09 September} and {DATE|value=2017-12 December 2017}.",
        "The bridge closed from {DATE|value=2017-11-03 Nov. 3} to {DATE|value=2018-01-05 Jan. 5, 2018}.",
        "In {DATE|value=2020-01 January}, the bridge closed.",
    ]);
}

#[test]
fn months_that_are_other_words_need_a_sign() {
    check(&[
        "The court ruled in {DATE|value=2020-05 May}.",
        "The court may rule in {DATE|value=2021-05 May}.",
        "They marched in {DATE|value=2020-03 March}.",
        "An august body sat there.",
        "May you live long.",
        "April Jones and June Carter sang.",
        "Stories You May Like",
    ]);
}

#[test]
fn parts_of_a_longer_time_are_modifiers() {
    check(&[
        "It will open in {DATE|value=2021-02|modifier=MID|begin=2021-02-10|end=2021-02-19 mid-February}.",
        "It opened in {DATE|value=2020|modifier=START early 2020}.",
        "It opens at {DATE|value=2020-W42|modifier=END|end=2020-10-18 the end of this week}.",
        "It opened in {DATE|value=199|modifier=END the late 1990s}.",
        "It opened {DATE|value=2020-10|modifier=START earlier this month}.",
        "It opened {DATE|value=2020-10-13|modifier=END late Tuesday}.",
        "It opened {DATE|value=2020|modifier=END around year-end}.",
    ]);
}

#[test]
fn calendar_units_hang_on_the_publication() {
    check(&[
        "It opened {DATE|value=2020-W41|begin=2020-10-05|end=2020-10-11 last week}.",
        "It opens {DATE|value=2020-11 next month}.",
        "It opened {DATE|value=2019 last year}.",
        "It opened {DATE|value=2020-W42 this week}.",
        "It opened over {DATE|value=2020-W41-WE|begin=2020-10-10|end=2020-10-11 the weekend}.",
        "It will open at {DATE|value=2020-W42-WE the weekend}.",
    ]);
}

#[test]
fn narrative_carries_on() {
    check(&[
        "It opened in {DATE|value=2018-04 April 2018}. In {DATE|value=2018-04|resolution=narrative the same month} it closed.",
        "It opened on {DATE|value=2018-04-30 April 30, 2018}. {DATE|value=2018-05-01 The next day} it closed.",
        "It opened on {DATE|value=2020-10-12 Monday}. {DATE|value=2020-10-12|modifier=END Later in the day} it closed.",
        "It opened in {DATE|value=2015 2015}. {DATE|value=2017 Two years later} it closed.",
        "It opened in {DATE|value=2015 2015} and closed {DATE|value=2016 the following year}.",
    ]);
}

#[test]
fn distances_are_as_fine_as_their_unit() {
    check(&[
        "It opened {DATE|value=2018 two years ago}.",
        "It opened {DATE|value=2020-05 five months ago}.",
        "It opened {DATE|value=2020-10-04 10 days ago}.",
        "It opened {DATE|value=2020-09-30 two weeks ago}.",
        "It opened {DATE|value=2020-W37 five weeks ago}.",
        "It opened {DATE|value=2010|modifier=BEFORE more than a decade ago}.",
        "It opened {DATE|value=PAST_REF years ago}.",
        "It opened {DATE|value=PAST_REF 30,000 years ago}.",
        "It opened {DURATION|value=PXM months} after the vote.",
        "{DATE|value=XXXX-XX|resolution=unresolved Four months later} it closed.",
        "It will close {DATE|value=2023 three years from now}.",
    ]);
}

#[test]
fn lengths_of_time_keep_their_unit() {
    check(&[
        "It lasted {DURATION|value=P18M 18 months}.",
        "It lasted {DURATION|value=P2Y6M two and a half years}.",
        "It lasted {DURATION|value=PT30M half an hour}.",
        "It lasted for {DURATION|value=PT7H|modifier=LESS_THAN almost seven hours}.",
        "It was a {DURATION|value=PT25M 25-minute}-long walk.",
        "It was a {DURATION|value=P2D two-day} visit.",
        "It lasted {DURATION|value=P20Y two decades}.",
        "It lasted {DURATION|value=PXM several months}.",
        "It lasted for {DURATION|value=PXY years}.",
        "It lasted {DURATION|value=P2Y3M two years and three months}.",
        "It has lasted {DURATION|value=P3W|begin=2020-09-23|end=2020-10-14 the past three weeks}.",
        "It will last {DURATION|value=PXD the next few days}.",
        "It changed in {DURATION|value=PXW recent weeks}.",
        "The 30-year-old singer, 8 years old then, owns three-quarters of it.",
    ]);
}

#[test]
fn clock_times_take_the_day_beside_them() {
    check(&[
        "It began at {TIME|value=2020-10-13T22:00|begin=2020-10-13T22:00 10 p.m. Tuesday}.",
        "It began at {TIME|value=2020-10-14T16:30Z 16:30 UTC today}.",
        "It began at {TIME|value=2020-10-14T07:15|modifier=APPROX around 7:15 a.m.} in Oslo.",
        "It began at {TIME|value=2020-10-14T12:00 noon}.",
        "It began on {DATE|value=2020-10-12 Monday} at {TIME|value=2020-10-12T17:00 5pm}.",
        "It began at {TIME|value=2020-10-14T10:30 10:30}.",
    ]);
}

#[test]
fn lengths_of_films_and_scores_are_no_times() {
    check(&["2:46", "Watch: 5:02 of the match, which ended 3:1.", "They won 6-4 at home."]);
}

#[test]
fn quarters_are_the_last_that_have_begun() {
    check(&[
        "Sales fell in {DATE|value=2020-Q3|begin=2020-07-01|end=2020-09-30 the third quarter}.",
        "Sales fell in {DATE|value=2020-Q3 the quarter}.",
        "{DATE|value=2020-Q2 Second-quarter} sales fell.",
        "Sales fell in {DATE|value=2018-Q4 the fourth quarter of 2018}.",
        "Sales fell in {DATE|value=2019-Q1 last year's first quarter}.",
        "Sales fell in {DATE|value=2020-Q3 the third quarter} from {DATE|value=2019-Q3 a year earlier}.",
        "Sales fell in {DATE|value=2021-H1 the first half of 2021}.",
    ]);
}

#[test]
fn decades_centuries_seasons_and_holidays_have_values() {
    check(&[
        "It was built in {DATE|value=198|begin=1980-01-01|end=1989-12-31 the 1980s}.",
        "It was built in {DATE|value=19 the 20th century}.",
        "It was built in {DATE|value=2019-SU the summer of 2019}.",
        "It was built {DATE|value=2020-SP this spring}.",
        "It was built before {DATE|value=2019-12-25 last Christmas}.",
        "It opened on {DATE|value=2019-04-19 Good Friday 2019}.",
        "She is in her 80s.",
    ]);
}

#[test]
fn sets_recur() {
    check(&[
        "They meet {SET|value=P1M every month}.",
        "They meet {SET|value=P2Y every two years}.",
        "They meet {SET|value=P2D every other day}.",
        "They meet {SET|value=XXXX-WXX-4 each Thursday}.",
        "They meet on {SET|value=XXXX-WXX-2TNI Tuesday nights}.",
        "They meet {SET|value=P1W twice a week}.",
        "They earn $2 million a year at the daily paper.",
    ]);
}

#[test]
fn frequency_words_are_sets_on_request() {
    Kit::<Timeline>::new()
        .option("frequencies", "true")
        .check("They meet {SET|value=P1D daily} and earn $2 million {SET|value=P1Y a year}.");
}

#[test]
fn vague_times_are_references() {
    check(&[
        "They are {DATE|value=PRESENT_REF now} in Oslo.",
        "They {DATE|value=PAST_REF recently} left Oslo.",
        "They will leave {DATE|value=FUTURE_REF soon}.",
        "They will leave in {DATE|value=FUTURE_REF the near future}.",
        "They left as soon as they could.",
        "They meet every now and then on Blue Monday.",
    ]);
}

#[test]
fn numbers_of_four_digits_are_years_where_nothing_is_counted() {
    check(&[
        "The {DATE|value=2016 2016} elections were held in {DATE|value=2016 2016}.",
        "About 1900 soldiers and 2000 horses died.",
        "It cost $1995 and weighed 1800 pounds.",
        "Flight 1982 landed.",
    ]);
}

#[test]
fn today_in_a_quotation_is_the_day_of_the_speaker() {
    check(&[
        "\"The law is {DATE|value=2020-10-11|resolution=narrative today} dead,\" she said on {DATE|value=2020-10-11 Sunday}.",
        "\"The law is {DATE|value=2020-10-14|resolution=publication today} dead,\" she said.",
    ]);
}

#[test]
fn without_a_date_values_stay_open() {
    check_undated(&[
        "It rained {DATE|value=XXXX-WXX-1|begin=|resolution=unresolved Monday}.",
        "It rained on {DATE|value=XXXX-03-07|begin=|resolution=unresolved March 7}.",
        "It rained in {DATE|value=XXXX-03|resolution=unresolved March}.",
        "It rained {DATE|value=XXXX-XX-XX|resolution=unresolved yesterday}.",
        "It rained {DATE|value=XXXX-WXX|resolution=unresolved last week}.",
        "It rained {DATE|value=XXXX-XX|resolution=unresolved last month}.",
        "It rained {DATE|value=XXXX|resolution=unresolved last year}.",
        "It rained in {DATE|value=2011|resolution=explicit 2011}.",
    ]);
}
