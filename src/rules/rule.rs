//! A rule, compiled: what the catalogue holds.

use super::condition::{self, Expr, Mistake, Patterns, Scope, Side};
use super::error::RuleError;
use super::fixes::{Fixer, Target};
use super::kinds::{self, Get, KINDS, Kind};
use super::matcher::{self, Finder, Matcher, Pair, Place, WordMatch, key, phrases};
use super::message::{Template, Text, Unusable};
use super::schema;
use super::source::{self, FixTable, Fixing, Match, Source, Table};
use super::value::Type;
use super::{Measured, Severity};
use crate::lexicon::Lexicons;
use jiff::civil::Date;
use memchr::memchr_iter;
use regex::Regex;
use std::fmt::Write as _;
use std::ops::Range;
use toml::Spanned;

/// A rule of the catalogue.
#[non_exhaustive]
pub struct Rule {
    /// Its id, such as `quote-stray-mark`.
    pub id: String,
    /// Its family: the folder of its file.
    pub family: String,
    /// The file it was read from.
    pub file: String,
    /// How much its findings matter.
    pub severity: Severity,
    /// Whether it runs.
    pub enabled: bool,
    /// The fault it finds, in a line.
    pub title: String,
    /// Why it matters.
    pub why: String,
    /// Where it is known to be wrong.
    pub limits: String,
    /// The release that brought it; empty for a user's.
    pub since: String,
    /// What a correction would cost, 1 (a comma) to 5 (a lawyer's letter).
    pub risk: u8,
    /// How often it was right when its findings were read by hand.
    pub measured: Option<Measured>,
    /// Rules whose finding on the same words makes this one's superfluous.
    pub yields_to: Vec<String>,
    /// Examples that it must flag, with the words in double square brackets.
    pub bad: Vec<Case>,
    /// Examples in which it must find nothing.
    pub good: Vec<Case>,
    /// The publication date of the examples.
    pub date: Option<Date>,
    /// Whether it holds in any language, and not in English alone.
    pub any_language: bool,
    /// The transcript that the examples are compared with.
    pub transcript: Option<String>,
    /// What it matches, as written in a line: a kind, two kinds, or words.
    pub matches: String,
    /// The condition as written; empty without one.
    pub condition: String,
    /// Where it holds, a finding is worth a glance only; as written, empty without one.
    pub downgrade: String,
    /// Whether `check --fix` puts its findings right, where that is certain.
    pub fixable: bool,
    /// Where alone it does; as written, empty without such a condition.
    pub fix_condition: String,
    pub(crate) matcher: Matcher,
    pub(crate) when: Option<Expr>,
    pub(crate) downgrade_when: Option<Expr>,
    pub(crate) fixer: Option<Fixer>,
    pub(crate) fix_when: Option<Expr>,
    pub(crate) once: Vec<Get>,
    pub(crate) scope: Scope,
    pub(crate) message: Text,
    pub(crate) related: Text,
    pub(crate) help: Text,
}

/// An example of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Case {
    /// The article, with marked words in double square brackets.
    pub text: String,
    /// Its line in the rule's file, from 1.
    pub line: u32,
}

/// The file that a rule is read from.
#[derive(Clone, Copy)]
pub(crate) struct File<'a> {
    pub name: &'a str,
    pub text: &'a str,
    pub family: &'a str,
    /// Whether its patterns are compiled now.
    pub patterns: Patterns,
}

impl Rule {
    /// Reads and compiles a rule.
    pub(crate) fn read(file: File<'_>, lexicons: &Lexicons) -> Result<Self, RuleError> {
        let source = source::read(file.name, file.text)?;
        // A test holds ours against the schema.
        if file.patterns == Patterns::Checked {
            schema::check(file.name, file.text, &source)?;
        }
        let loader = Loader { file, lexicons };
        let (matcher, scope, matches) = loader.matcher(&source.matches)?;
        let when = source.when.as_ref().map(|w| loader.condition(w, &scope)).transpose()?;
        let downgrade_when =
            source.downgrade_when.as_ref().map(|w| loader.condition(w, &scope)).transpose()?;
        let fixer = source.fix.as_ref().map(|fix| loader.fixer(fix, &matcher)).transpose()?.flatten();
        let fix_when = source.fix_when.as_ref().map(|w| loader.condition(w, &scope)).transpose()?;
        let once =
            source.once.iter().map(|name| loader.once(name, &scope, &matcher)).collect::<Result<_, _>>()?;
        let date = source.date.as_ref().map(|d| source::date(file.name, file.text, d)).transpose()?;
        let family = if file.family.is_empty() { "own" } else { file.family };
        Ok(Self {
            id: source.id.get_ref().clone(),
            family: family.to_owned(),
            file: file.name.to_owned(),
            severity: source.severity,
            enabled: source.enabled,
            bad: loader.cases(&source.bad),
            good: loader.cases(&source.good),
            condition: written(source.when.as_ref()),
            downgrade: written(source.downgrade_when.as_ref()),
            fixable: fixer.is_some(),
            fix_condition: written(source.fix_when.as_ref()),
            yields_to: source.yields_to.iter().map(|y| y.get_ref().clone()).collect(),
            message: Text::new(source.message.get_ref().clone()),
            related: Text::new(
                source.related.as_ref().map_or_else(|| "the other place".to_owned(), |r| r.get_ref().clone()),
            ),
            help: Text::new(source.help.as_ref().map_or_else(String::new, |h| h.get_ref().clone())),
            title: source.title.into_inner(),
            why: source.why,
            limits: source.limits,
            since: source.since,
            risk: source::risk(file.name, file.text, source.risk.as_ref())?,
            measured: source::measured(file.name, file.text, source.measured)?,
            date,
            any_language: source.any_language,
            transcript: source.transcript,
            matches,
            matcher,
            when,
            downgrade_when,
            fixer,
            fix_when,
            once,
            scope,
        })
    }

    /// Whether the rule looks at what transcripts say, and so finds nothing where there are none.
    #[must_use]
    pub fn needs_transcript(&self) -> bool {
        matches!(self.matcher, Matcher::Kind(kind) if kind.name == kinds::QUOTE_IN_SOURCE)
    }

    /// Compiles the messages of a rule, which are otherwise compiled when it first fires.
    pub(crate) fn check_messages(file: File<'_>, scope: &Scope) -> Result<(), RuleError> {
        let Source { message, related, help, fix, .. } = source::read(file.name, file.text)?;
        let put = fix.and_then(|fix| match fix.into_inner() {
            Fixing::Table(table) => table.put,
            Fixing::Known(_) => None,
        });
        for text in [Some(message), related, help, put].into_iter().flatten() {
            if let Err(Unusable { message, at, allowed, written }) =
                Template::compile(text.get_ref(), scope).and_then(|t| t.attempt())
            {
                let at = at.map_or(text.span(), |at| source::within(file.text, text.span(), at));
                return Err(
                    RuleError::at(file.name, file.text, at, message).allowing(allowed, written.as_deref())
                );
            }
        }
        Ok(())
    }

    /// The message as written, before anything is filled in.
    #[must_use]
    pub fn message_source(&self) -> &str {
        self.message.source()
    }

    /// The help as written, before anything is filled in.
    #[must_use]
    pub fn help_source(&self) -> &str {
        self.help.source()
    }
}

/// A condition as it is written; empty without one.
fn written(condition: Option<&Spanned<String>>) -> String {
    condition.map_or_else(String::new, |condition| condition.get_ref().trim().to_owned())
}

struct Loader<'a> {
    file: File<'a>,
    lexicons: &'a Lexicons,
}

impl Loader<'_> {
    fn error(&self, at: Range<usize>, message: impl Into<String>) -> RuleError {
        RuleError::at(self.file.name, self.file.text, at, message)
    }

    fn kind(&self, name: &Spanned<String>) -> Result<&'static Kind, RuleError> {
        Kind::named(name.get_ref()).ok_or_else(|| {
            let known = KINDS.iter().map(|k| k.name.to_owned()).collect();
            self.error(name.span(), format!("no kind of fact is called {:?}", name.get_ref()))
                .allowing(known, Some(name.get_ref()))
        })
    }

    fn matcher(&self, matches: &Spanned<Match>) -> Result<(Matcher, Scope, String), RuleError> {
        match matches.get_ref() {
            Match::Kind(name) => {
                let kind = self.kind(&Spanned::new(matches.span(), name.clone()))?;
                let side = Side { name: "", kind: Some(kind), own: Vec::new() };
                Ok((Matcher::Kind(kind), Scope { sides: vec![side] }, kind.name.to_owned()))
            }
            Match::Table(table) => self.table(matches.span(), table),
        }
    }

    fn table(&self, at: Range<usize>, table: &Table) -> Result<(Matcher, Scope, String), RuleError> {
        let ways = [
            table.a.is_some() || table.b.is_some(),
            table.pattern.is_some(),
            table.words.is_some(),
            table.lexicon.is_some(),
            table.swap.is_some(),
        ];
        if ways.iter().filter(|w| **w).count() != 1 {
            let message = "a match is one of: the name of a kind; a and b; pattern; words; lexicon; swap";
            return Err(self.error(at, message));
        }
        if table.a.is_some() || table.b.is_some() {
            self.only(
                &at,
                "a and b",
                &[
                    ("scope", table.scope.is_some()),
                    ("case", table.case.is_some()),
                    ("class", table.class.is_some()),
                ],
            )?;
            return self.pair(at, table);
        }
        self.only(
            &at,
            "words in the text",
            &[("same", table.same.is_some()), ("mark", table.mark.is_some())],
        )?;
        if table.lexicon.is_none() {
            self.only(&at, "pattern, words and swap", &[("class", table.class.is_some())])?;
        }
        self.words(&at, table)
    }

    fn only(&self, at: &Range<usize>, what: &str, keys: &[(&str, bool)]) -> Result<(), RuleError> {
        match keys.iter().find(|(_, given)| *given) {
            Some((key, _)) => Err(self.error(at.clone(), format!("`{key}` does not go with {what}"))),
            None => Ok(()),
        }
    }

    fn pair(&self, at: Range<usize>, table: &Table) -> Result<(Matcher, Scope, String), RuleError> {
        let (Some(a), Some(b)) = (&table.a, &table.b) else {
            return Err(self.error(at, "a pair needs both `a` and `b`"));
        };
        let (a, b) = (self.kind(a)?, self.kind(b)?);
        let sides = vec![
            Side { name: "a", kind: Some(a), own: Vec::new() },
            Side { name: "b", kind: Some(b), own: Vec::new() },
        ];
        let keys = table.same.as_deref().unwrap_or_default();
        let mut same = Vec::new();
        for name in keys {
            let get = |side: &Side| {
                side.field(name.get_ref()).map(|(_, get)| get).ok_or_else(|| {
                    let message = format!(
                        "no field of {} is called `{}`",
                        side.kind.map_or("", |k| k.name),
                        name.get_ref()
                    );
                    self.error(name.span(), message).allowing(side.names(), Some(name.get_ref()))
                })
            };
            same.push((get(&sides[0])?, get(&sides[1])?));
        }
        let mark = table.mark.as_ref();
        let mark_a = mark
            .map(|m| source::choose(self.file.name, self.file.text, m, "side", &[("a", true), ("b", false)]));
        let names: Vec<&str> = keys.iter().map(|k| k.get_ref().as_str()).collect();
        let with =
            if names.is_empty() { String::new() } else { format!(" with the same {}", names.join(" and ")) };
        let matches = if a.name == b.name {
            format!("two of {}{with}", a.name)
        } else {
            format!("{} and {}{with}", a.name, b.name)
        };
        let pair = Pair { a, b, same, mark_a: mark_a.transpose()?.unwrap_or(false) };
        Ok((Matcher::Pair(pair), Scope { sides }, matches))
    }

    fn words(&self, at: &Range<usize>, table: &Table) -> Result<(Matcher, Scope, String), RuleError> {
        let place = match &table.scope {
            Some(scope) => source::choose(self.file.name, self.file.text, scope, "scope", Place::NAMES)?,
            None => Place::OutsideQuotes,
        };
        let case = table.case.unwrap_or(false);
        let build = |words: &mut dyn Iterator<Item = &str>| {
            phrases(words, case).map_err(|e| self.error(at.clone(), e.to_string().replace('\n', " ")))
        };
        let mut own = Vec::new();
        let (finder, matches) = if let Some(pattern) = &table.pattern {
            let regex = self.regex(pattern, case)?;
            for (n, name) in regex.capture_names().flatten().enumerate() {
                own.push((name.to_owned(), Type::Text, Get::Group(n)));
            }
            (Finder::Pattern(regex), "words that fit a pattern".to_owned())
        } else if let Some(words) = &table.words {
            (
                Finder::Pattern(build(&mut words.iter().map(|word| word.get_ref().as_str()))?),
                "words of a list".to_owned(),
            )
        } else if let Some(swap) = &table.swap {
            own.push(("instead".to_owned(), Type::Text, Get::Label));
            let regex = build(&mut swap.keys().map(String::as_str))?;
            let table = swap.iter().map(|(word, instead)| (key(word), instead.clone())).collect();
            (Finder::Swap(regex, table), "words with a better one".to_owned())
        } else {
            own.push(("lemma".to_owned(), Type::Text, Get::Label));
            self.lexicon(at, table)?
        };
        let side = Side { name: "", kind: None, own };
        Ok((Matcher::Words(Box::new(WordMatch { finder, place })), Scope { sides: vec![side] }, matches))
    }

    fn regex(&self, pattern: &Spanned<String>, case: bool) -> Result<Regex, RuleError> {
        // In TOML the plain string is the one in double marks.
        if pattern.get_ref().contains('\u{8}') {
            let message = "`\\b` in a plain string is a backspace, no word boundary: write '…'";
            return Err(self.error(pattern.span(), message));
        }
        let flags = if case { "" } else { "(?i)" };
        matcher::compiled(&format!("{flags}{}", pattern.get_ref())).map_err(|e| {
            let text = e.to_string();
            let gist = text.lines().last().unwrap_or("").trim_start_matches("error: ").to_owned();
            self.error(pattern.span(), format!("not a pattern: {gist}"))
        })
    }

    fn lexicon(&self, at: &Range<usize>, table: &Table) -> Result<(Finder, String), RuleError> {
        let Some(name) = &table.lexicon else { return Err(self.error(at.clone(), "no lexicon is named")) };
        let Some(list) = self.lexicons.list(name.get_ref()) else {
            let known = Lexicons::ABOUT.iter().map(|list| list.name.to_owned()).collect();
            let error = self.error(name.span(), format!("no lexicon is called {:?}", name.get_ref()));
            return Err(error.allowing(known, Some(name.get_ref())));
        };
        let mut matches = format!("words of the lexicon {}", name.get_ref());
        let mut number = None;
        if let Some(class) = &table.class {
            let _ = write!(matches, ", class {}", class.get_ref());
            number = list.class(class.get_ref());
            if number.is_none() {
                let known = list.classes().map(str::to_owned).collect();
                let error =
                    self.error(class.span(), format!("the lexicon has no class {:?}", class.get_ref()));
                return Err(error.allowing(known, Some(class.get_ref())));
            }
        }
        Ok((Finder::Lexicon(list.about().name, number), matches))
    }

    fn condition(&self, when: &Spanned<String>, scope: &Scope) -> Result<Expr, RuleError> {
        let compiled = condition::compile(when.get_ref(), scope, self.file.patterns, self.lexicons);
        compiled.map_err(|Mistake { at, message, allowed, written }| {
            let at = source::within(self.file.text, when.span(), at);
            self.error(at, message).allowing(allowed, written.as_deref())
        })
    }

    /// How findings are put right; None where the rule says that they are not.
    fn fixer(&self, fix: &Spanned<Fixing>, matcher: &Matcher) -> Result<Option<Fixer>, RuleError> {
        let kind = match matcher {
            Matcher::Kind(kind) => Some(*kind),
            Matcher::Pair(pair) => Some(if pair.mark_a { pair.a } else { pair.b }),
            Matcher::Words(_) => None,
        };
        let swaps = matches!(matcher, Matcher::Words(words) if matches!(words.finder, Finder::Swap(..)));
        match fix.get_ref() {
            Fixing::Known(false) => Ok(None),
            Fixing::Known(true) if swaps => Ok(Some(Fixer::Swap)),
            Fixing::Known(true) => {
                let known = kind.and_then(|kind| Fixer::of_kind(kind.name)).map(Fixer::Fact);
                let message =
                    "nothing is known that puts this right; write { put = \"the words to put instead\" }";
                known.map(Some).ok_or_else(|| self.error(fix.span(), message))
            }
            Fixing::Table(FixTable { put: Some(put), marks: None }) => {
                Ok(Some(Fixer::Put(Box::new(Text::new(put.get_ref().clone())))))
            }
            Fixing::Table(FixTable { put: None, marks: Some(marks) }) => {
                let target = source::choose(self.file.name, self.file.text, marks, "style", Target::NAMES)?;
                match kind.map(|kind| kind.name) {
                    Some("quote") => Ok(Some(Fixer::Marks(target))),
                    _ => Err(self.error(marks.span(), "`marks` goes with the kind quote only")),
                }
            }
            Fixing::Table(_) => Err(self.error(fix.span(), "a fix is one of: true; put; marks")),
        }
    }

    /// A field of the marked fact that identifies a finding.
    fn once(&self, name: &Spanned<String>, scope: &Scope, matcher: &Matcher) -> Result<Get, RuleError> {
        let marked = match matcher {
            Matcher::Pair(pair) => usize::from(!pair.mark_a),
            _ => 0,
        };
        let side = &scope.sides[marked];
        side.field(name.get_ref()).map(|(_, get)| get).ok_or_else(|| {
            self.error(name.span(), format!("no field is called `{}`", name.get_ref()))
                .allowing(side.names(), Some(name.get_ref()))
        })
    }

    fn cases(&self, cases: &[Spanned<String>]) -> Vec<Case> {
        // In order of place, so that the lines of the file are counted once.
        let (mut at, mut line) = (0, 1);
        let case = |c: &Spanned<String>| {
            let start = c.span().start;
            let between = self.file.text.as_bytes().get(at..start).unwrap_or_default();
            line += u32::try_from(memchr_iter(b'\n', between).count()).unwrap_or(u32::MAX);
            at = start;
            Case { text: c.get_ref().clone(), line }
        };
        cases.iter().map(case).collect()
    }
}
