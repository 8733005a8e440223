//! Reads the PolNeAR corpus: `text/<article>.txt` with `attributions/<article>_<annotator>.ann` (brat).

use anyhow::{Context, Result};
use onrecord::Span;
use onrecord::text::{Article, Manuscript};
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

/// An annotated attribution; each role is a list of pieces, in order, as byte spans.
#[derive(Clone, Debug, Default)]
pub struct Gold {
    pub source: Vec<Span>,
    pub cue: Vec<Span>,
    pub content: Vec<Span>,
}

/// An article with the attributions of its first annotator, and those of others where there are any.
pub struct Annotated {
    pub article: Article,
    pub gold: Vec<Gold>,
    pub others: Vec<Vec<Gold>>,
    /// Whether its annotators follow other conventions than those of the main corpus.
    pub further: bool,
}

/// Loads a split (`train` or `dev`), sorted by name.
pub fn load(dir: &Path) -> Result<Vec<Annotated>> {
    let mut annotations: BTreeMap<String, Vec<_>> = BTreeMap::new();
    let folder = dir.join("attributions");
    let mut files: Vec<_> = fs::read_dir(&folder)
        .with_context(|| format!("{}", folder.display()))?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    files.sort();
    for path in files {
        let stem = path.file_stem().and_then(|s| s.to_str()).context("annotation file name")?;
        let (name, _) = stem.rsplit_once('_').context("annotation file name without annotator")?;
        annotations.entry(name.to_owned()).or_default().push(fs::read_to_string(&path)?);
    }
    annotations
        .into_iter()
        .map(|(name, files)| {
            let text = dir.join("text").join(format!("{name}.txt"));
            let text = fs::read_to_string(&text).with_context(|| format!("{}", text.display()))?;
            let article = Article::new(&format!("{name}.txt"), Manuscript::of_lines(text), None);
            let mut files = files.iter().map(|file| parse(&article.text, file));
            let gold = files.next().unwrap_or_default();
            let others = files.collect();
            Ok(Annotated { article, gold, others, further: false })
        })
        .collect()
}

fn parse(text: &str, ann: &str) -> Vec<Gold> {
    let offsets: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
    let mut spans: HashMap<&str, Vec<Span>> = HashMap::new();
    let mut gold = Vec::new();
    for line in ann.lines().filter(|l| l.starts_with('T')) {
        let mut fields = line.split('\t');
        let (Some(id), Some(kind)) = (fields.next(), fields.next()) else { continue };
        let Some((_, ranges)) = kind.split_once(' ') else { continue };
        let pieces = ranges.split(';').filter_map(|range| {
            let (start, end) = range.split_once(' ')?;
            Some(Span::of(
                *offsets.get(start.parse::<usize>().ok()?)?..*offsets.get(end.parse::<usize>().ok()?)?,
            ))
        });
        spans.insert(id, pieces.collect());
    }
    for line in ann.lines().filter(|l| l.starts_with('E')) {
        let Some(roles) = line.split('\t').nth(1).filter(|r| r.starts_with("Attribution")) else { continue };
        let mut one = Gold::default();
        for role in roles.split(' ') {
            let Some((role, target)) = role.split_once(':') else { continue };
            let pieces = spans.get(target).cloned().unwrap_or_default();
            match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
                "Source" => one.source.extend(pieces),
                "Cue" => one.cue.extend(pieces),
                "Content" => one.content.extend(pieces),
                _ => {}
            }
        }
        for role in [&mut one.source, &mut one.cue, &mut one.content] {
            role.sort();
        }
        if !one.content.is_empty() {
            gold.push(one);
        }
    }
    gold
}

#[cfg(test)]
mod tests {
    use super::parse;
    use onrecord::Span;

    #[test]
    fn roles_are_joined_and_placed_in_bytes() {
        let ann = "T1\tSource 0 3\tÅse\nT2\tCue 4 8\tsaid\nT3\tContent 9 12;13 16\ttwo and\n\
                   E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\nA1\tNested E1\n";
        let gold = parse("Åse said two and more", ann);
        assert_eq!(gold.len(), 1);
        assert_eq!(gold[0].source, [Span::of(0..4)]);
        assert_eq!(gold[0].cue, [Span::of(5..9)]);
        assert_eq!(gold[0].content, [Span::of(10..13), Span::of(14..17)]);
    }
}
