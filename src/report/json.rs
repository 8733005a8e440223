//! The JSON report, schema version 1: `docs/report.schema.json` is the contract.
//!
//! A document is one line, so that a report of a million articles can be read, and cut, line by line.

use super::passage::{slice, words_of};
use super::places::Places;
use super::put::{Put, each, fields, object};
use super::sheets::{SheetJson, layout};
use super::{Format, Markup, Renderer, Summary, View};
use crate::Span;
use crate::checker::Document;
use crate::facts::speech::in_source::{self, Change};
use crate::facts::times::dates::weekday_name;
use crate::facts::{Attribution, DateMention, Entity, Facts, Figure, InSource, Mention, Quote};
use crate::rules::{Finding, Related, Replacement};
use crate::text::{Article, Place};
use std::fmt::{self, Display};
use std::io::{self, Write};
use std::ops::Range;

pub(super) const FORMAT: Format = Format {
    name: "json",
    doc: "everything that was found, for programs; docs/report.schema.json is its schema",
    views: View::ALL,
    renderer: |view, _, _| {
        if View::REPORTED.contains(&view) { Box::new(Json) } else { Box::new(SheetJson(layout(view))) }
    },
};

/// The version of the schema that these reports follow.
pub(super) const VERSION: u32 = 1;

/// How much of a document is held before it is written. A report is six times its article.
const HELD: usize = 64 * 1024;

/// Writes the JSON report.
#[derive(Clone, Copy, Debug, Default)]
pub struct Json;

impl Renderer for Json {
    fn markup(&self) -> Markup {
        Markup::Json
    }

    fn begin(&self, out: &mut dyn Write) -> io::Result<()> {
        head(out)?;
        write!(out, "\"documents\":[")
    }

    fn document(&self, document: &Document, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"\n{")?;
        members(document, out)?;
        out.write_all(b"}")
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

/// Writes what every report begins with: the version of its schema, and the program that made it.
pub(super) fn head(out: &mut dyn Write) -> io::Result<()> {
    let tool = serde_json::json!({ "name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION") });
    write!(out, "{{\"version\":{VERSION},\"tool\":{tool},")
}

/// Writes what a document's object holds.
pub(super) fn members(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    let Document { facts, findings, accepted, .. } = document;
    let article = document.article();
    let cut = Cut::new(document);
    let mut line = Vec::new();
    fields!(&mut line, "",
        "path": article.name,
        "encoding": article.encoding,
        "date": article.published.map(|published| published.date.to_string()),
    );
    let mut lists = Lists { line, out };
    lists.list("attributions", facts.attributions(), |i, a, out| cut.attribution(i, a).put(out))?;
    lists.list("entities", &facts.entities().entities, |i, e, out| cut.entity(i, e, out))?;
    lists.list("figures", facts.figures(), |i, f, out| cut.figure(i, f, out))?;
    lists.list("dates", facts.dates(), |_, d, out| cut.date(d, out))?;
    lists.list("quotes", &facts.quotes().quotes, |i, q, out| cut.quote(i, q, out))?;
    // Only where there were transcripts.
    if let Some(all) = facts.in_source() {
        lists.list("verified", all, |_, one, out| cut.verified(one, out))?;
    }
    lists.list("findings", findings, |_, f, out| cut.finding(f, None, out))?;
    // Only where a baseline or a comment was.
    if !accepted.is_empty() {
        lists
            .list("accepted", accepted, |_, a, out| cut.finding(&a.finding, Some(a.reason.as_str()), out))?;
    }
    lists.out.write_all(&lists.line)
}

/// Members that are lists, written as they are made: no more than an item over [`HELD`] is in memory.
struct Lists<'a> {
    line: Vec<u8>,
    out: &'a mut dyn Write,
}

impl Lists<'_> {
    /// Writes a member that follows another, each item of which `put` writes.
    fn list<'a, T>(
        &mut self,
        name: &str,
        items: &'a [T],
        put: impl Fn(usize, &'a T, &mut Vec<u8>),
    ) -> io::Result<()> {
        self.line.push(b',');
        name.put(&mut self.line);
        self.line.extend_from_slice(b":[");
        for (i, item) in items.iter().enumerate() {
            if i > 0 {
                self.line.push(b',');
            }
            put(i, item, &mut self.line);
            if self.line.len() >= HELD {
                self.out.write_all(&self.line)?;
                self.line.clear();
            }
        }
        self.line.push(b']');
        Ok(())
    }
}

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

/// One or more places and the words there; pieces are joined by ` … `.
pub(super) struct Passage<'a> {
    spans: Spans,
    pub(super) text: Text<'a>,
}

pub(super) struct AttributionView<'a> {
    id: Id,
    pub(super) kind: &'static str,
    content: Passage<'a>,
    pub(super) cue: Option<CueView<'a>>,
    source: Option<SourceView<'a>>,
    pub(super) strength: &'static str,
    pub(super) negated: bool,
    pub(super) medium: Option<Passage<'a>>,
    pub(super) confidence: f32,
}

pub(super) struct CueView<'a> {
    spans: Spans,
    text: Text<'a>,
    pub(super) class: &'static str,
    pub(super) lemma: Option<&'a str>,
}

pub(super) struct SourceView<'a> {
    spans: Spans,
    text: Text<'a>,
    class: Option<&'static str>,
    entity: Option<Id>,
    name: Option<&'a str>,
    others: Vec<Id>,
    confidence: f32,
}

/// A letter for the kind of fact and its number in the document, from 1: `a1`.
pub(super) struct Id(char, usize);

impl Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.0, self.1 + 1)
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

impl Put for SpanView {
    fn put(&self, out: &mut Vec<u8>) {
        object!(out, "start": self.start, "end": self.end, "line": self.line, "column": self.column);
    }
}

impl Put for Spans {
    fn put(&self, out: &mut Vec<u8>) {
        match self {
            Self::One(one) => one.put(out),
            Self::Several(several) => several.put(out),
        }
    }
}

impl Put for Text<'_> {
    fn put(&self, out: &mut Vec<u8>) {
        words_of(self.article, self.spans).put(out);
    }
}

impl Put for Passage<'_> {
    fn put(&self, out: &mut Vec<u8>) {
        object!(out, "spans": self.spans, "text": self.text);
    }
}

impl AttributionView<'_> {
    /// Writes its fields without the braces, so that others can follow.
    pub(super) fn fields(&self, out: &mut Vec<u8>) {
        fields!(out, "",
            "id": self.id,
            "kind": self.kind,
            "content": self.content,
            "cue": self.cue,
            "source": self.source,
            "strength": self.strength,
            "negated": self.negated,
            "medium": self.medium,
            "confidence": self.confidence,
        );
    }
}

impl Put for AttributionView<'_> {
    fn put(&self, out: &mut Vec<u8>) {
        out.push(b'{');
        self.fields(out);
        out.push(b'}');
    }
}

impl Put for CueView<'_> {
    fn put(&self, out: &mut Vec<u8>) {
        object!(out,
            "spans": self.spans,
            "text": self.text,
            "class": self.class,
            "lemma": self.lemma,
        );
    }
}

impl Put for SourceView<'_> {
    fn put(&self, out: &mut Vec<u8>) {
        object!(out,
            "spans": self.spans,
            "text": self.text,
            "class": self.class,
            "entity": self.entity,
            "name": self.name,
            "others": self.others,
            "confidence": self.confidence,
        );
    }
}

impl Put for Id {
    fn put(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&[b'"', self.0 as u8]);
        (self.1 + 1).put(out);
        out.push(b'"');
    }
}

/// Cuts views out of one article.
pub(super) struct Cut<'a> {
    article: &'a Article,
    facts: &'a Facts<'a>,
    places: Places<'a>,
}

impl<'a> Cut<'a> {
    pub(super) fn new(document: &'a Document<'a>) -> Self {
        let (article, facts) = (document.article(), &document.facts);
        Self { article, facts, places: Places::new(article) }
    }

    pub(super) fn span(&self, span: Span) -> SpanView {
        let Place { line, column } = self.places.start(span);
        // Offsets are those of the file, whatever the text was made from.
        let Range { start, end } = self.article.map.range(span);
        SpanView { start, end, line, column }
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
            class: a.cue_class.name(),
            lemma: a.cue_lemma.as_deref(),
        };
        let speaker = a.entity.and_then(|e| self.facts.entities().get(e));
        let source = || SourceView {
            spans: self.spans(&a.source),
            text: self.text(&a.source),
            class: a.source_class.map(|class| class.name()),
            entity: a.entity.map(|e| Id('e', e.index())),
            name: speaker.map(|entity| entity.name).or(a.stands_for).map(|name| self.slice(name)),
            others: a.others.iter().map(|&other| Id('e', other.index())).collect(),
            confidence: a.speaker_confidence,
        };
        AttributionView {
            id: Id('a', i),
            kind: a.kind.name(),
            content: self.passage(&a.content),
            cue: (!a.cue.is_empty()).then(cue),
            source: (!a.source.is_empty()).then(source),
            strength: a.strength.name(),
            negated: a.negated,
            medium: a.medium.as_ref().map(|medium| self.passage(std::slice::from_ref(medium))),
            confidence: a.confidence,
        }
    }

    fn entity(&self, i: usize, e: &Entity, out: &mut Vec<u8>) {
        let mentions = e.mentions.iter().filter_map(|&m| self.facts.entities().mentions.get(m.index()));
        object!(out,
            "id": Id('e', i),
            "kind": e.kind.name(),
            "name": self.slice(e.name),
            "titles": each(e.titles.iter(), |&title, out| self.slice(title).put(out)),
            "gender": e.gender.map(|gender| gender.name()),
            "mentions": each(mentions, |mention, out| self.mention(mention, out)),
        );
    }

    fn mention(&self, m: &Mention, out: &mut Vec<u8>) {
        object!(out,
            "spans": [self.span(m.span)],
            "text": self.slice(m.span),
            "form": m.form.name(),
            "title": m.title.map(|title| self.slice(title)),
        );
    }

    fn figure(&self, i: usize, f: &Figure, out: &mut Vec<u8>) {
        object!(out,
            "id": Id('f', i),
            "spans": [self.span(f.span)],
            "text": self.slice(f.span),
            "kind": f.kind.name(),
            "precision": f.precision.name(),
            "low": f.low,
            "high": f.high,
            "unit": f.unit,
            "noun": f.noun.map(|noun| self.slice(noun)),
            "subject": f.subject,
            "qualifiers": f.qualifiers,
            "time": f.time,
            "place": f.place,
            "attribution": f.attribution.map(|a| Id('a', a.index())),
        );
    }

    fn date(&self, d: &DateMention, out: &mut Vec<u8>) {
        object!(out,
            "spans": [self.span(d.span)],
            "text": self.slice(d.span),
            "weekday": d.weekday.map(weekday_name),
            "day": d.day,
            "month": d.month,
            "year": d.year,
            "date": d.resolved.map(|date| date.to_string()),
            "possible": d.possible,
            "relative": d.relative,
        );
    }

    fn quote(&self, i: usize, q: &Quote, out: &mut Vec<u8>) {
        object!(out,
            "id": Id('q', i),
            "spans": [self.span(q.span)],
            "text": self.slice(q.span),
            "use": q.used_as.name(),
            "marks": q.marks.name(),
            "closed": q.closed,
            "words": q.words,
            "parent": q.parent.map(|parent| Id('q', parent.index())),
            "continues": q.continues.map(|earlier| Id('q', earlier.index())),
        );
    }

    fn verified(&self, one: &InSource, out: &mut Vec<u8>) {
        let said = |p: &in_source::Passage, out: &mut Vec<u8>| {
            object!(out,
                "transcript": p.transcript,
                "line": p.line,
                "seconds": p.time,
                "speaker": p.speaker,
                "text": p.text,
            );
        };
        let change = |change: &Change, out: &mut Vec<u8>| {
            let (change, text) = match change {
                Change::Same(text) => ("same", text),
                Change::LeftOut(text) => ("left-out", text),
                Change::PutIn(text) => ("put-in", text),
            };
            object!(out, "change": change, "text": text);
        };
        object!(out,
            "quote": Id('q', one.quote),
            "verdict": one.verdict.name(),
            "likeness": one.likeness,
            "passages": each(one.passages.iter(), said),
            "changes": each(one.changes.iter(), change),
            "speaker_agrees": one.speaker_agrees,
        );
    }

    /// A finding; with the reason, one that was accepted.
    fn finding(&self, f: &Finding, reason: Option<&str>, out: &mut Vec<u8>) {
        let related = |r: &Related, out: &mut Vec<u8>| {
            object!(out,
                "message": r.message,
                "spans": self.spans(&r.spans),
                "text": words_of(self.article, &r.spans),
            );
        };
        fields!(out, "{",
            "rule": f.rule,
            "severity": f.severity.name(),
            "message": f.message,
            "help": f.help,
            "spans": self.spans(&f.spans),
            "text": words_of(self.article, &f.spans),
            "related": each(f.related.iter(), related),
            "fingerprint": f.fingerprint,
        );
        if let Some(reason) = reason {
            fields!(out, ",", "reason": reason);
        } else if let Some(fix) = &f.fix {
            let replacement = |one: &Replacement, out: &mut Vec<u8>| {
                let SpanView { start, end, line, column } = self.span(one.span);
                object!(out, "start": start, "end": end, "line": line, "column": column, "text": one.text);
            };
            let replacements = each(fix.replacements.iter(), replacement);
            fields!(out, ",", "fix": replacements);
        }
        out.push(b'}');
    }
}
