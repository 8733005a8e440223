//! Profiles: settings for a kind of copy, under one name. Each is a file of `profiles/`, written as `onrecord.toml` is.

/// A profile.
pub struct Profile {
    /// Its name.
    pub name: &'static str,
    /// Its settings, below a comment that says what they are for.
    pub text: &'static str,
}

impl Profile {
    /// The profile of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        PROFILES.iter().find(|profile| profile.name == name)
    }

    /// What it is for: the comment it begins with.
    pub fn about(&self) -> String {
        let comment = self.text.lines().map_while(|line| line.strip_prefix("# "));
        comment.collect::<Vec<_>>().join(" ")
    }
}

macro_rules! profiles {
    ($($name:literal),* $(,)?) => {
        /// Every profile.
        pub const PROFILES: &[Profile] = &[$(
            Profile { name: $name, text: include_str!(concat!("../../../profiles/", $name, ".toml")) }
        ),*];
    };
}

profiles!["wire", "magazine", "opinion", "press-release", "court"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::config::{Config, layer::Layer};
    use onrecord::Checker;

    #[test]
    fn each_says_what_it_is_for_and_names_rules_that_exist() {
        for profile in PROFILES {
            assert!(profile.about().ends_with('.'), "{}", profile.name);
            let layer = Layer::profile(profile).unwrap();
            assert!(!layer.settings.is_empty() && layer.overrides.is_empty() && layer.extend.is_none());
            let config = Config::of([layer.settings]);
            config.apply(&mut Checker::built_in().catalogue).unwrap();
        }
    }
}
