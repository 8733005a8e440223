//! How each article of a run is checked: the command line and the configuration that is in force for it make a [`Scope`],
//! which articles of one configuration share.

use super::args::{CheckArgs, FailOn, Sort};
use super::baseline::{BaselineFile, Record, Told};
use super::config::{Config, Configs, Found};
use super::outputs::Inputs;
use super::setup::{self, Kept};
use super::statistics::Statistics;
use anyhow::Result;
use onrecord::input::{Options, Source};
use onrecord::report::Summary;
use onrecord::rules::{Catalogue, rule_files};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;
use std::collections::hash_map::Entry;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How some articles are checked.
pub struct Scope {
    /// Finds facts and judges them; shared by scopes in which that is set alike.
    pub checker: Arc<Kept>,
    /// The order of findings.
    pub sort: Sort,
    /// The lowest severity that fails the run.
    pub fail_on: FailOn,
    /// Whether they are English, whatever they look like.
    pub english: bool,
    /// Whether comments that silence findings must say why; None where no comment silences one.
    pub comments: Option<bool>,
    /// Which of the baselines holds what has been accepted.
    pub baseline: Option<usize>,
    /// Which of the limits they count for.
    limit: Option<usize>,
}

impl Scope {
    /// The same for articles that are English, whatever they look like, where that is `known`.
    pub fn english(self, known: bool) -> Self {
        Self { english: self.english || known, ..self }
    }

    /// One with no configuration.
    pub fn plain(checker: Kept, sort: Sort, fail_on: FailOn) -> Self {
        let checker = Arc::new(checker);
        Self { checker, sort, fail_on, english: false, comments: None, baseline: None, limit: None }
    }
}

/// The variable that names formats.
pub const FORMATS: &str = "ONRECORD_OUTPUT_FORMAT";

/// The formats that the environment names.
pub fn variable() -> Option<Vec<String>> {
    let formats = std::env::var(FORMATS).ok().filter(|formats| !formats.is_empty())?;
    Some(formats.split(',').map(|format| format.trim().to_owned()).collect())
}

/// The order of findings where nobody chose one: on a terminal the worst comes first, for whoever has a deadline; what a
/// program reads stays in the order of the article.
const fn default_sort(on_screen: bool, terminal: bool) -> Sort {
    if on_screen && terminal { Sort::Risk } else { Sort::Place }
}

/// Whether one of these formats, or the default where there is none, is text for standard output.
fn on_screen(formats: &[String], output: Option<&Path>) -> bool {
    let stdout = output.is_none_or(|output| output.as_os_str() == "-");
    let text = |spec: &String| match spec.split_once('=') {
        Some((name, file)) => name == "text" && file == "-",
        None => spec == "text" && stdout,
    };
    if formats.is_empty() { stdout } else { formats.iter().any(text) }
}

/// How many warnings some articles may have.
struct Limit {
    most: u64,
    /// Who says so.
    from: String,
}

/// The scopes of a run.
pub struct Scopes {
    all: Vec<Scope>,
    /// Which is that of each article, where there are several.
    of: FxHashMap<String, usize>,
    /// The files of accepted findings.
    pub baselines: Vec<BaselineFile>,
    limits: Vec<Limit>,
    /// The files of the configurations and of the rules that were read.
    files: Vec<PathBuf>,
    /// The configurations and the folders of rules that these are of.
    known: FxHashSet<PathBuf>,
    /// The formats to write where the command line names none.
    pub formats: Vec<String>,
    /// The rules of all scopes, where there are several.
    every_rule: Option<Catalogue>,
}

impl Scopes {
    /// The same for all articles, by the rules in these folders too.
    pub fn one(scope: Scope, rules: &[PathBuf]) -> Self {
        let mut scopes = Self { all: vec![scope], ..Self::empty() };
        scopes.read(rules);
        scopes
    }

    /// The scopes of these articles.
    pub fn of(configs: &Configs, sources: &[Source], args: &CheckArgs) -> Result<Self> {
        let mut making = Making {
            args,
            sort: Sort::Place,
            found: Vec::new(),
            configs: Vec::new(),
            checkers: FxHashMap::default(),
            scopes: Self::empty(),
        };
        let first = args.sheet.reading.paths.first().filter(|path| path.as_os_str() != "-");
        let base = configs.find(first.map_or(Path::new("."), PathBuf::as_path))?;
        let formats = variable().unwrap_or_else(|| base.config().formats);
        let writing = &args.sheet.writing;
        let written = if writing.format.is_empty() { &formats } else { &writing.format };
        let on_screen = on_screen(written, writing.output.as_deref());
        making.sort = default_sort(on_screen, std::io::stdout().is_terminal());
        let mut which = Vec::with_capacity(sources.len());
        for source in sources {
            let found = match source {
                Source::File(path) => configs.find(path)?,
                other => configs.find(Path::new(&other.name()))?,
            };
            which.push(making.scope(found)?);
        }
        making.scopes.formats = formats;
        if making.found.is_empty() {
            making.scope(base)?;
        }
        let mut scopes = making.scopes;
        if making.checkers.len() > 1 {
            let enabled = scopes.all.iter().flat_map(|scope| scope.checker.catalogue.rules());
            let enabled: BTreeSet<&str> = enabled.filter(|rule| rule.enabled).map(|rule| &*rule.id).collect();
            scopes.every_rule = Some(setup::every_rule(&making.configs, &args.choice.own.rules, &enabled)?);
        }
        if scopes.all.len() > 1 {
            scopes.of = sources.iter().map(Source::name).zip(which).collect();
        }
        Ok(scopes)
    }

    /// The scopes of articles whose facts are listed and not judged: what counts of a configuration is its words and its
    /// language.
    pub fn of_facts(configs: &Configs, sources: &[Source], english: bool) -> Result<Self> {
        let mut scopes = Self::empty();
        let mut known: Vec<Found> = Vec::new();
        // One that is in force where no article was found.
        let here = sources.is_empty().then(|| ".".to_owned());
        for name in sources.iter().map(Source::name).chain(here) {
            let found = configs.find(Path::new(&name))?;
            let number = known.iter().rposition(|other| other.is(&found)).unwrap_or(known.len());
            if number == known.len() {
                let config = found.config();
                scopes.read(found.chain.files.iter().chain(&config.rules_folders));
                let scope = Scope::plain(setup::facts_only(&config)?, Sort::Place, FailOn::Never);
                scopes.all.push(scope.english(english || config.english));
                known.push(found);
            }
            scopes.of.insert(name, number);
        }
        Ok(scopes)
    }

    /// How the articles in a file are read, where `options` are those of the run.
    pub fn options(&self, options: &Options, file: &str) -> Options {
        options.clone().english(self.find(file).1.english)
    }

    fn empty() -> Self {
        Self {
            all: Vec::new(),
            of: FxHashMap::default(),
            baselines: Vec::new(),
            limits: Vec::new(),
            files: Vec::new(),
            known: FxHashSet::default(),
            formats: Vec::new(),
            every_rule: None,
        }
    }

    /// What is read to check articles, besides themselves.
    pub fn inputs(&self) -> Inputs<'_> {
        Inputs { files: self.files.iter().map(PathBuf::as_path).collect(), stdin: false }
    }

    /// The scope of the articles in a file, and its number.
    pub fn find(&self, file: &str) -> (usize, &Scope) {
        let number = self.of.get(file).copied().unwrap_or_default();
        (number, &self.all[number])
    }

    /// The rules by which the articles are checked, for a report that lists them.
    pub fn catalogue(&self) -> &Catalogue {
        self.every_rule.as_ref().unwrap_or(&self.all[0].checker.catalogue)
    }
}

struct Making<'a> {
    args: &'a CheckArgs,
    /// The order of findings where nobody chose one.
    sort: Sort,
    found: Vec<Found>,
    /// What each comes to.
    configs: Vec<Config>,
    /// By what decides how they judge.
    checkers: FxHashMap<String, Arc<Kept>>,
    scopes: Scopes,
}

impl Making<'_> {
    /// The number of the scope for a configuration, made where it is new.
    fn scope(&mut self, found: Found) -> Result<usize> {
        if let Some(known) = self.found.iter().rposition(|known| known.is(&found)) {
            return Ok(known);
        }
        let (args, config) = (self.args, found.config());
        let scopes = &mut self.scopes;
        let fail_on = args.fail_on.or(config.fail_on).unwrap_or(FailOn::Error);
        let same_chain = |known: &Found| Arc::ptr_eq(&known.chain, &found.chain);
        let limit = match (args.policy.max_warnings, config.max_warnings) {
            (Some(_), _) if !scopes.limits.is_empty() => Some(0),
            (Some(most), _) => Some(scopes.limit(most, "--max-warnings".to_owned())),
            (None, Some(most)) => match self.found.iter().position(same_chain) {
                // What is counted is counted by file, whatever else is set for some articles.
                Some(other) => scopes.all[other].limit,
                None => {
                    let from = config.settings.iter().find(|setting| setting.key == "max-warnings");
                    let from = from.map_or_else(String::new, |setting| setting.from.to_string());
                    Some(scopes.limit(most, format!("{from}: max-warnings")))
                }
            },
            (None, None) => None,
        };
        let checker = match self.checkers.entry(config.judged_by()) {
            Entry::Occupied(known) => Arc::clone(known.get()),
            Entry::Vacant(new) => Arc::clone(new.insert(Arc::new(setup::checker(&args.choice, &config)?))),
        };
        if !self.found.iter().any(same_chain) {
            found.chain.refuse_unknown_rules(&checker.catalogue)?;
        }
        let scope = Scope {
            checker,
            sort: args.sort.or(config.sort).unwrap_or(self.sort),
            fail_on: if args.policy.exit_zero { FailOn::Never } else { fail_on },
            english: config.english || args.sheet.reading.language.is_some(),
            comments: (!args.policy.no_ignore_comments).then_some(config.require_reasons),
            baseline: scopes.baseline(args, &config)?,
            limit: limit.filter(|_| !args.policy.exit_zero),
        };
        scopes.read(found.chain.files.iter().chain(&config.rules_folders).chain(&args.choice.own.rules));
        scopes.all.push(scope);
        self.found.push(found);
        self.configs.push(config);
        Ok(self.found.len() - 1)
    }
}

impl Scopes {
    /// Keeps in mind that these configurations and the rules in these folders are read.
    fn read<'a>(&mut self, paths: impl IntoIterator<Item = &'a PathBuf>) {
        for path in paths {
            if self.known.insert(path.clone()) {
                match path.is_dir() {
                    // One that cannot be listed has been refused.
                    true => self.files.extend(rule_files(path).unwrap_or_default()),
                    false => self.files.push(path.clone()),
                }
            }
        }
    }

    fn limit(&mut self, most: u64, from: String) -> usize {
        self.limits.push(Limit { most, from });
        self.limits.len() - 1
    }

    fn baseline(&mut self, args: &CheckArgs, config: &Config) -> Result<Option<usize>> {
        let Some((path, writes)) = BaselineFile::named(&args.policy, config) else { return Ok(None) };
        if let Some(known) = self.baselines.iter().position(|known| known.path == path) {
            return Ok(Some(known));
        }
        self.baselines.push(BaselineFile::read(&path, writes)?);
        Ok(Some(self.baselines.len() - 1))
    }
}

/// What a run comes to, beside what its reports say.
#[derive(Default)]
pub struct Tally {
    /// Whether something was found that fails the run.
    pub fails: bool,
    /// Whether a file could not be written in which something was to be put right.
    pub unwritten: bool,
    /// What each rule found.
    pub statistics: Statistics,
    /// The warnings of each scope.
    warnings: Vec<u64>,
    /// What each baseline is told.
    records: Vec<Record>,
    /// The limits that were exceeded, in words; known at the end.
    pub exceeded: Vec<String>,
}

impl Tally {
    /// Adds what an article gave.
    pub fn add(&mut self, scopes: &Scopes, number: usize, fails: bool, summary: &Summary, told: Told) {
        self.fails |= fails;
        self.warnings.resize(scopes.all.len(), 0);
        self.warnings[number] += summary.warning;
        if let Some(baseline) = scopes.all[number].baseline {
            self.records.resize_with(scopes.baselines.len(), Record::default);
            self.records[baseline].add(told);
        }
    }

    /// Finds the limits that are exceeded.
    pub fn close(&mut self, scopes: &Scopes) {
        let counted = |number: usize| -> u64 {
            let of = scopes.all.iter().zip(&self.warnings).filter(|(scope, _)| scope.limit == Some(number));
            of.map(|(_, warnings)| warnings).sum()
        };
        let limits = scopes.limits.iter().enumerate();
        let exceeded = limits.filter(|(number, limit)| counted(*number) > limit.most);
        self.exceeded = exceeded
            .map(|(number, limit)| format!("{} {}: there are {}", limit.from, limit.most, counted(number)))
            .collect();
    }

    /// Ends the baselines: writes those that are to be written, and tells of the others what is out of date.
    pub fn end(mut self, scopes: Scopes) -> Result<()> {
        self.records.resize_with(scopes.baselines.len(), Record::default);
        for ((number, baseline), record) in scopes.baselines.into_iter().enumerate().zip(self.records) {
            let held = scopes.all.iter().filter(|scope| scope.baseline == Some(number));
            let rules = held.flat_map(|scope| scope.checker.catalogue.rules());
            let in_force = rules.filter(|rule| rule.enabled).map(|rule| rule.id.as_str()).collect();
            baseline.end(record, &in_force)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_for_standard_output_is_for_the_screen() {
        for (formats, output, expected) in [
            (&[][..], None, true),
            (&[], Some("-"), true),
            (&[], Some("r.txt"), false),
            (&["text"], None, true),
            (&["json=o.json", "text"], None, true),
            (&["text=-"], Some("r.txt"), true),
            (&["text"], Some("r.txt"), false),
            (&["text=r.txt"], None, false),
            (&["json"], None, false),
        ] {
            let formats: Vec<String> = formats.iter().map(|&format| format.to_owned()).collect();
            assert_eq!(on_screen(&formats, output.map(Path::new)), expected, "{formats:?} {output:?}");
        }
    }

    #[test]
    fn the_worst_comes_first_on_a_terminal_only() {
        for (on_screen, terminal, sort) in
            [(true, true, Sort::Risk), (true, false, Sort::Place), (false, true, Sort::Place)]
        {
            assert_eq!(default_sort(on_screen, terminal), sort);
        }
    }
}
