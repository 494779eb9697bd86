//! Sums of weights of which there are few: all are made when a model is read, and nothing has to be found.

use crate::features::{Counts, InRun, of_contexts};
use crate::model::Sums;
use crate::statistics::Usage;

/// The sums.
#[derive(Clone, Debug)]
pub(crate) struct Direct {
    in_run: Vec<Sums>,
    counts: Vec<Sums>,
    contexts: Vec<Sums>,
}

impl Direct {
    /// Those of a model, in which `add` adds the weights of a feature.
    pub(crate) fn new(add: impl Fn(u32, &mut Sums)) -> Self {
        Self {
            in_run: table(InRun::VALUES, |it, sums| {
                InRun::of(it).features(&mut |feature, _| add(feature, sums));
            }),
            counts: table(Counts::VALUES, |it, sums| {
                Counts::of(it).features(&mut |feature, _| add(feature, sums));
            }),
            contexts: table(usize::from(u8::MAX) + 1, |it, sums| {
                of_contexts(it as u8, &mut |feature, _| add(feature, sums));
            }),
        }
    }

    /// Of a place in a run.
    #[inline]
    pub(crate) fn in_run(&self, place: InRun) -> &Sums {
        &self.in_run[place.number()]
    }

    /// Adds those of the usage of a capitalised word.
    #[inline]
    pub(crate) fn add_usage(&self, usage: Usage, sums: &mut Sums) {
        sums.add_sums(&self.counts[Counts::new(usage).number()]);
        sums.add_sums(&self.contexts[usize::from(usage.contexts)]);
    }
}

/// So many sums, made by their numbers.
fn table(len: usize, make: impl Fn(usize, &mut Sums)) -> Vec<Sums> {
    let mut all = vec![Sums::default(); len];
    for (number, sums) in all.iter_mut().enumerate() {
        make(number, sums);
    }
    all
}

#[cfg(test)]
mod tests {
    use crate::features::InRun;

    #[test]
    fn places_in_runs_have_numbers() {
        for number in 0..InRun::VALUES {
            assert_eq!(InRun::of(number).number(), number);
        }
    }
}
