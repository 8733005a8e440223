//! The learned weights of the features, by kind of anaphor: `model/antecedents.toml`, written by the trainer.

use super::features::{Anaphor, Feature};
use std::sync::LazyLock;

/// A weight for each feature of each kind of anaphor.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights(Vec<f32>);

/// The weights compiled into the program.
pub static BUILT_IN: LazyLock<Weights> =
    LazyLock::new(|| Weights::read(include_str!("../../../../../model/antecedents.toml")));

impl Default for Weights {
    fn default() -> Self {
        Self(vec![0.0; Anaphor::NAMES.len() * Feature::NAMES.len()])
    }
}

impl Weights {
    /// The weight of one feature.
    #[must_use]
    pub fn of(&self, anaphor: Anaphor, feature: Feature) -> f32 {
        self.0[anaphor as usize * Feature::NAMES.len() + feature as usize]
    }

    /// The same, to be changed by the trainer.
    pub fn of_mut(&mut self, anaphor: Anaphor, feature: Feature) -> &mut f32 {
        &mut self.0[anaphor as usize * Feature::NAMES.len() + feature as usize]
    }

    /// The sum of the weights of a candidate's features, in natural logarithms of the odds.
    #[must_use]
    pub fn score(&self, anaphor: Anaphor, features: &[Feature]) -> f32 {
        features.iter().map(|&f| self.of(anaphor, f)).sum()
    }

    /// Reads tables of `"feature" = weight`, one a kind of anaphor; what is not known counts nothing.
    #[must_use]
    pub fn read(toml: &str) -> Self {
        let mut weights = Self::default();
        let (mut row, mut last) = (None, 0);
        for line in toml.lines() {
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                (row, last) = (Anaphor::NAMES.iter().position(|n| *n == name), 0);
            } else if let (Some(row), Some((name, value))) = (row, line.split_once(" = "))
                && let Some(at) = after(last, name.trim_matches('"'))
            {
                last = at;
                weights.0[row * Feature::NAMES.len() + at] = value.parse().unwrap_or(0.0);
            }
        }
        weights
    }

    /// The file that [`read`](Self::read) reads.
    #[must_use]
    pub fn write(&self) -> String {
        let mut out = String::from("# Learned by `cargo run --release -p onrecord-train -- antecedents`.\n");
        for (row, name) in Anaphor::NAMES.iter().enumerate() {
            out += &format!("\n[{name}]\n");
            for (at, feature) in Feature::NAMES.iter().enumerate() {
                let weight = self.0[row * Feature::NAMES.len() + at];
                if weight.abs() >= 0.005 {
                    out += &format!("\"{feature}\" = {weight:.2}\n");
                }
            }
        }
        out
    }
}

/// The number of a feature, looked for from `last` on: files have them in order.
fn after(last: usize, name: &str) -> Option<usize> {
    let at = |from: usize, to: usize| Some(from + Feature::NAMES[from..to].iter().position(|n| *n == name)?);
    at(last, Feature::NAMES.len()).or_else(|| at(0, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut weights = Weights::default();
        *weights.of_mut(Anaphor::They, Feature::SpokeLast) = -1.25;
        assert_eq!(Weights::read(&weights.write()), weights);
        // Nothing in the file compiled in is misspelt.
        let file = include_str!("../../../../../model/antecedents.toml");
        assert_eq!(BUILT_IN.write(), file);
        assert!(BUILT_IN.score(Anaphor::He, &[Feature::SpokeLast, Feature::SameSentence]) > 0.0);
    }
}
