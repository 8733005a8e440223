//! A rule as it is written: the TOML schema, read strictly.

use super::Severity;
use super::error::RuleError;
use crate::suggest::nearest;
use jiff::civil::Date;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use toml::Spanned;

/// A rule file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Source {
    pub id: Spanned<String>,
    pub severity: Severity,
    pub title: Spanned<String>,
    #[serde(rename = "match")]
    pub matches: Spanned<Match>,
    pub when: Option<Spanned<String>>,
    pub downgrade_when: Option<Spanned<String>>,
    pub fix: Option<Spanned<Fixing>>,
    pub fix_when: Option<Spanned<String>>,
    pub message: Spanned<String>,
    pub related: Option<Spanned<String>>,
    #[serde(default)]
    pub help: Option<Spanned<String>>,
    #[serde(default)]
    pub once: Vec<Spanned<String>>,
    #[serde(default)]
    pub yields_to: Vec<Spanned<String>>,
    #[serde(default = "yes")]
    pub enabled: bool,
    #[serde(default)]
    pub since: String,
    #[serde(default)]
    pub why: String,
    #[serde(default)]
    pub limits: String,
    pub measured: Option<Spanned<Measured>>,
    pub risk: Option<Spanned<u8>>,
    pub date: Option<Spanned<String>>,
    #[serde(default)]
    pub any_language: bool,
    pub transcript: Option<String>,
    #[serde(default)]
    pub bad: Vec<Spanned<String>>,
    #[serde(default)]
    pub good: Vec<Spanned<String>>,
}

const fn yes() -> bool {
    true
}

/// How often a rule was right when its findings on published news were checked by hand.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Measured {
    /// How many articles the rule was run on.
    pub articles: u32,
    /// What it found in them; all of these were checked by hand, or some.
    pub found: u32,
    /// Findings that an editor would act on.
    pub right: u32,
    /// Findings that are wrong.
    pub wrong: u32,
    /// Findings that could be called either.
    #[serde(default)]
    pub arguable: u32,
}

impl Measured {
    /// How many findings were checked.
    #[must_use]
    pub const fn read(&self) -> u32 {
        self.right.saturating_add(self.wrong).saturating_add(self.arguable)
    }

    /// The tally in a sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        let Self { articles, found, right, wrong, arguable } = self;
        if *found == 0 {
            return format!(
                "It has not fired on {articles} published articles, so its precision is unknown."
            );
        }
        let arguable = if *arguable > 0 { format!(", {arguable} arguable") } else { String::new() };
        let findings = if *found == 1 { "1 finding".to_owned() } else { format!("{found} findings") };
        let checked = match self.read() {
            read if read == *found => "checked by hand".to_owned(),
            read => format!("{read} checked by hand"),
        };
        format!(
            "{findings} in {articles} published articles, {checked}: {right} right, {wrong} wrong{arguable}."
        )
    }
}

/// The sentence for a rule that has not been measured.
pub const UNMEASURED: &str = "It has not been measured on published news.";

/// What a correction costs, for a rule that does not say: a word to the writer.
pub(crate) const RISK: u8 = 2;

/// What a rule matches.
#[derive(Debug)]
pub(crate) enum Match {
    /// A kind of fact.
    Kind(String),
    /// Anything else: a pair, a pattern, words, a lexicon or swaps.
    Table(Box<Table>),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Table {
    pub a: Option<Spanned<String>>,
    pub b: Option<Spanned<String>>,
    pub same: Option<Vec<Spanned<String>>>,
    pub mark: Option<Spanned<String>>,
    pub pattern: Option<Spanned<String>>,
    pub words: Option<Vec<Spanned<String>>>,
    pub lexicon: Option<Spanned<String>>,
    pub class: Option<Spanned<String>>,
    pub swap: Option<BTreeMap<String, String>>,
    pub scope: Option<Spanned<String>>,
    pub case: Option<bool>,
}

impl<'de> Deserialize<'de> for Match {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Match;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a kind of fact, or a table such as { a = \"figure\", b = \"figure\", same = [\"subject\"] }")
            }
            fn visit_str<E>(self, name: &str) -> Result<Match, E> {
                Ok(Match::Kind(name.to_owned()))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Match, A::Error> {
                Ok(Match::Table(Box::new(Table::deserialize(MapAccessDeserializer::new(map))?)))
            }
        }
        deserializer.deserialize_any(Either)
    }
}

/// How findings are put right.
#[derive(Debug)]
pub(crate) enum Fixing {
    /// As the fact or the swap says; `false` says nothing.
    Known(bool),
    /// With a text, or with marks of a style.
    Table(FixTable),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FixTable {
    pub put: Option<Spanned<String>>,
    pub marks: Option<Spanned<String>>,
}

impl<'de> Deserialize<'de> for Fixing {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Fixing;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("true, or a table such as { put = \"{{ instead }}\" }")
            }
            fn visit_bool<E>(self, known: bool) -> Result<Fixing, E> {
                Ok(Fixing::Known(known))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Fixing, A::Error> {
                Ok(Fixing::Table(FixTable::deserialize(MapAccessDeserializer::new(map))?))
            }
        }
        deserializer.deserialize_any(Either)
    }
}

/// Reads a rule file.
pub(crate) fn read(file: &str, text: &str) -> Result<Source, RuleError> {
    toml::from_str(text).map_err(|error| toml_error(file, text, &error))
}

/// An error of the TOML reader with its place, and the nearest allowed word where it names them.
pub(crate) fn toml_error(file: &str, text: &str, error: &toml::de::Error) -> RuleError {
    let message = error.message().trim().replace('\n', "; ");
    let at = error.span().unwrap_or(0..0);
    // "unknown field `wen`, expected one of `id`, `when`": serde has no other way to say which.
    let mut quoted = message.split('`').skip(1).step_by(2).map(str::to_owned);
    let unknown = message.starts_with("unknown ");
    let written = quoted.next().filter(|_| unknown);
    let allowed: Vec<String> = if unknown { quoted.collect() } else { Vec::new() };
    let gist =
        if unknown { message.split(", expected").next().unwrap_or(&message).to_owned() } else { message };
    RuleError::at(
        file,
        text,
        at,
        gist.replace("unknown field", "no key is called").replace("unknown variant", "not a value:"),
    )
    .allowing(allowed, written.as_deref())
}

/// Parses the publication date of a rule's examples.
pub(crate) fn date(file: &str, text: &str, date: &Spanned<String>) -> Result<Date, RuleError> {
    date.get_ref().parse().map_err(|_| {
        RuleError::at(
            file,
            text,
            date.span(),
            format!("{:?} is not a date such as 2022-01-19", date.get_ref()),
        )
    })
}

/// The tally of a rule, if it adds up.
pub(crate) fn measured(
    file: &str,
    text: &str,
    measured: Option<Spanned<Measured>>,
) -> Result<Option<Measured>, RuleError> {
    let Some(measured) = measured else { return Ok(None) };
    let (at, measured) = (measured.span(), measured.into_inner());
    let (read, found) = (measured.read(), measured.found);
    if read > found {
        let message = format!("right, wrong and arguable make {read}, which is more than the {found} found");
        return Err(RuleError::at(file, text, at, message));
    }
    Ok(Some(measured))
}

/// What a correction costs, 1 to 5.
pub(crate) fn risk(file: &str, text: &str, risk: Option<&Spanned<u8>>) -> Result<u8, RuleError> {
    match risk {
        None => Ok(RISK),
        Some(risk) if (1..=5).contains(risk.get_ref()) => Ok(*risk.get_ref()),
        Some(risk) => Err(RuleError::at(
            file,
            text,
            risk.span(),
            "a risk is 1 (a comma) to 5 (a lawyer's letter); see docs/rules.md",
        )),
    }
}

/// One of `allowed`, or the error that says so.
pub(crate) fn choose<T: Copy>(
    file: &str,
    text: &str,
    written: &Spanned<String>,
    what: &str,
    allowed: &[(&str, T)],
) -> Result<T, RuleError> {
    let word = written.get_ref();
    allowed.iter().find(|(name, _)| name == word).map(|(_, value)| *value).ok_or_else(|| {
        let names: Vec<String> = allowed.iter().map(|(name, _)| (*name).to_owned()).collect();
        debug_assert!(nearest(word, names.iter().map(String::as_str)).is_none_or(|n| n != word));
        RuleError::at(file, text, written.span(), format!("no {what} is called {word:?}"))
            .allowing(names, Some(word))
    })
}

/// The bytes of the file that bytes `at` of a string's value stand for; `span` is the string with its quotes.
pub(crate) fn within(text: &str, span: Range<usize>, at: Range<usize>) -> Range<usize> {
    let map = |offset| span.start + raw_offset(&text[span.clone()], offset);
    map(at.start)..map(at.end)
}

fn raw_offset(raw: &str, offset: usize) -> usize {
    let long = raw.starts_with("\"\"\"") || raw.starts_with("'''");
    let literal = raw.starts_with('\'');
    let mut at = if long { 3 } else { 1 };
    if long {
        at += raw[at..].len()
            - raw[at..].strip_prefix("\r\n").or(raw[at..].strip_prefix('\n')).unwrap_or(&raw[at..]).len();
    }
    if literal {
        return (at + offset).min(raw.len());
    }
    let mut made = 0;
    while made < offset {
        let Some(c) = raw[at..].chars().next() else { break };
        at += c.len_utf8();
        if c != '\\' {
            made += c.len_utf8();
            continue;
        }
        let Some(escape) = raw[at..].chars().next() else { break };
        at += escape.len_utf8();
        let digits = match escape {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            c if c.is_whitespace() => {
                at += raw[at..].len() - raw[at..].trim_start().len();
                continue;
            }
            _ => 0,
        };
        let code =
            raw.get(at..at + digits).and_then(|d| u32::from_str_radix(d, 16).ok()).and_then(char::from_u32);
        at = (at + digits).min(raw.len());
        made += code.filter(|_| digits > 0).map_or(1, char::len_utf8);
        if !raw.is_char_boundary(at) {
            break;
        }
    }
    at.min(raw.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_in_a_value_lead_back_to_the_file() {
        let cases = [
            ("'a == bb'", 5, "bb'"),
            ("'''\na == bb'''", 5, "bb'''"),
            ("\"a == \\\"bb\\\"\"", 6, "bb\\\"\""),
            ("\"\"\"\n\\u00e9 == bb\"\"\"", 6, "bb\"\"\""),
            ("\"a \\\n   == bb\"", 5, "bb\""),
        ];
        for (raw, offset, rest) in cases {
            let text = format!("when = {raw}");
            let at = within(&text, 7..text.len(), offset..offset + 2);
            assert_eq!(&text[at.start..], rest, "{raw}");
        }
    }

    #[test]
    fn mistakes_name_the_place_and_the_choice() {
        let cases = [
            ("id = 'x'\nwen = 'a'\n", "r.toml:2:1: no key is called `wen`; did you mean `when`?"),
            ("id = 'x'\nseverity = 'eror'\n", "r.toml:2:12: not a value: `eror`; did you mean `error`?"),
            (
                "id = 'x'\nmatch = { patern = 'a' }\n",
                "r.toml:2:11: no key is called `patern`; did you mean `pattern`?",
            ),
            ("id = 'x'\nmatch = 3\n", "r.toml:2:9: invalid type: integer `3`, expected the name of a kind"),
            ("id = 'x\n", "r.toml:1:8: invalid literal string"),
        ];
        for (text, expected) in cases {
            let error = read("r.toml", text).unwrap_err();
            assert!(error.to_string().starts_with(expected), "{error}");
        }
    }
}
