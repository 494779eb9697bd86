//! The shape of the workspace: who may import whom, and under which licences dependencies come.
#![forbid(unsafe_code)]
#![allow(missing_docs, clippy::unwrap_used, reason = "tests with helpers")]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package};

fn metadata() -> Metadata {
    MetadataCommand::new()
        .manifest_path(common::root().join("Cargo.toml"))
        .other_options(vec!["--locked".into(), "--all-features".into()])
        .exec()
        .unwrap()
}

/// What a crate of the workspace may import from it; plugins and leaves are told apart by their folder.
fn allowed(package: &Package) -> &'static [&'static str] {
    const CORE: &str = "rashomon-core";
    const TEXT: &str = "rashomon-text";
    match package.name.as_str() {
        "rashomon-core" => &[],
        "rashomon-text" | "rashomon-formats" | "rashomon-report" => &[CORE],
        // The analyzers themselves only with the feature `bundled`; see the test below.
        "rashomon-runner" => &[
            CORE,
            TEXT,
            "rashomon-formats",
            "rashomon-report",
            "rashomon-stories",
            "rashomon-entities",
            "rashomon-quotes",
            "rashomon-numbers",
            "rashomon-timeline",
            "rashomon-sentiment",
        ],
        // The grouping into stories, the test kit and the plugins.
        _ => &[CORE, TEXT],
    }
}

/// Nothing imports these, so they may import anything.
const LEAVES: [&str; 3] = ["rashomon-train", "rashomon-trials", "rashomon-benches"];

#[test]
fn dependencies_point_one_way() {
    let metadata = metadata();
    let members: BTreeMap<_, _> =
        metadata.workspace_packages().into_iter().map(|it| (it.name.to_string(), it)).collect();
    for (name, package) in &members {
        for dependency in package.dependencies.iter().filter(|it| members.contains_key(&it.name)) {
            assert!(
                !LEAVES.contains(&dependency.name.as_str()),
                "{name} imports the leaf {}",
                dependency.name
            );
            let free =
                LEAVES.contains(&name.as_str()) || dependency.kind == DependencyKind::Development;
            assert!(
                free || allowed(package).contains(&dependency.name.as_str()),
                "{name} must not import {}",
                dependency.name
            );
        }
    }
}

#[test]
fn the_runner_imports_analyzers_only_when_they_are_bundled() {
    let metadata = metadata();
    let runner =
        metadata.workspace_packages().into_iter().find(|it| it.name == "rashomon-runner").unwrap();
    let plugins = runner.dependencies.iter().filter(|it| it.kind == DependencyKind::Normal);
    let plugins: Vec<_> = plugins
        .filter(|it| {
            rashomon_runner::SHIPPED.iter().any(|name| it.name == format!("rashomon-{name}"))
        })
        .collect();
    assert_eq!(plugins.len(), 5);
    assert!(plugins.iter().all(|it| it.optional));
    let by_default = &runner.features["default"];
    assert!(!by_default.iter().any(|it| it == "bundled" || it.contains("dep:rashomon-")));
}

#[test]
fn every_crate_is_built_by_default() {
    let metadata = metadata();
    let all: BTreeSet<_> = metadata.workspace_members.iter().collect();
    let default: BTreeSet<_> = metadata.workspace_default_members.iter().collect();
    assert_eq!(all, default);
    // With a `default-run`, `cargo run` would build the program alone and find no plugin.
    assert!(metadata.workspace_packages().iter().all(|it| it.default_run.is_none()));
}

/// Whether an SPDX expression can be met with these licences; `A/B` in old manifests means `A OR B`.
fn fits(expression: &str, allowed: &BTreeSet<&str>) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<_> = spaced.split_whitespace().collect();
    let (result, rest) = any(&words, allowed);
    result && rest.is_empty()
}

fn any<'a, 'w>(words: &'a [&'w str], allowed: &BTreeSet<&str>) -> (bool, &'a [&'w str]) {
    let (mut result, mut rest) = all(words, allowed);
    while let ["OR", after @ ..] = rest {
        let (other, left) = all(after, allowed);
        (result, rest) = (result | other, left);
    }
    (result, rest)
}

fn all<'a, 'w>(words: &'a [&'w str], allowed: &BTreeSet<&str>) -> (bool, &'a [&'w str]) {
    let (mut result, mut rest) = one(words, allowed);
    while let ["AND", after @ ..] = rest {
        let (other, left) = one(after, allowed);
        (result, rest) = (result & other, left);
    }
    (result, rest)
}

fn one<'a, 'w>(words: &'a [&'w str], allowed: &BTreeSet<&str>) -> (bool, &'a [&'w str]) {
    match words {
        ["(", inner @ ..] => {
            let (result, rest) = any(inner, allowed);
            (result, rest.strip_prefix(&[")"]).expect("brackets are closed"))
        }
        [licence, "WITH", exception, rest @ ..] => {
            (allowed.contains(&*format!("{licence} WITH {exception}")), rest)
        }
        [licence, rest @ ..] => (allowed.contains(licence), rest),
        [] => (false, words),
    }
}

#[test]
fn licences_of_dependencies_are_on_the_list() {
    let list = fs::read_to_string(common::root().join("deny.toml")).unwrap();
    let list = list.split_once("allow = [").unwrap().1.split_once(']').unwrap().0;
    let allowed: BTreeSet<_> = list.split('"').skip(1).step_by(2).collect();
    assert!(
        fits("(MIT OR GPL-3.0) AND Zlib", &allowed) && !fits("(MIT OR Zlib) AND GPL-3.0", &allowed)
    );
    for package in metadata().packages {
        let licence = package.license.as_deref().unwrap_or("none");
        assert!(
            fits(licence, &allowed),
            "{} is licensed under {licence}, which deny.toml does not allow",
            package.name
        );
    }
}
