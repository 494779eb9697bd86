//! How a unit is written out: in plain English, and as a UCUM expression or ISO 4217 code.

use std::fmt::Write as _;

use super::{ENTRIES, Factor, Unit};

/// Writes the plain English name; for a missing first factor the counted noun stands there already.
pub(crate) fn write_name(unit: Unit, out: &mut String) {
    if let Some(factor) = unit.first {
        write_factor_name(factor, out);
    }
    for factor in unit.per.into_iter().flatten() {
        out.push_str(" per ");
        write_factor_name(factor, out);
    }
}

fn write_factor_name(factor: Factor, out: &mut String) {
    let Some(entry) = ENTRIES.get(usize::from(factor.id)) else { return };
    out.push_str(match factor.power {
        2 => "square ",
        3 => "cubic ",
        -1 => "inverse ",
        -2 => "inverse square ",
        -3 => "inverse cubic ",
        _ => "",
    });
    out.push_str(entry.name);
}

/// Writes the UCUM expression or ISO code; nothing if a factor has none.
pub(crate) fn write_symbol(unit: Unit, out: &mut String) {
    let all = unit.first.into_iter().chain(unit.per.into_iter().flatten());
    let symbol = |it: Factor| ENTRIES.get(usize::from(it.id)).map_or("", |it| it.symbol);
    if unit.first.is_none() || all.clone().any(|it| symbol(it).is_empty()) {
        return;
    }
    for (index, factor) in all.enumerate() {
        if index > 0 {
            out.push('/');
        }
        let symbol = symbol(factor);
        let compound = symbol.contains(['.', '/']) && !symbol.starts_with('{');
        if compound && (index > 0 || factor.power != 1) {
            out.push('(');
            out.push_str(symbol);
            out.push(')');
        } else {
            out.push_str(symbol);
        }
        if factor.power != 1 {
            write!(out, "{}", factor.power).expect("writing to a string cannot fail");
        }
    }
}

#[cfg(test)]
mod tests {
    use rashomon_core::fold_hash;

    use super::super::{DOLLAR, Factor, Unit, word};
    use super::{write_name, write_symbol};

    #[test]
    fn ucum_expressions_are_put_together() {
        let metre = word(fold_hash("metre")).unwrap().id;
        let year = word(fold_hash("year")).unwrap().id;
        let mut unit = Unit::of(DOLLAR);
        unit.divide(Factor { id: metre, power: 2 });
        unit.divide(Factor { id: year, power: 1 });
        let (mut name, mut symbol) = (String::new(), String::new());
        write_name(unit, &mut name);
        write_symbol(unit, &mut symbol);
        assert_eq!(
            (name.as_str(), symbol.as_str()),
            ("dollar per square metre per year", "USD/m2/a")
        );
    }
}
