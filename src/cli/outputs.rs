//! Which formats a run writes, and where each goes. Nothing is opened before it is known that no two are one file, and that
//! none is a file that is read.

use super::args::WritingArgs;
use super::colour;
use super::identity::Identity;
use super::piece::Piece;
use super::sink::Sink;
use anyhow::{Result, anyhow, bail};
use onrecord::input::Source;
use onrecord::nearest;
use onrecord::report::{
    self, FORMATS, Failure, Format, Listed, Markup, Outcome, Overview, Renderer, Style, Summary, View,
    guarded,
};
use onrecord::rules::Catalogue;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

/// Every format of a run with its destination, in the order they were asked for.
pub struct Outputs {
    /// Makes the pieces; used by all threads.
    pub renderers: Vec<Box<dyn Renderer>>,
    sinks: Vec<Sink>,
    /// Whether the sink already has a document, so that the next one needs a separator.
    begun: Vec<bool>,
    /// What could not be read, for formats that list it at their end.
    failures: Vec<Failure>,
    /// The articles, for formats that list them at their end.
    listed: Vec<Listed>,
}

/// Failures that are kept for the end of a report, at most.
const KEPT: usize = 1000;
/// Articles that are kept in mind for the list at the end of a report, at most.
const LISTED: usize = 10_000;

impl Outputs {
    /// Opens every output and writes the heads. `formats` are those to write where the options name none.
    pub fn open(
        view: View,
        catalogue: &Catalogue,
        args: &WritingArgs,
        formats: &[String],
        inputs: &Inputs<'_>,
    ) -> Result<Self> {
        let mut outputs = Self::none();
        let formats = if args.format.is_empty() { formats } else { &args.format };
        let plan = plan(view, formats, args.output.as_deref())?;
        refuse_clashes(&plan, inputs)?;
        for (format, place) in plan {
            let terminal = place.is_none() && io::stdout().is_terminal();
            let style = Style {
                colour: colour::wanted(args.color, terminal),
                width: colour::width(),
                quiet: args.quiet,
                // Each document says it itself.
                fails: None,
            };
            let renderer = (format.renderer)(view, style, catalogue);
            if renderer.is_packed() && terminal {
                let name = format.name;
                bail!("--format {name}: is nothing for a screen; write it to a file: -f {name}=FILE");
            }
            let mut sink = place.as_deref().map_or_else(|| Ok(Sink::stdout()), Sink::file)?;
            if renderer.is_packed() {
                sink.hold();
            }
            outputs.renderers.push(renderer);
            outputs.sinks.push(sink);
            outputs.begun.push(false);
        }
        outputs.each(|renderer, out| renderer.begin(out))?;
        Ok(outputs)
    }

    /// Opens the outputs of a run that ends with a page on standard output: those that go to files. Where the options name
    /// none, these are those of `formats` that have a file.
    pub fn beside_a_page(
        view: View,
        catalogue: &Catalogue,
        args: &WritingArgs,
        formats: &[String],
        inputs: &Inputs<'_>,
    ) -> Result<Self> {
        let has_file = |spec: &&String| spec.split_once('=').is_some_and(|(_, file)| file != "-");
        let formats: Vec<String> = match args.format.is_empty() {
            true => formats.iter().filter(has_file).cloned().collect(),
            false => args.format.clone(),
        };
        if formats.is_empty() && args.output.is_none() {
            refuse_stdout(inputs)?;
            return Ok(Self::none());
        }
        let planned = plan(view, &formats, args.output.as_deref())?;
        if let Some((format, _)) = planned.iter().find(|(_, place)| place.is_none()) {
            bail!(
                "--statistics: takes the place of a report on the screen; give {0} a file: -f {0}=FILE",
                format.name
            );
        }
        refuse_stdout(inputs)?;
        Self::open(view, catalogue, args, &formats, inputs)
    }

    fn none() -> Self {
        Self {
            renderers: Vec::new(),
            sinks: Vec::new(),
            begun: Vec::new(),
            failures: Vec::new(),
            listed: Vec::new(),
        }
    }

    /// Writes in a few words what the run comes to, before the first document.
    pub fn overview(&mut self, overview: &Overview<'_>) -> Result<()> {
        self.each(|renderer, out| renderer.overview(overview, out))
    }

    /// Keeps an article in mind for the end of a report.
    pub fn list(&mut self, article: Listed) {
        if self.listed.len() < LISTED {
            self.listed.push(article);
        }
    }

    /// Writes that an article could not be read, in the formats that can say so.
    pub fn unreadable(&mut self, failure: &Failure) -> Result<()> {
        let write = |renderer: &dyn Renderer, out: &mut dyn io::Write| renderer.unreadable(failure, out);
        let pieces = self.renderers.iter().map(|renderer| Piece::of(renderer.as_ref(), write));
        let pieces = pieces.collect::<io::Result<Vec<_>>>()?;
        if self.failures.len() < KEPT {
            self.failures.push(failure.clone());
        }
        self.document(pieces).map(drop)
    }

    /// Writes one document's pieces, one per renderer. False when every output is closed.
    pub fn document(&mut self, pieces: Vec<Piece>) -> Result<bool> {
        let mut read = self.sinks.is_empty();
        for (i, piece) in pieces.into_iter().enumerate() {
            if !piece.is_empty() && std::mem::replace(&mut self.begun[i], true) {
                let mut between = Vec::new();
                self.renderers[i].between(&mut between)?;
                self.sinks[i].write(&between)?;
            }
            read |= piece.send(&mut self.sinks[i])?;
        }
        Ok(read)
    }

    /// Flushes every output. False when all are closed.
    pub fn flush(&mut self) -> Result<bool> {
        let mut read = self.sinks.is_empty();
        for sink in &mut self.sinks {
            read |= sink.flush()?;
        }
        Ok(read)
    }

    /// Writes the feet and moves files into place.
    pub fn close(mut self, summary: &Summary, exceeded: &[String]) -> Result<()> {
        let failures = std::mem::take(&mut self.failures);
        let listed = std::mem::take(&mut self.listed);
        let outcome = Outcome { summary, failures: &failures, listed: &listed, exceeded };
        self.each(|renderer, out| renderer.finish(&outcome, out))?;
        for (renderer, sink) in self.renderers.iter().zip(&mut self.sinks) {
            if let Some(held) = sink.release() {
                let packed = renderer.pack(&held).map_err(|error| anyhow!("--format: {error}"))?;
                sink.write(&packed)?;
            }
        }
        self.sinks.into_iter().try_for_each(Sink::close)
    }

    fn each(&mut self, render: impl Fn(&dyn Renderer, &mut dyn io::Write) -> io::Result<()>) -> Result<()> {
        for (renderer, sink) in self.renderers.iter().zip(&mut self.sinks) {
            Piece::of(renderer.as_ref(), &render)?.send(sink)?;
        }
        Ok(())
    }
}

/// A format with its file; None is stdout.
type Planned = (&'static Format, Option<PathBuf>);

fn names<'a>(formats: &'a [&'static Format]) -> impl Iterator<Item = &'static str> + 'a {
    formats.iter().map(|format| format.name)
}

fn listed(formats: &[&'static Format]) -> String {
    names(formats).collect::<Vec<_>>().join(", ")
}

/// What a view shows, in a message.
const fn what(view: View) -> &'static str {
    match view {
        View::Findings => "findings",
        View::Quotes => "the quote sheet",
        View::Figures => "the table of figures",
        View::Verified => "quotations against transcripts",
        View::Names => "the ledger of names",
        View::Timeline => "the timeline",
        View::Check => "the fact-check sheet",
    }
}

/// The names of the formats that can show what a command lists; none where it shows no view.
pub fn formats_of(command: &str) -> Vec<&'static str> {
    let view = match command {
        "check" => View::Findings,
        "quotes" => View::Quotes,
        "figures" => View::Figures,
        "verify" => View::Verified,
        "names" => View::Names,
        "timeline" => View::Timeline,
        "sheet" => View::Check,
        _ => return Vec::new(),
    };
    FORMATS.iter().filter(|format| format.views.contains(&view)).map(|format| format.name).collect()
}

/// Each format with its file; None is stdout. `--output` takes the format that names no file of its own.
fn plan(view: View, formats: &[String], output: Option<&Path>) -> Result<Vec<Planned>> {
    planned(what(view), &|format| format.views.contains(&view), formats, output)
}

/// The same for formats that are `able` to show what it is.
fn planned(
    what: &str,
    able: &dyn Fn(&Format) -> bool,
    formats: &[String],
    output: Option<&Path>,
) -> Result<Vec<Planned>> {
    let mut plan: Vec<Planned> = Vec::new();
    let mut output_used = false;
    let text = ["text".to_owned()];
    for spec in if formats.is_empty() { &text } else { formats } {
        let (name, file) = spec.split_once('=').map_or((spec.as_str(), None), |(n, f)| (n, Some(f)));
        let Some(format) = report::format(name) else {
            let meant = nearest(name, names(FORMATS)).map(|f| format!("; did you mean {f}?"));
            let meant = meant.unwrap_or_default();
            bail!("--format {name}: no such format; available: {}{meant}", listed(FORMATS));
        };
        if !able(format) {
            let able: Vec<_> = FORMATS.iter().copied().filter(|f| able(f)).collect();
            bail!("--format {name}: cannot show {what}; the formats that can are {}", listed(&able));
        }
        let place = match file {
            Some("") => bail!("--format {spec}: name a file after the ="),
            Some("-") => None,
            Some(file) => Some(PathBuf::from(file)),
            None => {
                output_used = true;
                output.filter(|o| o.as_os_str() != "-").map(Path::to_owned)
            }
        };
        if let Some((other, _)) = plan.iter().find(|(_, p)| *p == place) {
            let place = place.map_or_else(|| "standard output".to_owned(), |p| p.display().to_string());
            return Err(anyhow!(
                "--format: {} and {name} would both go to {place}; give one a file: -f {name}=FILE",
                other.name
            ));
        }
        plan.push((format, place));
    }
    if output.is_some() && !output_used {
        bail!("--output: every format already has a file of its own; remove --output");
    }
    Ok(plan)
}

/// Writes a page that is made when all is read, in each format that is asked for and can show `what` it is. The names of those
/// that can are `able`.
pub fn pages(
    able: &[&str],
    what: &str,
    args: &WritingArgs,
    inputs: &Inputs<'_>,
    page: impl Fn(&str, Style) -> (Vec<u8>, Markup),
) -> Result<()> {
    let plan = planned(what, &|format| able.contains(&format.name), &args.format, args.output.as_deref())?;
    refuse_clashes(&plan, inputs)?;
    for (format, place) in plan {
        let terminal = place.is_none() && io::stdout().is_terminal();
        let colour = colour::wanted(args.color, terminal);
        let style = Style { colour, width: colour::width(), quiet: args.quiet, fails: None };
        let (bytes, markup) = page(format.name, style);
        let mut sink = place.as_deref().map_or_else(|| Ok(Sink::stdout()), Sink::file)?;
        sink.write(&guarded(bytes, markup))?;
        sink.close()?;
    }
    Ok(())
}

/// What a run reads.
#[derive(Default)]
pub struct Inputs<'a> {
    /// The files: articles, transcripts, rules.
    pub files: Vec<&'a Path>,
    /// Whether standard input is one of them.
    pub stdin: bool,
}

impl<'a> Inputs<'a> {
    /// Adds what is read of these sources.
    pub fn add(&mut self, sources: &'a [Source]) {
        for source in sources {
            match source {
                Source::File(path) => self.files.push(path),
                _ => self.stdin = true,
            }
        }
    }

    /// Refuses to write a file that is read as something else: one of the rules so far, or an article.
    pub fn refuse_to_write(&self, path: &Path, articles: &[Source], writes: bool) -> Result<()> {
        let Some(file) = Identity::existing(path).filter(|_| writes) else { return Ok(()) };
        let files = articles.iter().filter_map(|source| match source {
            Source::File(path) => Some(path.as_path()),
            _ => None,
        });
        if files.chain(self.files.iter().copied()).any(|read| Identity::existing(read) == Some(file.clone()))
        {
            bail!("--write-baseline: {} is one of the files that are read; name another", path.display());
        }
        Ok(())
    }
}

/// Refuses two outputs that are one file, and an output that is an input, by whatever names they go.
fn refuse_clashes(plan: &[Planned], inputs: &Inputs<'_>) -> Result<()> {
    let mut outputs: Vec<(String, Identity)> = Vec::with_capacity(plan.len());
    // What is no file (a terminal, a pipe) may well be read from and written to at once.
    let mut files: Vec<(String, Identity)> = Vec::new();
    for (format, place) in plan {
        let (name, identity, is_file) = match place {
            None => match Identity::stdout() {
                Some((identity, is_file)) => ("standard output".to_owned(), identity, is_file),
                None => continue,
            },
            Some(path) => {
                let (identity, target) = Identity::written(path);
                let is_file = target.metadata().is_ok_and(|meta| meta.is_file());
                (path.display().to_string(), identity, is_file)
            }
        };
        if let Some((other, _)) = outputs.iter().find(|(_, known)| *known == identity) {
            let kind = format.name;
            bail!("--format: {other} and {name} are one file; give {kind} another: -f {kind}=FILE");
        }
        if is_file {
            files.push((name.clone(), identity.clone()));
        }
        outputs.push((name, identity));
    }
    if files.is_empty() {
        return Ok(());
    }
    let read = inputs.files.iter().filter_map(|path| Identity::existing(path));
    for input in read.chain(Identity::stdin().filter(|_| inputs.stdin)) {
        if let Some((name, _)) = files.iter().find(|(_, output)| *output == input) {
            bail!("{name}: is one of the files that are read; write the report to another");
        }
    }
    Ok(())
}

/// Refuses a page on standard output that would be written into a file which is read.
pub fn refuse_stdout(inputs: &Inputs<'_>) -> Result<()> {
    let text = report::format("text").map(|format| (format, None));
    refuse_clashes(&text.into_iter().collect::<Vec<_>>(), inputs)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn planned(view: View, formats: &[&str], output: Option<&str>) -> Result<Vec<String>, String> {
        let formats: Vec<String> = formats.iter().map(|&f| f.to_owned()).collect();
        let plan = plan(view, &formats, output.map(Path::new)).map_err(|e| e.to_string())?;
        Ok(plan
            .into_iter()
            .map(|(f, p)| {
                format!("{}>{}", f.name, p.map_or_else(|| "-".to_owned(), |p| p.display().to_string()))
            })
            .collect())
    }

    #[test]
    fn every_format_has_its_place() {
        let cases: &[(&[&str], Option<&str>, &[&str])] = &[
            (&[], None, &["text>-"]),
            (&[], Some("r.txt"), &["text>r.txt"]),
            (&["json"], Some("-"), &["json>-"]),
            (&["text", "json=o.json"], None, &["text>-", "json>o.json"]),
            (&["text", "json=o.json"], Some("r.txt"), &["text>r.txt", "json>o.json"]),
            (&["json=a=b.json"], None, &["json>a=b.json"]),
        ];
        for (formats, output, expected) in cases {
            assert_eq!(planned(View::Findings, formats, *output).unwrap(), *expected);
        }
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        let cases: &[(&[&str], Option<&str>, &str)] = &[
            (&["jsn"], None, "did you mean json?"),
            (&["pdf"], None, "available: text, line"),
            (&["text", "json"], None, "both go to standard output"),
            (&["text=a", "json=a"], None, "both go to a"),
            (&["json="], None, "name a file"),
            (&["json=a"], Some("b"), "remove --output"),
        ];
        for (formats, output, expected) in cases {
            let error = planned(View::Findings, formats, *output).unwrap_err();
            assert!(error.contains(expected), "{error}");
        }
        let error = planned(View::Figures, &["sarif"], None).unwrap_err();
        assert!(
            error.contains("cannot show the table of figures; the formats that can are text,"),
            "{error}"
        );
    }
}
