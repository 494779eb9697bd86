//! Options of any value.

use arbitrary::{Result, Unstructured};
use rashomon_core::ffi::CallError;
use rashomon_core::{OptionKind, OptionValue, OwnedDocument};

use crate::text::annotated;
use crate::{analyzers, layer};

const TEXT: &str = "Anna Berg said on Tuesday that “some 300 people” had come to Oslo, 5 % more than in 2019. \
    “It is a disaster,” she told reporters.";

/// Gives each analyzer options of any value, mostly of the declared type. What it refuses it says why; with what it
/// takes it still analyzes without a fault.
///
/// # Panics
/// If that does not hold.
pub fn options(data: &[u8]) {
    let mut document = annotated("options", TEXT);
    document.set_metadata("published", "2022-02-08");
    // A fuzzer that runs out of bytes has set what it wanted to set.
    let _ = run(&mut Unstructured::new(data), &mut document);
}

fn run(u: &mut Unstructured<'_>, document: &mut OwnedDocument) -> Result<()> {
    for plugin in analyzers::plugins() {
        let name = &plugin.info().name;
        let texts: Vec<String> = (0..2).map(|_| u.arbitrary()).collect::<Result<_>>()?;
        let mut values = Vec::new();
        for text in &texts {
            let index = u.int_in_range(0..=plugin.info().options.len())?;
            let declared = plugin.info().options.get(index).map(|it| it.kind);
            let kind = if u.ratio(1, 8)? { None } else { declared };
            values.push((
                index as u16,
                match kind {
                    Some(OptionKind::Bool) => OptionValue::Bool(u.arbitrary()?),
                    Some(OptionKind::Integer) => OptionValue::Integer(u.arbitrary()?),
                    Some(OptionKind::Float) => OptionValue::Float(u.arbitrary()?),
                    _ => OptionValue::String(text),
                },
            ));
        }
        let instance = match plugin.create(&values) {
            Err(CallError::Panicked(message)) => panic!("{name}: {message} with {values:?}"),
            Err(_) => plugin.create(&[]).expect("defaults are taken"),
            Ok(instance) => instance,
        };
        let layer = instance.analyze(document);
        document.add_layer(layer.unwrap_or_else(|it| panic!("{name}: {it} with {values:?}")));
    }
    layer::check_all(document);
    Ok(())
}
