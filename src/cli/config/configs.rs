//! Which configuration is in force for an article: that of the nearest `onrecord.toml` or `.onrecord.toml` in its folder or
//! above, else the user's own; or, for all articles, the file named by `--config` or the variable `ONRECORD_CONFIG`.

use super::keys::NAMES;
use super::layer::{Layer, Override};
use super::setting::{Setting, Value};
use super::{Config, HOUSE_SPELLING, unknown_rule};
use crate::cli::args::ConfigSource;
use anyhow::{Result, anyhow, bail};
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use onrecord::rules::Catalogue;
use rustc_hash::FxHashMap;
use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The variable that names a file.
const VARIABLE: &str = "ONRECORD_CONFIG";
/// Files that extend each other, at most: nobody has more, and a circle has no end.
const DEPTH: usize = 16;

/// What is in force below a folder, before it is known for which file.
#[derive(Debug, Default)]
pub struct Chain {
    /// The files that were read, those that override others last.
    pub files: Vec<PathBuf>,
    /// Their tables of settings, in the same order.
    tables: Vec<Table>,
    /// What folders are searched without.
    exclude: Option<Gitignore>,
    /// The settings of the command line.
    arguments: Vec<Setting>,
}

/// Settings for every article, or for some.
#[derive(Debug)]
struct Table {
    settings: Vec<Setting>,
    /// Which articles it is for, where it is not for all.
    of: Option<(Gitignore, Patterns)>,
}

/// Patterns as they are written, and where.
#[derive(Clone, Debug)]
pub struct Patterns {
    /// As `.gitignore` writes them.
    pub files: Vec<String>,
    /// The file.
    pub from: String,
}

impl Chain {
    /// What a file that extends others comes to; patterns are relative to `root`.
    fn of(path: Option<&Path>, root: &Path, arguments: &[Setting]) -> Result<Self> {
        let mut layers: Vec<Layer> = Vec::new();
        let mut next = path.map(Path::to_owned);
        while let Some(path) = next {
            let seen = |layer: &Layer| layer.path.as_ref().and_then(|known| known.canonicalize().ok());
            let real = path.canonicalize().ok();
            let circle = real.is_some() && layers.iter().any(|layer| seen(layer) == real);
            if circle || layers.len() == DEPTH {
                let first = layers.last().and_then(|layer| layer.path.as_deref()).unwrap_or(&path);
                bail!("{}: extends {}, which extends it in turn", first.display(), path.display());
            }
            let layer = Layer::file(&path).map_err(|error| match layers.last() {
                Some(Layer { path: Some(from), .. }) => anyhow!("{}: extend: {error}", from.display()),
                _ => error,
            })?;
            next = layer.extend.clone();
            layers.push(layer);
        }
        layers.reverse();
        let mut chain = Self { arguments: arguments.to_vec(), ..Self::default() };
        for layer in layers {
            chain.files.extend(layer.path);
            chain.tables.push(Table { settings: layer.settings, of: None });
            // What a file sets for some articles overrides what it sets for all, and both what it extends.
            for Override { files, settings } in layer.overrides {
                let from = chain.files.last().map_or_else(String::new, |file| file.display().to_string());
                let matcher = matcher(root, &files, chain.files.last())?;
                chain.tables.push(Table { settings, of: Some((matcher, Patterns { files, from })) });
            }
        }
        let excluded = chain.settings().rev().find_map(|setting| match &setting.value {
            Value::Exclude(patterns) => Some(patterns),
            _ => None,
        });
        let exclude = excluded.map(|patterns| matcher(root, patterns, chain.files.last())).transpose()?;
        chain.exclude = exclude;
        Ok(chain)
    }

    /// All settings, those that override others last.
    fn settings(&self) -> impl DoubleEndedIterator<Item = &Setting> {
        self.tables.iter().flat_map(|table| &table.settings).chain(&self.arguments)
    }

    /// Whether house style replaces words in some articles, which makes a rule.
    fn spells(&self) -> bool {
        self.settings().any(|setting| matches!(setting.value, Value::Spelling(..)))
    }

    /// Which of the tables are for this file; for none, those that are for all.
    fn tables_for(&self, file: Option<&Path>) -> Vec<bool> {
        let is_for = |table: &Table| match (&table.of, file) {
            (None, _) => true,
            (Some((files, _)), Some(file)) => matches(files, file, false),
            (Some(_), None) => false,
        };
        self.tables.iter().map(is_for).collect()
    }

    /// What is in force where just those tables are.
    fn config(&self, tables: &[bool]) -> Config {
        let tables = self.tables.iter().zip(tables).filter(|(_, applies)| **applies);
        let settings = tables.map(|(table, _)| &table.settings);
        Config { spells: self.spells(), ..Config::of(settings.chain([&self.arguments]).cloned()) }
    }

    /// Refuses rules that do not exist in the tables for some articles, whether one of these is read or not.
    pub fn refuse_unknown_rules(&self, catalogue: &Catalogue) -> Result<()> {
        let settings =
            self.tables.iter().filter(|table| table.of.is_some()).flat_map(|table| &table.settings);
        for setting in settings {
            if let Value::Rule(name, _) = &setting.value
                && !(name == HOUSE_SPELLING && self.spells())
            {
                catalogue.known(name).map_err(|unknown| unknown_rule(&setting.from, &unknown))?;
            }
        }
        Ok(())
    }

    /// The patterns of the tables that are for some articles only, those that override others last.
    pub fn for_some(&self) -> impl Iterator<Item = &Patterns> {
        self.tables.iter().filter_map(|table| table.of.as_ref()).map(|(_, patterns)| patterns)
    }
}

fn matcher(root: &Path, patterns: &[String], file: Option<&PathBuf>) -> Result<Gitignore> {
    let name = || file.map_or_else(|| "--config".to_owned(), |file| file.display().to_string());
    let mut builder = GitignoreBuilder::new(root);
    for pattern in patterns {
        builder.add_line(None, pattern).map_err(|error| anyhow!("{}: {error}", name()))?;
    }
    builder.build().map_err(|error| anyhow!("{}: {error}", name()))
}

/// Whether a pattern is for this path, or for a folder that it is in. Of a path elsewhere than below the folder that patterns
/// are relative to, only the name counts.
fn matches(patterns: &Gitignore, path: &Path, is_dir: bool) -> bool {
    if path.starts_with(patterns.path()) {
        return patterns.matched_path_or_any_parents(path, is_dir).is_ignore();
    }
    path.file_name().is_some_and(|name| patterns.matched(Path::new("..").join(name), is_dir).is_ignore())
}

/// A configuration, shared by the articles that it is for.
#[derive(Clone, Debug)]
pub struct Found {
    /// The files it is made of.
    pub chain: Arc<Chain>,
    /// Which of its tables are in force.
    tables: Vec<bool>,
}

impl Found {
    /// What it comes to.
    pub fn config(&self) -> Config {
        self.chain.config(&self.tables)
    }

    /// Whether another is the same.
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.chain, &other.chain) && self.tables == other.tables
    }
}

/// The configurations of a run, each read when the first article that it is for comes up.
#[derive(Debug, Default)]
pub struct Configs {
    /// The one that is in force for all articles, where one is.
    only: Option<Arc<Chain>>,
    /// The settings of the command line.
    arguments: Vec<Setting>,
    known: Mutex<Known>,
}

#[derive(Debug, Default)]
struct Known {
    /// By folder, as it was named.
    named: FxHashMap<PathBuf, Place>,
    /// By folder, with every link followed.
    real: FxHashMap<PathBuf, Arc<Chain>>,
    /// That of articles with none above them.
    fallback: Option<Arc<Chain>>,
}

/// A folder that articles are in.
#[derive(Clone, Debug)]
struct Place {
    /// The folder, with every link followed.
    real: PathBuf,
    chain: Arc<Chain>,
}

impl Configs {
    /// Those that the options ask for.
    pub fn of(source: &ConfigSource) -> Result<Self> {
        let (assignments, files): (Vec<&String>, Vec<&String>) =
            source.config.iter().partition(|value| value.contains('=') && !Path::new(value).is_file());
        let mut arguments = Vec::new();
        for written in assignments {
            arguments.extend(Layer::argument(written)?.settings);
        }
        let named = match files[..] {
            [] => env::var_os(VARIABLE).filter(|path| !path.is_empty()).map(PathBuf::from),
            [_] if source.isolated => {
                bail!("--isolated: uses no file; take out --config, or name a KEY=VALUE there")
            }
            [file] => Some(PathBuf::from(file)),
            [..] => bail!("--config: name one file; what else is set is KEY=VALUE"),
        };
        let named = named.filter(|_| !source.isolated);
        let only = match (&named, source.isolated) {
            (None, false) => None,
            (path, _) => Some(Arc::new(Chain::of(path.as_deref(), &here(), &arguments)?)),
        };
        Ok(Self { only, arguments, known: Mutex::default() })
    }

    /// What is in force for a file, or a folder.
    pub fn find(&self, path: &Path) -> Result<Found> {
        let is_dir = path.is_dir();
        let folder = if is_dir { path } else { path.parent().unwrap_or(Path::new("")) };
        let Place { real, chain } = self.place(folder)?;
        let file = (!is_dir).then(|| real.join(path.file_name().unwrap_or_default()));
        Ok(Found { tables: chain.tables_for(file.as_deref()), chain })
    }

    /// Whether folders are searched without this file or folder. What cannot be read is reported when its articles are.
    pub fn excludes(&self, path: &Path, is_dir: bool) -> bool {
        let folder = path.parent().unwrap_or(Path::new(""));
        let Ok(Place { real, chain }) = self.place(folder) else { return false };
        let Some(exclude) = &chain.exclude else { return false };
        matches(exclude, &real.join(path.file_name().unwrap_or_default()), is_dir)
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn place(&self, folder: &Path) -> Result<Place> {
        if let Some(place) = self.known().named.get(folder) {
            return Ok(place.clone());
        }
        let named = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        // Of standard input under a made-up name, the folder need not exist.
        let real = named.canonicalize().unwrap_or_else(|_| here().join(named));
        let chain = match &self.only {
            Some(chain) => Arc::clone(chain),
            None => self.above(&real)?,
        };
        let place = Place { real, chain };
        self.known().named.insert(folder.to_owned(), place.clone());
        Ok(place)
    }

    /// The nearest in `folder` or above it.
    fn above(&self, folder: &Path) -> Result<Arc<Chain>> {
        if let Some(chain) = self.known().real.get(folder) {
            return Ok(Arc::clone(chain));
        }
        let file = NAMES.iter().map(|name| folder.join(name)).find(|file| file.is_file());
        let chain = match (file, folder.parent()) {
            (Some(file), _) => Arc::new(Chain::of(Some(&as_typed(file)), folder, &self.arguments)?),
            (None, Some(parent)) => self.above(parent)?,
            (None, None) => self.fallback()?,
        };
        self.known().real.insert(folder.to_owned(), Arc::clone(&chain));
        Ok(chain)
    }

    /// The user's own.
    fn fallback(&self) -> Result<Arc<Chain>> {
        if let Some(chain) = &self.known().fallback {
            return Ok(Arc::clone(chain));
        }
        let own = own_file().filter(|file| file.is_file());
        let chain = Arc::new(Chain::of(own.as_deref(), &here(), &self.arguments)?);
        self.known().fallback = Some(Arc::clone(&chain));
        Ok(chain)
    }
}

/// The user's own configuration, whether there is one or not.
fn own_file() -> Option<PathBuf> {
    let folder =
        |name: &str| env::var_os(name).filter(|path| Path::new(path).is_absolute()).map(PathBuf::from);
    let home = || folder("HOME").map(|home| home.join(".config"));
    let windows = || folder("APPDATA").filter(|_| cfg!(windows));
    let folder = folder("XDG_CONFIG_HOME").or_else(windows).or_else(home)?;
    Some(folder.join("onrecord").join(NAMES[0]))
}

/// The current folder, with every link followed.
fn here() -> PathBuf {
    env::current_dir().and_then(|here| here.canonicalize()).unwrap_or_default()
}

/// A path as it would be typed, where that is shorter.
fn as_typed(path: PathBuf) -> PathBuf {
    match path.strip_prefix(here()) {
        Ok(near) if near.as_os_str() != OsStr::new("") => near.to_owned(),
        _ => path,
    }
}
