//! The file that `onrecord rules new ID` creates: a rule that begins with a failing example.

use super::error::RuleError;
use super::schema::id_problem;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Writes `DIR/ID.toml`, a rule that loads and whose first example fails until the rule is written.
///
/// # Errors
/// When the id is invalid, or the file already exists or cannot be written.
pub fn write_skeleton(dir: &Path, id: &str) -> Result<PathBuf, RuleError> {
    let path = dir.join(format!("{id}.toml"));
    if let Some(problem) = id_problem(id) {
        return Err(RuleError::file(&path, problem));
    }
    fs::create_dir_all(dir).map_err(|e| RuleError::file(dir, e.to_string()))?;
    let file = OpenOptions::new().write(true).create_new(true).open(&path);
    let written = file.and_then(|mut file| file.write_all(skeleton(id).as_bytes()));
    written.map_err(|e| RuleError::file(&path, e.to_string()))?;
    Ok(path)
}

/// The text of a new rule.
#[must_use]
pub fn skeleton(id: &str) -> String {
    format!(
        r#"# What must be reported, with the exact words in [[ ]], and what must not. `onrecord rules test` runs these examples.
bad = ["The ministry will [[utilise]] the bridge."]
good = ["The ministry will use the bridge."]

id = "{id}"
severity = "warning" # error: wrong on the page; warning: an editor must look; info: worth a glance
title = "What is wrong, in a line"

# One of: words = [...], pattern = 'regex', swap = {{ "Kiev" = "Kyiv" }}, lexicon = "cues", a kind of fact
# (match = "quote"), or two kinds (a = "figure", b = "figure", same = ["subject"]).
match = {{ words = ["replace me"], scope = "outside-quotes" }}
# when = 'role == "body"' # a condition on the fields of what is matched (docs/rules/facts.md)

message = "\u201c{{{{ text }}}}\u201d: say what is wrong here"
help = "Say what to do instead."
why = "Say why it matters."
"#
    )
}
