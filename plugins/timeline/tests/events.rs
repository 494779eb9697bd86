//! The phrase that happens at a time.
#![forbid(unsafe_code)]

mod common;

use crate::common::check;

#[test]
fn event_is_the_clause_around_the_time() {
    check(&[
        "On {DATE#1 Monday}, {event#1 the council closed the harbour}.",
        "{event#1 The council closed the harbour} on {DATE#1 Monday}, and the ferries stopped.",
        "The ferries stopped when {event#1 the council closed the harbour} on {DATE#1 Monday}.",
        "{event#1 The mayor, who travels to Oslo} on {DATE#1 Friday}, met bankers.",
        "{event#1 The mayor, a former judge, resigned} {DATE#1 Monday}.",
        "{event#1 The council said {DATE#1 Monday} that the harbour would close}.",
        "{event#1 The talks follow a war that began} in {DATE#1 2011}.",
    ]);
}

#[test]
fn events_have_their_subject() {
    check(&[
        "{event#1 Berg shot and killed a wolf} in {DATE#1 May 2019}.",
        "{event#1 Berg, {DATE#1 now} a judge based in Oslo, has resigned}.",
        "{event#1 Berg, who {DATE#1 recently} announced his retirement}, is to speak.",
        "{DURATION#1 A week} after the fire broke out, {event#1 the mayor resigned}.",
        "At {DATE#1 Tuesday}'s debate, {event#1 the mayor spoke}.",
        "{event#1 The hall was shut} until {DATE#1 Christmas}, she said.",
        "{event#1 They hired him as head coach} on {DATE#1 June 27, 2001}.",
        "{event#1 The firm said in a filing (in Oslo) {DATE#1 Tuesday} that it grew}.",
        "{event#1 A rider was killed after falling from a horse} {DATE#1 Tuesday}, officials said.",
        "{DATE#1 Tuesday}, {event#1 Berg, who runs the harbour, resigned}.",
        "{event#1 That order was reversed in the {DATE#1 February} survey}.",
        "{event#1 We're in {DATE#1 2011}}.",
    ]);
}

#[test]
fn a_time_before_a_noun_dates_the_noun() {
    check(&[
        "A spokesman said {DATE#1 Monday}'s {event#1 talks between Berg and Dahl} were useful.",
        "Berg pulled out of the {DATE#1 2015} {event#1 harbour agreement}, she said.",
        "They asked about meddling in the {DATE#1 2016} {event#1 election}.",
        "The court read {event#1 Berg's {DATE#1 2013} letter to Dahl}.",
        "{event#1 Berg confirmed the sale in a {DATE#1 Monday} letter}.",
        "{event#1 The mayor spoke at {DATE#1 Tuesday}'s debate}.",
        "{event#1 Berg spoke with Dahl} on {DATE#1 Sunday} about the “closed harbour,” she said.",
    ]);
}

#[test]
fn what_happens_then_can_stand_behind_the_time() {
    check(&[
        "Berg buys time until {DATE#1 April}, when {event#1 the town votes for a mayor}.",
        "The hall has been shut since {DATE#1 last month}, when {event#1 Berg resigned}, she said.",
        "{event#1 Berg resigned} on {DATE#1 Monday}, when the council met.",
        "Dahl raised the alarm, with {event#1 the first boats leaving Oslo} on {DATE#1 Sunday}.",
    ]);
}
