//! Measures that people weigh with besides carats and grams, and what they are. What is stored is always carats or
//! grams. Source: domain.md §14, row "Minerals and units".

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Grounds, Pack};
use crate::units::{Weight, WeightUnit};

/// A measure of weight that people use.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// What names it in a form.
    pub code: String,
    /// What it is called, by language; what stands in brackets explains it.
    pub names: BTreeMap<String, String>,
    /// What is weighed with it: stones (`ct100`) or gold (`mg`).
    #[serde(with = "UnitOfPack")]
    pub of: WeightUnit,
    /// How many thousandths of that unit it is.
    pub thousandths: u64,
    /// On what these figures stand.
    pub grounds: Grounds,
}

#[derive(Deserialize)]
#[serde(remote = "WeightUnit")]
enum UnitOfPack {
    #[serde(rename = "ct100")]
    Ct100,
    #[serde(rename = "mg")]
    Mg,
}

impl Measure {
    /// Decimals that a number of such measures can have.
    pub const DECIMALS: u8 = 3;

    /// What so many thousandths of it weigh, rounded to the unit that is stored; none if that is too much.
    #[must_use]
    pub fn weight(&self, thousandths: i64) -> Option<Weight> {
        const MILLION: i128 = 1_000_000;
        let exact = i128::from(thousandths) * i128::from(self.thousandths);
        let half = if exact < 0 { -MILLION / 2 } else { MILLION / 2 };
        let amount = i64::try_from((exact + half) / MILLION).ok()?;
        Some(Weight { amount, unit: self.of })
    }

    /// Whether this is its code or what people call it: `TOLA`, « grain », « grains ».
    #[must_use]
    pub fn is_called(&self, text: &str) -> bool {
        let wanted = text.trim().to_lowercase();
        let alone = |name: &String| name.split(" (").next().unwrap_or_default().to_lowercase();
        let plural = |name: &str| wanted.strip_suffix('s') == Some(name);
        let known = std::iter::once(self.code.to_lowercase()).chain(self.names.values().map(alone));
        known.into_iter().any(|name| name == wanted || plural(&name))
    }
}

impl Pack {
    /// The measures that people weigh this with.
    pub fn measures_of(&self, unit: WeightUnit) -> impl Iterator<Item = &Measure> {
        self.measures.iter().filter(move |measure| measure.of == unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_measure_is_weighed_exactly_and_rounded_once() {
        let congo = Pack::of("CD").unwrap();
        let grain = congo.measures_of(WeightUnit::Ct100).next().unwrap();
        let tola = congo.measures_of(WeightUnit::Mg).next().unwrap();
        let text = |measure: &Measure, thousandths| {
            measure.weight(thousandths).map(|weight| weight.to_string())
        };
        assert_eq!(text(grain, 8_000).as_deref(), Some("200 ct100"), "eight grains are two carats");
        assert_eq!(text(grain, 500).as_deref(), Some("13 ct100"), "half a hundredth is one more");
        assert_eq!(text(tola, 1_000).as_deref(), Some("11664 mg"));
        assert_eq!(text(tola, 10_000).as_deref(), Some("116638 mg"), "ten are weighed at once");
        assert_eq!(text(tola, i64::MAX), None);
        for called in ["GRAIN", "grain", "Grains "] {
            assert!(grain.is_called(called), "{called}");
        }
        assert!(!grain.is_called("g") && !grain.is_called("grai"));
    }
}
