//! The JSON report, schema version 1: `docs/report.schema.json` is the contract.
//!
//! A document is one line, so that a report of a million articles can be read, and cut, line by line.

use super::passage::{slice, words_of};
use super::places::Places;
use super::{Renderer, Summary, words};
use crate::Span;
use crate::checker::Document;
use crate::facts::{Attribution, DateMention, Entity, Facts, Figure, Mention, Quote};
use crate::rules::{Finding, Related};
use crate::text::{Article, Place};
use serde::Serialize;
use std::fmt::{self, Display};
use std::io::{self, Write};

/// The version of the schema that these reports follow.
const VERSION: u32 = 1;

/// Writes the JSON report.
#[derive(Clone, Copy, Debug, Default)]
pub struct Json;

impl Renderer for Json {
    fn begin(&self, out: &mut dyn Write) -> io::Result<()> {
        let (name, version) = (env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
        let tool = serde_json::json!({ "name": name, "version": version });
        write!(out, "{{\"version\":{VERSION},\"tool\":{tool},\"documents\":[")
    }

    fn document(&self, document: &Document, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out)?;
        serde_json::to_writer(out, &view(document)).map_err(io::Error::from)
    }

    fn between(&self, out: &mut dyn Write) -> io::Result<()> {
        write!(out, ",")
    }

    fn end(&self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "\n],\"summary\":")?;
        serde_json::to_writer(&mut *out, summary)?;
        writeln!(out, "}}")
    }
}

pub(super) fn view(document: &Document) -> DocumentView<'_> {
    let Document { article, encoding, facts, findings } = document;
    let cut = Cut { article, facts, places: Places::new(article) };
    DocumentView {
        path: &article.name,
        encoding: encoding.unwrap_or("UTF-8"),
        date: article.published.map(|published| published.date.to_string()),
        attributions: numbered(&facts.attributions, |i, a| cut.attribution(i, a)),
        entities: numbered(&facts.entities.entities, |i, e| cut.entity(i, e)),
        figures: numbered(&facts.figures, |i, f| cut.figure(i, f)),
        dates: facts.dates.iter().map(|d| cut.date(d)).collect(),
        quotes: numbered(&facts.quotes.quotes, |i, q| cut.quote(i, q)),
        findings: findings.iter().map(|f| cut.finding(f)).collect(),
    }
}

fn numbered<'a, T, V>(facts: &'a [T], view: impl Fn(usize, &'a T) -> V) -> Vec<V> {
    facts.iter().enumerate().map(|(i, fact)| view(i, fact)).collect()
}

#[derive(Serialize)]
pub(super) struct DocumentView<'a> {
    path: &'a str,
    encoding: &'a str,
    date: Option<String>,
    attributions: Vec<AttributionView<'a>>,
    entities: Vec<EntityView<'a>>,
    figures: Vec<FigureView<'a>>,
    dates: Vec<DateView<'a>>,
    quotes: Vec<QuoteView<'a>>,
    findings: Vec<FindingView<'a>>,
}

#[derive(Serialize)]
struct SpanView {
    start: u32,
    end: u32,
    line: u32,
    column: u32,
}

/// One or more places and the words there; pieces are joined by ` … `.
#[derive(Serialize)]
struct Passage<'a> {
    spans: Vec<SpanView>,
    text: Text<'a>,
}

#[derive(Serialize)]
struct AttributionView<'a> {
    id: Id,
    kind: &'static str,
    content: Passage<'a>,
    cue: Option<CueView<'a>>,
    source: Option<SourceView<'a>>,
    negated: bool,
    confidence: f32,
}

#[derive(Serialize)]
struct CueView<'a> {
    #[serde(flatten)]
    passage: Passage<'a>,
    class: &'static str,
    lemma: Option<&'a str>,
}

#[derive(Serialize)]
struct SourceView<'a> {
    #[serde(flatten)]
    passage: Passage<'a>,
    class: Option<&'static str>,
    entity: Option<Id>,
    name: Option<&'a str>,
    confidence: f32,
}

#[derive(Serialize)]
struct EntityView<'a> {
    id: Id,
    kind: &'static str,
    name: &'a str,
    titles: Vec<&'a str>,
    gender: Option<&'static str>,
    mentions: Vec<MentionView<'a>>,
}

#[derive(Serialize)]
struct MentionView<'a> {
    #[serde(flatten)]
    passage: Passage<'a>,
    form: &'static str,
    title: Option<&'a str>,
}

#[derive(Serialize)]
struct FigureView<'a> {
    id: Id,
    #[serde(flatten)]
    passage: Passage<'a>,
    kind: &'static str,
    precision: &'static str,
    low: f64,
    high: f64,
    unit: Option<&'a str>,
    noun: Option<&'a str>,
    subject: Option<&'a str>,
    qualifiers: &'a [String],
    time: Option<&'a str>,
    place: Option<&'a str>,
    attribution: Option<Id>,
}

#[derive(Serialize)]
struct DateView<'a> {
    #[serde(flatten)]
    passage: Passage<'a>,
    weekday: Option<&'static str>,
    day: Option<u8>,
    month: Option<u8>,
    year: Option<i16>,
    date: Option<String>,
    possible: bool,
    relative: bool,
}

#[derive(Serialize)]
struct QuoteView<'a> {
    id: Id,
    #[serde(flatten)]
    passage: Passage<'a>,
    #[serde(rename = "use")]
    used_as: &'static str,
    marks: &'static str,
    closed: bool,
    words: u32,
    parent: Option<Id>,
    continues: Option<Id>,
}

#[derive(Serialize)]
struct FindingView<'a> {
    rule: &'a str,
    severity: &'static str,
    message: &'a str,
    help: &'a str,
    spans: Vec<SpanView>,
    text: Text<'a>,
    related: Vec<RelatedView<'a>>,
    fingerprint: &'a str,
}

#[derive(Serialize)]
struct RelatedView<'a> {
    message: &'a str,
    spans: Vec<SpanView>,
    text: Text<'a>,
}

/// A letter for the kind of fact and its number in the document, from 1: `a1`.
struct Id(char, usize);

impl Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.0, self.1 + 1)
    }
}

impl Serialize for Id {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The words of spans, in order.
struct Text<'a> {
    article: &'a Article,
    spans: &'a [Span],
}

impl Serialize for Text<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&words_of(self.article, self.spans))
    }
}

/// Cuts views out of one article.
struct Cut<'a> {
    article: &'a Article,
    facts: &'a Facts,
    places: Places<'a>,
}

impl<'a> Cut<'a> {
    fn spans(&self, spans: &[Span]) -> Vec<SpanView> {
        let view = |&span: &Span| {
            let Place { line, column } = self.places.start(span);
            SpanView { start: span.start, end: span.end, line, column }
        };
        spans.iter().map(view).collect()
    }

    fn text(&self, spans: &'a [Span]) -> Text<'a> {
        Text { article: self.article, spans }
    }

    fn passage(&self, spans: &'a [Span]) -> Passage<'a> {
        Passage { spans: self.spans(spans), text: self.text(spans) }
    }

    fn slice(&self, span: Span) -> &'a str {
        slice(self.article, span)
    }

    fn attribution(&self, i: usize, a: &'a Attribution) -> AttributionView<'a> {
        let cue = || CueView {
            passage: self.passage(&a.cue),
            class: words::cue(a.cue_class),
            lemma: a.cue_lemma.as_deref(),
        };
        let speaker = a.entity.and_then(|e| self.facts.entities.entities.get(e));
        let source = || SourceView {
            passage: self.passage(&a.source),
            class: a.source_class.map(words::source),
            entity: a.entity.map(|e| Id('e', e)),
            name: speaker.map(|entity| self.slice(entity.name)),
            confidence: a.speaker_confidence,
        };
        AttributionView {
            id: Id('a', i),
            kind: words::attribution(a.kind),
            content: self.passage(&a.content),
            cue: (!a.cue.is_empty()).then(cue),
            source: (!a.source.is_empty()).then(source),
            negated: a.negated,
            confidence: a.confidence,
        }
    }

    fn entity(&self, i: usize, e: &'a Entity) -> EntityView<'a> {
        let mentions = e.mentions.iter().filter_map(|&m| self.facts.entities.mentions.get(m));
        let mention = |m: &'a Mention| MentionView {
            passage: self.passage(std::slice::from_ref(&m.span)),
            form: words::form(m.form),
            title: m.title.map(|title| self.slice(title)),
        };
        EntityView {
            id: Id('e', i),
            kind: words::entity(e.kind),
            name: self.slice(e.name),
            titles: e.titles.iter().map(|&title| self.slice(title)).collect(),
            gender: e.gender.map(words::gender),
            mentions: mentions.map(mention).collect(),
        }
    }

    fn figure(&self, i: usize, f: &'a Figure) -> FigureView<'a> {
        FigureView {
            id: Id('f', i),
            passage: self.passage(std::slice::from_ref(&f.span)),
            kind: words::figure(f.kind),
            precision: words::precision(f.precision),
            low: f.low,
            high: f.high,
            unit: f.unit.as_deref(),
            noun: f.noun.map(|noun| self.slice(noun)),
            subject: f.subject.as_deref(),
            qualifiers: &f.qualifiers,
            time: f.time.as_deref(),
            place: f.place.as_deref(),
            attribution: f.attribution.map(|a| Id('a', a)),
        }
    }

    fn date(&self, d: &'a DateMention) -> DateView<'a> {
        DateView {
            passage: self.passage(std::slice::from_ref(&d.span)),
            weekday: d.weekday.map(words::weekday),
            day: d.day,
            month: d.month,
            year: d.year,
            date: d.resolved.map(|date| date.to_string()),
            possible: d.possible,
            relative: d.relative,
        }
    }

    fn quote(&self, i: usize, q: &'a Quote) -> QuoteView<'a> {
        QuoteView {
            id: Id('q', i),
            passage: self.passage(std::slice::from_ref(&q.span)),
            used_as: words::quote(q.used_as),
            marks: words::marks(q.marks),
            closed: q.closed,
            words: q.words,
            parent: q.parent.map(|parent| Id('q', parent)),
            continues: q.continues.map(|earlier| Id('q', earlier)),
        }
    }

    fn finding(&self, f: &'a Finding) -> FindingView<'a> {
        let related = |r: &'a Related| RelatedView {
            message: &r.message,
            spans: self.spans(&r.spans),
            text: self.text(&r.spans),
        };
        FindingView {
            rule: &f.rule,
            severity: words::severity(f.severity),
            message: &f.message,
            help: &f.help,
            spans: self.spans(&f.spans),
            text: self.text(&f.spans),
            related: f.related.iter().map(related).collect(),
            fingerprint: &f.fingerprint,
        }
    }
}
