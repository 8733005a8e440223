//! The file of accepted findings: `--baseline` holds a run against it, `--write-baseline` and `onrecord accept` write it.

use super::args::{AcceptArgs, PolicyArgs};
use super::config::Config;
use super::exit::Exit;
use super::identity::Identity;
use super::sink::Sink;
use super::warn::warn;
use super::{setup, show};
use anyhow::{Result, anyhow, bail};
use onrecord::input::{Options, Problem, Source, name_of, system_message};
use onrecord::policy::{Baseline, Entry, Key};
use onrecord::report::Shown;
use onrecord::rules::{Catalogue, Finding};
use onrecord::text::Article;
use onrecord::{Checker, Document};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// A baseline with the file it is in.
pub struct BaselineFile {
    /// The file as it was named.
    pub path: PathBuf,
    /// What it holds.
    pub accepted: Baseline,
    /// Whether all that is found is accepted, and the file written anew.
    pub writes: bool,
    /// The folder of the file, with every link followed: articles are named from there.
    folder: PathBuf,
}

/// What a run has to say of a baseline at its end.
#[derive(Default)]
pub struct Record {
    /// The articles that were checked, as the baseline names them.
    articles: BTreeSet<String>,
    /// The entries that something was found for.
    used: BTreeSet<Key>,
    /// What is to be written.
    found: Vec<(Key, Entry)>,
}

/// The same of one article.
#[derive(Default)]
pub struct Told {
    article: Option<String>,
    used: Vec<Key>,
    found: Vec<(Key, Entry)>,
}

impl Record {
    /// Adds what an article gave.
    pub fn add(&mut self, told: Told) {
        self.articles.extend(told.article);
        self.used.extend(told.used);
        self.found.extend(told.found);
    }
}

impl BaselineFile {
    /// The baseline that the options name, if they do.
    pub fn open(args: &PolicyArgs, config: &Config) -> Result<Option<Self>> {
        let named = args.baseline.as_deref().or_else(|| config.baseline());
        match (named, &args.write_baseline) {
            (Some(path), None) => Self::read(path, false).map(Some),
            (_, Some(path)) => Self::read(path, true).map(Some),
            (None, None) => Ok(None),
        }
    }

    /// Reads the file; where it `writes`, there need be none.
    pub fn read(path: &Path, writes: bool) -> Result<Self> {
        let name = path.display();
        let (_, target) = Identity::written(path);
        let folder = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let folder = folder
            .canonicalize()
            .map_err(|error| anyhow!("{name}: cannot be in that folder ({})", system_message(&error)))?;
        let accepted = match Source::File(path.to_owned()).text(&Options::default()) {
            Ok(text) => Baseline::read(&text).map_err(|error| anyhow!("{name}: {error}"))?,
            Err(error) if matches!(error.problem, Problem::Missing) && writes => Baseline::default(),
            Err(error) if matches!(error.problem, Problem::Missing) => {
                bail!("{name}: there is no such baseline; --write-baseline {name} makes one")
            }
            Err(error) => return Err(error.into()),
        };
        Ok(Self { path: path.to_owned(), accepted, writes, folder })
    }

    /// How the baseline names an article: by its path from the baseline's folder, wherever the program was started.
    fn article(&self, file: &str, name: &str) -> String {
        let part = name.strip_prefix(file).unwrap_or_default();
        let real = Path::new(file).canonicalize().ok();
        let inside = real.as_ref().and_then(|real| real.strip_prefix(&self.folder).ok());
        let path = inside.map_or_else(|| file.strip_prefix("./").unwrap_or(file).to_owned(), name_of);
        let path = if cfg!(windows) { path.replace('\\', "/") } else { path };
        format!("{path}{part}")
    }

    /// Sorts an article's findings into those that are reported and those that are accepted.
    pub fn hold(&self, document: &mut Document<'_>, file: &str, name: &str) -> Told {
        let article = self.article(file, name);
        let mut told = Told::default();
        if self.writes {
            told.found = document.findings.iter().map(|f| entry(document.article(), &article, f)).collect();
            let mut all = self.accepted.clone();
            told.found.iter().for_each(|(key, entry)| all.insert(key.clone(), entry.clone()));
            told.used = document.accept(&article, &all);
        } else {
            told.used = document.accept(&article, &self.accepted);
        }
        told.article = Some(article);
        told
    }

    /// Ends a run: writes the file, or says which entries nothing was found for.
    pub fn end(mut self, record: Record, catalogue: &Catalogue) -> Result<()> {
        if self.writes {
            // What was not looked at stays.
            let found: BTreeSet<Key> = record.found.iter().map(|(key, _)| key.clone()).collect();
            self.accepted.retain(|key| !record.articles.contains(&key.article) || found.contains(key));
            record.found.into_iter().for_each(|(key, entry)| self.accepted.insert(key, entry));
            return self.write();
        }
        let in_force = |rule: &str| catalogue.rules().iter().any(|known| known.enabled && known.id == rule);
        let stale = self.accepted.entries().map(|(key, _)| key);
        let stale: Vec<&Key> = stale
            .filter(|key| record.articles.contains(&key.article) && in_force(&key.rule))
            .filter(|key| !record.used.contains(key))
            .collect();
        let name = self.path.display();
        match &stale[..] {
            [] => {}
            [key] => warn(format_args!(
                "{name}: nothing is found any more for {} in {}; --write-baseline {name} takes it out",
                key.rule, key.article
            )),
            [key, ..] => warn(format_args!(
                "{name}: nothing is found any more for {} entries (such as {} in {}); --write-baseline {name} takes them out",
                stale.len(),
                key.rule,
                key.article
            )),
        }
        Ok(())
    }

    /// Writes the file, whole or not at all.
    fn write(&self) -> Result<()> {
        let mut sink = Sink::file(&self.path)?;
        sink.write(self.accepted.to_string().as_bytes())?;
        sink.close()
    }
}

/// How the baseline holds a finding.
fn entry(article: &Article, name: &str, finding: &Finding) -> (Key, Entry) {
    let words: Vec<&str> = finding.spans.iter().map(|span| article.slice(*span)).collect();
    (Key::of(name, finding), Entry { words: words.join(" … "), reason: String::new() })
}

/// `onrecord accept`: takes what is found at a place into the baseline.
pub fn accept(args: &AcceptArgs) -> Result<Exit> {
    if args.reason.trim().is_empty() {
        bail!("--reason: say why the finding stands, for whoever reads the baseline next");
    }
    let (path, line) = place(&args.place);
    let config = Config::of(&args.config, std::slice::from_ref(&path))?;
    let Some(baseline) = args.baseline.as_deref().or_else(|| config.baseline()) else {
        bail!("accept: name the file to write to with --baseline FILE, or set baseline in onrecord.toml");
    };
    let mut file = BaselineFile::read(baseline, true)?;
    let checker = setup::checker(&args.choice, &config)?;
    let source = Source::File(path.clone());
    let name = source.name();
    if Identity::existing(&path).is_some_and(|article| Identity::existing(baseline) == Some(article)) {
        bail!("--baseline: {name} is the article; name another file");
    }
    let mut page = String::new();
    let mut others = Vec::new();
    for one in source.read(&args.file.options())? {
        let (name_of_one, manuscript) = one.open(&name)?;
        let document = checked(&checker, &name_of_one, manuscript, args);
        let article = document.article();
        let key_name = file.article(&name, &name_of_one);
        for finding in &document.findings {
            let start = finding.spans.first().map_or(0, |span| span.start);
            let here = article.lines.line(start);
            if line.is_some_and(|line| line != here)
                || !args.rule.is_empty() && !args.rule.contains(&finding.rule)
            {
                others.push((here, finding.rule.clone()));
                continue;
            }
            let (key, mut entry) = entry(article, &key_name, finding);
            entry.reason.clone_from(&args.reason);
            let _ = writeln!(
                page,
                "{}:{here}: {} accepted: {}",
                Shown::of(&name_of_one),
                finding.rule,
                Shown::of(&entry.words)
            );
            file.accepted.insert(key, entry);
        }
    }
    if page.is_empty() {
        let there: Vec<String> =
            others.iter().take(3).map(|(line, rule)| format!("{rule} on line {line}")).collect();
        let there = if there.is_empty() {
            "nothing is found in it".to_owned()
        } else {
            format!("found are {}", there.join(", "))
        };
        bail!("{}: there is no such finding; {there}", args.place);
    }
    file.write()?;
    show(page.into_bytes(), false)
}

fn checked<'a>(
    checker: &'a Checker,
    name: &str,
    manuscript: onrecord::text::Manuscript,
    args: &AcceptArgs,
) -> Document<'a> {
    checker.check(Article::read(name, manuscript, args.date, &checker.lexicons))
}

/// A path, and the line where one is named: a file of the whole name comes first.
fn place(written: &str) -> (PathBuf, Option<u32>) {
    let whole = PathBuf::from(written);
    match written.rsplit_once(':').and_then(|(path, line)| Some((path, line.parse::<u32>().ok()?))) {
        Some((path, line)) if !whole.exists() => (path.into(), Some(line)),
        _ => (whole, None),
    }
}
