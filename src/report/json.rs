//! The JSON report, schema version 1: `docs/report.schema.json` is the contract.
//!
//! A document is one line, so that a report of a million articles can be read, and cut, line by line.

use super::passage::{slice, words_of};
use super::places::Places;
use super::{Renderer, Summary, words};
use crate::Span;
use crate::checker::Document;
use crate::facts::in_source::{self, Change};
use crate::facts::{Attribution, DateMention, Entity, Facts, Figure, InSource, Mention, Quote};
use crate::rules::{Finding, Related};
use crate::text::{Article, Place};
use serde::Serialize;
use std::fmt::{self, Display};
use std::io::{self, Write};

/// The version of the schema that these reports follow.
pub(super) const VERSION: u32 = 1;

/// Bytes of report for each byte of article, as a rule.
const TYPICAL: usize = 6;

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
        // Into a buffer whose kind is known here: each of a hundred short pieces to a statement would otherwise be
        // a call of its own.
        let mut line = Vec::with_capacity(TYPICAL * document.article.text.len());
        line.push(b'\n');
        serde_json::to_writer(&mut line, &view(document))?;
        out.write_all(&line)
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
    let cut = Cut::new(document);
    DocumentView {
        path: &article.name,
        encoding: encoding.unwrap_or("UTF-8"),
        date: article.published.map(|published| published.date.to_string()),
        attributions: numbered(&facts.attributions, |i, a| cut.attribution(i, a)),
        entities: numbered(&facts.entities.entities, |i, e| cut.entity(i, e)),
        figures: numbered(&facts.figures, |i, f| cut.figure(i, f)),
        dates: facts.dates.iter().map(|d| cut.date(d)).collect(),
        quotes: numbered(&facts.quotes.quotes, |i, q| cut.quote(i, q)),
        verified: facts.in_source.as_ref().map(|all| all.iter().map(|one| cut.verified(one)).collect()),
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
    /// Only where there were transcripts.
    #[serde(skip_serializing_if = "Option::is_none")]
    verified: Option<Vec<VerifiedView<'a>>>,
    findings: Vec<FindingView<'a>>,
}

#[derive(Serialize)]
pub(super) struct SpanView {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) line: u32,
    pub(super) column: u32,
}

/// The places of any number of spans. Most often there is one, and then nothing is allocated for it.
enum Spans {
    One([SpanView; 1]),
    Several(Vec<SpanView>),
}

impl Serialize for Spans {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(match self {
            Self::One(one) => one.as_slice(),
            Self::Several(several) => several,
        })
    }
}

/// One or more places and the words there; pieces are joined by ` … `. Views that have other fields besides have
/// these two among them: one flattened into another would be written a good deal slower.
#[derive(Serialize)]
pub(super) struct Passage<'a> {
    spans: Spans,
    pub(super) text: Text<'a>,
}

#[derive(Serialize)]
pub(super) struct AttributionView<'a> {
    id: Id,
    pub(super) kind: &'static str,
    content: Passage<'a>,
    pub(super) cue: Option<CueView<'a>>,
    source: Option<SourceView<'a>>,
    pub(super) negated: bool,
    pub(super) medium: Option<Passage<'a>>,
    pub(super) confidence: f32,
}

#[derive(Serialize)]
pub(super) struct CueView<'a> {
    spans: Spans,
    text: Text<'a>,
    pub(super) class: &'static str,
    pub(super) lemma: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct SourceView<'a> {
    spans: Spans,
    text: Text<'a>,
    class: Option<&'static str>,
    entity: Option<Id>,
    name: Option<&'a str>,
    others: Vec<Id>,
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
    spans: Spans,
    text: Text<'a>,
    form: &'static str,
    title: Option<&'a str>,
}

#[derive(Serialize)]
struct FigureView<'a> {
    id: Id,
    spans: Spans,
    text: Text<'a>,
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
    spans: Spans,
    text: Text<'a>,
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
    spans: Spans,
    text: Text<'a>,
    #[serde(rename = "use")]
    used_as: &'static str,
    marks: &'static str,
    closed: bool,
    words: u32,
    parent: Option<Id>,
    continues: Option<Id>,
}

#[derive(Serialize)]
struct VerifiedView<'a> {
    quote: Id,
    verdict: &'static str,
    likeness: f32,
    passages: Vec<SaidView<'a>>,
    changes: Vec<ChangeView<'a>>,
    speaker_agrees: Option<bool>,
}

#[derive(Serialize)]
struct SaidView<'a> {
    transcript: &'a str,
    line: u32,
    seconds: Option<u32>,
    speaker: Option<&'a str>,
    text: &'a str,
}

#[derive(Serialize)]
struct ChangeView<'a> {
    change: &'static str,
    text: &'a str,
}

#[derive(Serialize)]
struct FindingView<'a> {
    rule: &'a str,
    severity: &'static str,
    message: &'a str,
    help: &'a str,
    spans: Spans,
    text: Text<'a>,
    related: Vec<RelatedView<'a>>,
    fingerprint: &'a str,
}

#[derive(Serialize)]
struct RelatedView<'a> {
    message: &'a str,
    spans: Spans,
    text: Text<'a>,
}

/// A letter for the kind of fact and its number in the document, from 1: `a1`.
pub(super) struct Id(char, usize);

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
pub(super) struct Text<'a> {
    article: &'a Article,
    spans: &'a [Span],
}

impl Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&words_of(self.article, self.spans))
    }
}

impl Serialize for Text<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&words_of(self.article, self.spans))
    }
}

/// Cuts views out of one article.
pub(super) struct Cut<'a> {
    article: &'a Article,
    facts: &'a Facts,
    places: Places<'a>,
}

impl<'a> Cut<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        let (article, facts) = (&document.article, &document.facts);
        Self { article, facts, places: Places::new(article) }
    }

    pub(super) fn span(&self, span: Span) -> SpanView {
        let Place { line, column } = self.places.start(span);
        SpanView { start: span.start, end: span.end, line, column }
    }

    fn spans(&self, spans: &[Span]) -> Spans {
        match spans {
            [one] => Spans::One([self.span(*one)]),
            several => Spans::Several(several.iter().map(|&span| self.span(span)).collect()),
        }
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

    pub(super) fn attribution(&self, i: usize, a: &'a Attribution) -> AttributionView<'a> {
        let cue = || CueView {
            spans: self.spans(&a.cue),
            text: self.text(&a.cue),
            class: words::cue(a.cue_class),
            lemma: a.cue_lemma.as_deref(),
        };
        let speaker = a.entity.and_then(|e| self.facts.entities.entities.get(e));
        let source = || SourceView {
            spans: self.spans(&a.source),
            text: self.text(&a.source),
            class: a.source_class.map(words::source),
            entity: a.entity.map(|e| Id('e', e)),
            name: speaker.map(|entity| self.slice(entity.name)),
            others: a.others.iter().map(|&other| Id('e', other)).collect(),
            confidence: a.speaker_confidence,
        };
        AttributionView {
            id: Id('a', i),
            kind: words::attribution(a.kind),
            content: self.passage(&a.content),
            cue: (!a.cue.is_empty()).then(cue),
            source: (!a.source.is_empty()).then(source),
            negated: a.negated,
            medium: a.medium.as_ref().map(|medium| self.passage(std::slice::from_ref(medium))),
            confidence: a.confidence,
        }
    }

    fn entity(&self, i: usize, e: &'a Entity) -> EntityView<'a> {
        let mentions = e.mentions.iter().filter_map(|&m| self.facts.entities.mentions.get(m));
        let mention = |m: &'a Mention| MentionView {
            spans: self.spans(std::slice::from_ref(&m.span)),
            text: self.text(std::slice::from_ref(&m.span)),
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
            spans: self.spans(std::slice::from_ref(&f.span)),
            text: self.text(std::slice::from_ref(&f.span)),
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
            spans: self.spans(std::slice::from_ref(&d.span)),
            text: self.text(std::slice::from_ref(&d.span)),
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
            spans: self.spans(std::slice::from_ref(&q.span)),
            text: self.text(std::slice::from_ref(&q.span)),
            used_as: words::quote(q.used_as),
            marks: words::marks(q.marks),
            closed: q.closed,
            words: q.words,
            parent: q.parent.map(|parent| Id('q', parent)),
            continues: q.continues.map(|earlier| Id('q', earlier)),
        }
    }

    fn verified(&self, one: &'a InSource) -> VerifiedView<'a> {
        let said = |p: &'a in_source::Passage| SaidView {
            transcript: &p.transcript,
            line: p.line,
            seconds: p.time,
            speaker: p.speaker.as_deref(),
            text: &p.text,
        };
        let change = |change: &'a Change| {
            let (change, text) = match change {
                Change::Same(text) => ("same", text),
                Change::LeftOut(text) => ("left-out", text),
                Change::PutIn(text) => ("put-in", text),
            };
            ChangeView { change, text }
        };
        VerifiedView {
            quote: Id('q', one.quote),
            verdict: words::verdict_id(one.verdict),
            likeness: one.likeness,
            passages: one.passages.iter().map(said).collect(),
            changes: one.changes.iter().map(change).collect(),
            speaker_agrees: one.speaker_agrees,
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
