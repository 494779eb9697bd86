//! `rashomon eval`.

mod args;

use std::io::Write as _;

use anyhow::{Context as _, bail};
use rashomon_runner::eval::{EvalOptions, Evaluation, Gold, GoldOptions, evaluate};
use rashomon_runner::{Engine, Output, Plan};
use rashomon_text::TextOptions;

pub(super) use self::args::Eval;
use self::args::EvalFormat;
use super::args::Common;
use super::console::{Console, print};
use super::run::style;
use super::source::{find, settings};
use super::{DONE, SOME_FAILED};

/// Failures and warnings that are named one by one; the JSON names all of them.
const NAMED: usize = 20;

pub(super) fn main(args: &Eval, common: &Common, console: &Console) -> anyhow::Result<u8> {
    let gold = Gold::read(
        &args.gold,
        &GoldOptions {
            analyzer: args.analyzer.clone(),
            offsets: args.offsets.into(),
            limit: args.limit,
        },
    )?;
    let catalog = find(common, console)?;
    let plan = Plan::new(&catalog, &[gold.analyzer().to_owned()])?;
    let settings = settings(&args.settings, common, &catalog, &plan)?;
    let text = TextOptions { include_boilerplate: args.include_boilerplate };
    let engine = Engine::new(&plan, &settings, text)?.with_offsets(args.offsets.into());
    // A comma too many names no label.
    let labels = args.labels.iter().map(|it| it.trim().to_owned()).filter(|it| !it.is_empty());
    let labels: Vec<_> = labels.collect();
    if labels.is_empty() && !args.labels.is_empty() {
        bail!("--labels names no label; write for example --labels PER,LOC");
    }
    let options = EvalOptions {
        labels,
        map: args.map.clone(),
        overlap: args.overlap,
        errors: args.errors.unwrap_or(0),
        jobs: args.jobs.map_or(0, Into::into),
        published: args.published.clone(),
        end_to_end: args.end_to_end,
    };
    let bar = console.progress();
    let evaluation = evaluate(&gold, &plan, &engine, &options, &mut |it| bar.show(it));
    bar.end();
    let evaluation = evaluation.with_context(|| gold.path().display().to_string())?;
    tell(&evaluation, console);
    if evaluation.documents == 0 {
        bail!("{}: no document could be scored", evaluation.gold);
    }
    write(args, &evaluation)?;
    Ok(if evaluation.faults.is_empty() { DONE } else { SOME_FAILED })
}

fn write(args: &Eval, evaluation: &Evaluation) -> anyhow::Result<()> {
    let to_terminal = args.output.is_none();
    let text = match args.format {
        EvalFormat::Table => evaluation.table(style(to_terminal)),
        EvalFormat::Json => format!("{:#}\n", evaluation.json()),
    };
    if let Some(path) = args.output.as_deref().filter(|it| *it != std::path::Path::new("-")) {
        let mut output = Output::create(path)?;
        let written = output.write_all(text.as_bytes()).and_then(|()| output.finish());
        written.with_context(|| format!("cannot write the result to {}", path.display()))?;
    } else {
        print(text.as_bytes())?;
    }
    Ok(())
}

/// Names what was left out of the score and what may be wrong with it.
fn tell(evaluation: &Evaluation, console: &Console) {
    for it in evaluation.warnings.iter().take(NAMED) {
        console.warn(it);
    }
    if evaluation.warnings.len() > NAMED {
        console
            .warn(&format!("and {} more warnings, in the JSON", evaluation.warnings.len() - NAMED));
    }
    for it in evaluation.faults.iter().take(NAMED) {
        let id = if it.id.is_empty() { String::new() } else { format!("{}: ", it.id) };
        console.warn(&format!("{}:{}: {id}{}", evaluation.gold, it.line, it.reason));
    }
    for it in &evaluation.notes {
        console.note(it);
    }
    let failed = evaluation.faults.len();
    if failed > 0 {
        let all = evaluation.documents + failed as u64;
        console.warn(&format!("{failed} of {all} documents are left out of the score"));
    }
}
