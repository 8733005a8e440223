//! What can be set in `onrecord.toml`.

/// The names a file is looked for under, the first that is there.
pub const NAMES: [&str; 2] = ["onrecord.toml", ".onrecord.toml"];

/// A key: its name, an example, and what it means.
pub type Key = (&'static str, &'static str, &'static str);

const fn key(name: &'static str, example: &'static str, about: &'static str) -> Key {
    (name, example, about)
}

/// What can be set, in the order that it is shown.
pub const KEYS: &[Key] = &[
    key(
        "extend",
        "\"../house/onrecord.toml\"",
        "inherit the settings of another file; those in this file override them",
    ),
    key(
        "profile",
        "\"wire\"",
        "settings for a kind of copy: wire, magazine, opinion, press-release or court; see onrecord config profiles",
    ),
    key(
        "fail-on",
        "\"error\"",
        "the lowest severity that makes the exit status 1: error, warning, info or never",
    ),
    key("max-warnings", "20", "fail if there are more warnings than this"),
    key(
        "sort",
        "\"place\"",
        "the order of findings: place, or risk for what a correction would cost (on a terminal, by default)",
    ),
    key("format", "[\"text\"]", "the formats to write, as --format takes them"),
    key("language", "\"en\"", "read all articles as English, which is otherwise detected"),
    key("baseline", "\"accepted.tsv\"", "leave out the findings that this file lists; see onrecord accept"),
    key("require-reasons", "true", "comments that ignore a finding must say why"),
    key("exclude", "[\"archive\"]", "in folders, leave out what matches these patterns"),
    key("packs", "[\"house-style\"]", "sets of rules that are off by default"),
    key("rules-folders", "[\"newsroom\"]", "folders of your own rules and word lists"),
    key("spellings", "{ \"Torvick\" = \"Torvik\" }", "words that house style writes otherwise"),
    key(
        "words",
        "{ given-names = { female = [\"Ylva\"] } }",
        "people, places and other words of your beat, by word list",
    ),
    key("rules", "", "a rule: off, on, info, warning or error; a family: off or on"),
    key("overrides", "", "other settings for some files, by patterns"),
];

/// The keys that `[[overrides]]` may have, besides `files`.
pub const OF_OVERRIDES: &[&str] = &["profile", "fail-on", "language", "packs", "spellings", "rules"];

/// The keys that only a file can set, and those only outside `[[overrides]]`.
pub const OF_FILES: &[&str] = &["extend", "overrides"];

#[cfg(test)]
mod tests {
    use super::*;

    fn schema() -> serde_json::Value {
        serde_json::from_str(include_str!("../../../docs/config.schema.json")).unwrap()
    }

    fn named(table: &serde_json::Value) -> Vec<String> {
        let mut keys: Vec<String> = table["properties"].as_object().unwrap().keys().cloned().collect();
        keys.sort_unstable();
        keys
    }

    #[test]
    fn the_schema_knows_the_same_keys() {
        let schema = schema();
        let mut known: Vec<&str> = KEYS.iter().map(|(key, ..)| *key).collect();
        known.sort_unstable();
        assert_eq!(named(&schema), known);
        let mut some: Vec<&str> = OF_OVERRIDES.iter().copied().chain(["files"]).collect();
        some.sort_unstable();
        assert_eq!(named(&schema["properties"]["overrides"]["items"]), some);
        assert!(OF_OVERRIDES.iter().chain(OF_FILES).all(|key| known.contains(key)));
    }

    #[test]
    fn the_schema_knows_the_same_profiles() {
        let profiles: Vec<_> = super::super::PROFILES.iter().map(|profile| profile.name).collect();
        assert_eq!(schema()["$defs"]["profile"]["enum"], serde_json::json!(profiles));
        let about = KEYS.iter().find(|(key, ..)| *key == "profile").unwrap().2;
        assert!(profiles.iter().all(|name| about.contains(name)), "{about}");
    }
}
