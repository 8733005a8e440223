//! The file of accepted findings: `--baseline` holds a run against it, `--write-baseline` and `onrecord accept` write it.

use super::args::{AcceptArgs, PolicyArgs};
use super::config::{Config, Configs};
use super::exit::Exit;
use super::identity::Identity;
use super::place::{Place, area};
use super::sink::Sink;
use super::warn::warn;
use super::{setup, show};
use anyhow::{Result, anyhow, bail};
use onrecord::Document;
use onrecord::input::{self, Options, Problem, Source, name_of, system_message};
use onrecord::policy::{Baseline, Entry, Key};
use onrecord::report::Shown;
use onrecord::rules::Finding;
use onrecord::text::{Article, Manuscript};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// A baseline with the file it is in.
pub struct BaselineFile {
    /// The file as it was named.
    pub path: PathBuf,
    /// What it holds.
    accepted: Baseline,
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
    found: Baseline,
}

/// The same of one article.
#[derive(Default)]
pub struct Told {
    article: Option<String>,
    used: Vec<Key>,
    found: Baseline,
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
    /// The file that the options name, if they do, and whether it is to be written.
    pub fn named(args: &PolicyArgs, config: &Config) -> Option<(PathBuf, bool)> {
        let read =
            || args.baseline.as_deref().or(config.baseline.as_deref()).map(|path| (path.to_owned(), false));
        args.write_baseline.as_ref().map(|path| (path.clone(), true)).or_else(read)
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
    fn article(&self, file: &Path, name: &str) -> String {
        let written = name_of(file);
        let part = name.strip_prefix(&written).unwrap_or_default();
        let real = file.canonicalize().ok();
        let inside = real.as_ref().and_then(|real| real.strip_prefix(&self.folder).ok());
        let path = inside.map_or_else(|| written.strip_prefix("./").unwrap_or(&written).to_owned(), name_of);
        let path = if cfg!(windows) { path.replace('\\', "/") } else { path };
        format!("{path}{part}")
    }

    /// Sorts an article's findings into those that are reported and those that are accepted.
    pub fn hold(&self, document: &mut Document<'_>, file: &Path, name: &str) -> Told {
        let article = self.article(file, name);
        let mut told = Told::default();
        if self.writes {
            let mut all = Baseline::default();
            for finding in &document.findings {
                let (key, mut entry) = entry(document.article(), &article, finding);
                entry.reason = self.accepted.get(&key).map_or_else(String::new, |known| known.reason.clone());
                all.insert(key, entry);
            }
            document.accept(&article, &all);
            told.found = all;
        } else {
            told.used = document.accept(&article, &self.accepted);
        }
        told.article = Some(article);
        told
    }

    /// Ends a run: writes the file, or says which entries nothing was found for.
    pub fn end(mut self, record: Record, in_force: &BTreeSet<&str>) -> Result<()> {
        // Of an article that was not read, and of a rule that is off, nothing is known.
        let looked_at = |key: &Key| record.articles.contains(&key.article) && in_force.contains(&*key.rule);
        if self.writes {
            self.accepted.retain(|key| !looked_at(key));
            self.accepted.extend(record.found);
            return self.write();
        }
        let stale: Vec<&Key> = self
            .accepted
            .entries()
            .map(|(key, _)| key)
            .filter(|key| looked_at(key) && !record.used.contains(key))
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
    let Named { path, articles, place } = named(args)?;
    let config = Configs::of(&args.config)?.find(&path)?.config();
    let Some(baseline) = args.baseline.as_deref().or(config.baseline.as_deref()) else {
        bail!("accept: name the file to write to with --baseline FILE, or set baseline in onrecord.toml");
    };
    if Identity::existing(&path).is_some_and(|article| Identity::existing(baseline) == Some(article)) {
        bail!("--baseline: {} is the article; name another file", baseline.display());
    }
    let mut file = BaselineFile::read(baseline, true)?;
    let checker = setup::checker(&args.choice, &config)?;
    let (mut page, mut others) = (String::new(), Vec::new());
    for (name, manuscript) in articles {
        let document = checker.check(Article::read(&name, manuscript, args.date, &checker.lexicons));
        let article = document.article();
        let area = place.map(|(line, column)| area(article, line, column)).transpose()?;
        for finding in &document.findings {
            let start = finding.spans.first().map_or(0, |span| span.start);
            let line = article.lines.line(start);
            let elsewhere = area.is_some_and(|area| start < area.start || start >= area.end);
            if elsewhere || !args.rule.is_empty() && !args.rule.contains(&finding.rule) {
                others.push(format!("{} on line {line}", finding.rule));
                continue;
            }
            let (key, entry) = entry(article, &file.article(&path, &name), finding);
            let (name, words) = (Shown::of(&name), Shown::of(&entry.words));
            let _ = writeln!(page, "{name}:{line}: {} accepted: {words}", finding.rule);
            file.accepted.insert(key, Entry { reason: args.reason.clone(), ..entry });
        }
    }
    if page.is_empty() {
        let there = match &others[..] {
            [] => "nothing is found in it".to_owned(),
            others => format!("found are {}", others[..others.len().min(3)].join(", ")),
        };
        bail!("{}: there is no such finding; {there}", args.place);
    }
    file.write()?;
    show(page.into_bytes(), false)
}

/// What `accept` looks at.
struct Named {
    /// The file.
    path: PathBuf,
    /// Articles of it, each with its name in reports.
    articles: Vec<(String, Manuscript)>,
    /// The line, and column, where only findings there are meant.
    place: Option<(u32, Option<u32>)>,
}

/// What is named: a place in an article, or all of a file.
fn named(args: &AcceptArgs) -> Result<Named> {
    let options = args.file.options();
    let path = PathBuf::from(&args.place);
    if path.exists() || !args.place.contains(':') {
        let source = Source::File(path.clone());
        let name = source.name();
        let open = |entry: input::Entry| Ok(entry.open(&name)?);
        let articles = source.read(&options)?.into_iter().map(open).collect::<Result<_>>()?;
        return Ok(Named { path, articles, place: None });
    }
    let opened = Place::read(&args.place, |path| Path::new(path).exists())?.open(&options)?;
    let place = Some((opened.line, opened.column));
    Ok(Named { path: opened.file, articles: vec![(opened.name, opened.manuscript)], place })
}
