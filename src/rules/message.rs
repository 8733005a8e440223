//! Messages: minijinja templates over the fields of the facts that a rule matched.
//!
//! Rules fire seldom, so a template is compiled when its rule first fires, and only the fields that it names
//! are computed. Texts come with white space collapsed and clipped; control characters stay (a renderer
//! escapes them, each in its own way).

use super::condition::{Row, Scope};
use super::kinds::{Get, View, collapse};
use super::value::Value;
use crate::numerals::grouped;
use minijinja::{Environment, UndefinedBehavior};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The most characters of the article that a message repeats in one place.
const CLIP: usize = 120;

/// The longest message as written, in bytes.
const LENGTH: usize = 4_000;

/// The steps that filling in a message may take: some hundred times what one of ours takes.
const FUEL: u64 = 20_000;

/// A compiled template with the fields it needs.
pub(crate) struct Template {
    env: Environment<'static>,
    needs: Vec<Need>,
}

struct Need {
    side: usize,
    name: String,
    get: Get,
}

/// A message, compiled when first used.
pub(crate) struct Text {
    source: String,
    template: OnceLock<Option<Template>>,
}

impl Text {
    pub(crate) const fn new(source: String) -> Self {
        Self { source, template: OnceLock::new() }
    }

    /// The text as written.
    pub(crate) fn source(&self) -> &str {
        &self.source
    }

    /// Fills it in. Text without a brace is as it occurs.
    pub(crate) fn render(&self, view: View<'_>, scope: &Scope, rows: &[Row<'_>]) -> String {
        if !self.source.contains('{') {
            return self.source.clone();
        }
        let template = self.template.get_or_init(|| Template::compile(&self.source, scope).ok());
        // A template that does not compile is refused when a user's rule is loaded, and by a test for ours.
        template.as_ref().and_then(|t| t.render(view, scope, rows)).unwrap_or_else(|| self.source.clone())
    }

    /// Fills it in with the very words of the article; None where that fails.
    pub(crate) fn exact(&self, view: View<'_>, scope: &Scope, rows: &[Row<'_>]) -> Option<String> {
        let template = self.template.get_or_init(|| Template::compile(&self.source, scope).ok());
        template.as_ref()?.exact(view, scope, rows)
    }
}

/// Why a template cannot be used.
#[derive(Debug)]
pub(crate) struct Unusable {
    pub message: String,
    /// Where, when it is known: a byte of the template.
    pub at: Option<std::ops::Range<usize>>,
    pub allowed: Vec<String>,
    pub written: Option<String>,
}

const NAME: &str = "message";

impl Template {
    /// Compiles a template, whose every variable must be a field of `scope`.
    pub(crate) fn compile(source: &str, scope: &Scope) -> Result<Self, Unusable> {
        if source.len() > LENGTH {
            let message = format!("a message has {LENGTH} characters at most");
            return Err(Unusable { message, at: None, allowed: Vec::new(), written: None });
        }
        let mut env = Environment::new();
        // A loop may be written, and need not end.
        env.set_fuel(Some(FUEL));
        env.set_undefined_behavior(UndefinedBehavior::Chainable);
        env.add_filter("thousands", thousands);
        env.add_filter("spelled", spelled);
        env.add_filter("capital", |text: minijinja::Value| capital(&text.to_string()));
        env.add_filter("day", |value: minijinja::Value| date(&value, "%B %-d"));
        env.add_filter("date", |value: minijinja::Value| date(&value, "%B %-d, %Y"));
        let refused = |e: &minijinja::Error| Unusable {
            message: format!("not a template: {}", e.detail().unwrap_or("it does not parse")),
            at: None,
            allowed: Vec::new(),
            written: None,
        };
        env.add_template_owned(NAME, source.to_owned()).map_err(|e| refused(&e))?;
        let template = env.get_template(NAME).map_err(|e| refused(&e))?;
        let mut variables: Vec<String> = template.undeclared_variables(true).into_iter().collect();
        variables.sort();
        let mut needs = Vec::new();
        for variable in variables {
            needs.push(need(&variable, source, scope)?);
        }
        Ok(Self { env, needs })
    }

    /// Fills it in with nothing, which shows whether its filters and tests are known.
    pub(crate) fn attempt(&self) -> Result<(), Unusable> {
        let made = self.env.get_template(NAME).and_then(|t| t.render(()));
        let message = |e: minijinja::Error| {
            format!("not a template: {}", e.detail().unwrap_or("it cannot be filled in"))
        };
        made.map(drop).map_err(|e| Unusable {
            message: message(e),
            at: None,
            allowed: Vec::new(),
            written: None,
        })
    }

    /// Fills the template in, in one line.
    pub(crate) fn render(&self, view: View<'_>, scope: &Scope, rows: &[Row<'_>]) -> Option<String> {
        let clipped = |text: &str| clip(&collapse(text));
        Some(collapse(&self.filled(view, scope, rows, clipped)?).into_owned())
    }

    /// Fills the template in, with every text as it is.
    pub(crate) fn exact(&self, view: View<'_>, scope: &Scope, rows: &[Row<'_>]) -> Option<String> {
        self.filled(view, scope, rows, str::to_owned)
    }

    fn filled(
        &self,
        view: View<'_>,
        scope: &Scope,
        rows: &[Row<'_>],
        text: impl Fn(&str) -> String + Copy,
    ) -> Option<String> {
        let mut sides: Vec<BTreeMap<&str, minijinja::Value>> = vec![BTreeMap::new(); scope.sides.len()];
        for need in &self.needs {
            if let (Some(row), Some(side)) = (rows.get(need.side), sides.get_mut(need.side)) {
                side.insert(&need.name, shown(row.get(view, need.get), text));
            }
        }
        let mut names: BTreeMap<&str, minijinja::Value> = BTreeMap::new();
        for (side, values) in scope.sides.iter().zip(sides) {
            if side.name.is_empty() {
                names.extend(values);
            } else {
                names.insert(side.name, minijinja::Value::from_pairs(values));
            }
        }
        self.env.get_template(NAME).ok()?.render(minijinja::Value::from_pairs(names)).ok()
    }
}

fn need(variable: &str, source: &str, scope: &Scope) -> Result<Need, Unusable> {
    let (side, name) = variable.split_once('.').unwrap_or(("", variable));
    let at = source.find(variable).map(|i| i..i + variable.len());
    let Some(index) = scope.sides.iter().position(|s| s.name == side) else {
        let message = format!("{variable:?} is not a field here");
        let allowed =
            scope.sides.iter().flat_map(|s| s.names().into_iter().map(move |n| join(s.name, &n))).collect();
        return Err(Unusable { message, at, allowed, written: Some(variable.to_owned()) });
    };
    match scope.sides[index].field(name) {
        Some((_, get)) => Ok(Need { side: index, name: name.to_owned(), get }),
        None => {
            let message = format!("no field is called `{name}`");
            let allowed = scope.sides[index].names();
            Err(Unusable { message, at, allowed, written: Some(name.to_owned()) })
        }
    }
}

fn join(side: &str, name: &str) -> String {
    if side.is_empty() { name.to_owned() } else { format!("{side}.{name}") }
}

fn shown(value: Value<'_>, as_text: impl Fn(&str) -> String + Copy) -> minijinja::Value {
    match value {
        Value::Null => minijinja::Value::UNDEFINED,
        Value::Bool(b) => minijinja::Value::from(b),
        Value::Number(n) => number(n),
        Value::Text(text) => minijinja::Value::from(as_text(&text)),
        Value::List(items) => items.into_iter().map(|item| shown(item, as_text)).collect(),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53, as just checked")]
fn number(n: f64) -> minijinja::Value {
    if n.fract() == 0.0 && n.abs() < 9.0e15 {
        minijinja::Value::from(n as i64)
    } else {
        minijinja::Value::from(n)
    }
}

/// `text`, or its beginning up to a word's end with an ellipsis.
pub(crate) fn clip(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(CLIP) else { return text.to_owned() };
    let head = &text[..end];
    let cut = head.rfind(' ').filter(|cut| cut * 2 > end).unwrap_or(end);
    format!("{}…", &head[..cut])
}

/// `1234567` as `1,234,567`.
#[expect(clippy::needless_pass_by_value, reason = "the signature of a filter")]
fn thousands(value: minijinja::Value) -> String {
    grouped(&value.to_string())
}

/// `4` as `four`; from 10 on, digits.
fn spelled(value: minijinja::Value) -> String {
    const WORDS: [&str; 10] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    let word = value.as_usize().and_then(|n| WORDS.get(n));
    word.map_or_else(|| thousands(value), |word| (*word).to_owned())
}

/// `to speak freely` as `To speak freely`, for the beginning of a sentence.
pub(super) fn capital(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

/// `2022-01-19` as `January 19` or `January 19, 2022`.
fn date(value: &minijinja::Value, format: &str) -> String {
    let text = value.to_string();
    let day: Option<jiff::civil::Date> = text.parse().ok();
    day.map_or(text, |day| day.strftime(format).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_in_print() {
        for (n, expected) in [(1_234_567.0, "1,234,567"), (999.0, "999"), (-1000.5, "-1,000.5"), (0.0, "0")] {
            assert_eq!(thousands(number(n)), expected);
        }
        for (n, expected) in [(2.0, "two"), (9.0, "nine"), (10.0, "10"), (2.5, "2.5"), (1000.0, "1,000")] {
            assert_eq!(spelled(number(n)), expected);
        }
    }

    #[test]
    fn days_read_as_in_print() {
        assert_eq!(date(&"2022-01-09".into(), "%B %-d"), "January 9");
        assert_eq!(date(&"2022-12-19".into(), "%B %-d, %Y"), "December 19, 2022");
        assert_eq!(date(&"Friday".into(), "%B %-d"), "Friday");
    }

    #[test]
    fn long_texts_are_clipped_at_a_word() {
        let long = "word ".repeat(60);
        let clipped = clip(&long);
        assert!(clipped.ends_with("word…") && clipped.chars().count() <= CLIP + 1, "{clipped}");
        assert_eq!(clip(&"é".repeat(500)).chars().count(), CLIP + 1);
        assert_eq!(clip("short"), "short");
    }
}
