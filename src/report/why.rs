//! Why words are attributed to whom they are: each attribution on a line with its parts, the evidence and the runner-up.
//! For people, and the same as JSON.

use super::Style;
use super::json::{AttributionView, Cut, SpanView};
use super::paint::{Paint, plural};
use super::passage::{slice, words_of};
use super::printable::{Shown, printable};
use super::put::{Put, fields, object};
use crate::Span;
use crate::checker::Document;
use crate::facts::explanation::{Explanation, Part};
use crate::facts::people::entities::EntityId;
use crate::facts::speech::attributions::SpeakerWay;
use crate::facts::speech::linker::{Candidate, Choice};
use crate::facts::{Attribution, AttributionKind, SourceClass, Strength};
use crate::text::Article;
use std::io::{self, Write};

/// A family of clues with less than this share of the evidence for a part is not worth naming.
const SHARE: f32 = 0.15;
/// Options of the linker that are named beside the one it took.
const OTHERS: usize = 2;

/// The explanation of a line.
pub struct Why<'a> {
    document: &'a Document<'a>,
    line: u32,
    explained: Vec<Explained<'a>>,
}

/// An attribution with its evidence.
struct Explained<'a> {
    attribution: AttributionView<'a>,
    parts: Vec<PartView<'a>>,
    reasons: Vec<String>,
    cue_options: Vec<Vec<OptionView<'a>>>,
    source_options: Vec<OptionView<'a>>,
    speaker: SpeakerView<'a>,
}

impl Explained<'_> {
    /// The source as written; nothing where there is none.
    fn source(&self) -> String {
        let pieces = self.parts.iter().filter(|p| p.part == "source").map(|p| p.words.text);
        pieces.collect::<Vec<_>>().join(" … ")
    }
}

struct PartView<'a> {
    part: &'static str,
    words: WordsView<'a>,
    confidence: Option<f32>,
    clues: Vec<ClueView>,
}

struct WordsView<'a> {
    place: SpanView,
    text: &'a str,
}

struct ClueView {
    what: &'static str,
    share: f32,
}

struct OptionView<'a> {
    option: &'static str,
    words: Option<WordsView<'a>>,
    odds: f32,
}

struct SpeakerView<'a> {
    name: Option<&'a str>,
    confidence: f32,
    how: String,
    chain: Vec<WordsView<'a>>,
    runner_up: Option<&'a str>,
}

impl Put for Explained<'_> {
    fn put(&self, out: &mut Vec<u8>) {
        out.push(b'{');
        self.attribution.fields(out);
        fields!(out, ",",
            "parts": self.parts,
            "reasons": self.reasons,
            "cue_options": self.cue_options,
            "source_options": self.source_options,
            "speaker": self.speaker,
        );
        out.push(b'}');
    }
}

impl Put for PartView<'_> {
    fn put(&self, out: &mut Vec<u8>) {
        fields!(out, "{", "part": self.part);
        self.words.fields(",", out);
        fields!(out, ",", "confidence": self.confidence, "clues": self.clues);
        out.push(b'}');
    }
}

impl WordsView<'_> {
    /// Writes its fields, the first after `opening`.
    fn fields(&self, opening: &str, out: &mut Vec<u8>) {
        out.extend_from_slice(opening.as_bytes());
        let SpanView { start, end, line, column } = self.place;
        fields!(out, "", "start": start, "end": end, "line": line, "column": column, "text": self.text);
    }
}

impl Put for WordsView<'_> {
    fn put(&self, out: &mut Vec<u8>) {
        self.fields("{", out);
        out.push(b'}');
    }
}

impl Put for ClueView {
    fn put(&self, out: &mut Vec<u8>) {
        object!(out, "what": self.what, "share": self.share);
    }
}

impl Put for OptionView<'_> {
    fn put(&self, out: &mut Vec<u8>) {
        fields!(out, "{", "option": self.option);
        if let Some(words) = &self.words {
            words.fields(",", out);
        }
        fields!(out, ",", "odds": self.odds);
        out.push(b'}');
    }
}

impl Put for SpeakerView<'_> {
    fn put(&self, out: &mut Vec<u8>) {
        object!(out,
            "name": self.name,
            "confidence": self.confidence,
            "how": self.how,
            "chain": self.chain,
            "runner_up": self.runner_up,
        );
    }
}

impl<'a> Why<'a> {
    /// Explains the attributions with these numbers, whose accounts are given in the same order.
    #[must_use]
    pub fn new(
        document: &'a Document<'a>,
        line: u32,
        attributions: &[usize],
        accounts: &'a [Explanation],
    ) -> Self {
        let cut = Cut::new(document);
        let explained = attributions.iter().zip(accounts).filter_map(|(&i, account)| {
            let attribution = document.facts.attributions().get(i)?;
            Some(explain(document, &cut, i, attribution, account))
        });
        Self { document, line, explained: explained.collect() }
    }

    /// Writes it as one JSON object.
    ///
    /// # Errors
    /// When `out` fails.
    pub fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut line = Vec::new();
        object!(&mut line,
            "version": super::json::VERSION,
            "path": self.document.article().name,
            "line": self.line,
            "attributions": self.explained,
        );
        line.push(b'\n');
        out.write_all(&line)
    }

    /// Writes it for people.
    ///
    /// # Errors
    /// When `out` fails.
    pub fn text(&self, style: Style, out: &mut dyn Write) -> io::Result<()> {
        let page = WhyLayout { paint: Paint::new(style), width: style.readable() };
        let name = Shown::of(&self.document.article().name);
        let count = plural(self.explained.len() as u64, "attribution", "attributions");
        writeln!(out, "{}: {count}", page.paint.frame(format!("{name}:{}", self.line)))?;
        for (number, explained) in (1..).zip(&self.explained) {
            writeln!(out)?;
            page.attribution(number, explained, out)?;
        }
        Ok(())
    }
}

fn explain<'a>(
    document: &'a Document<'a>,
    cut: &Cut<'a>,
    number: usize,
    attribution: &'a Attribution,
    account: &'a Explanation,
) -> Explained<'a> {
    let article = document.article();
    let at = |span: Span| WordsView { place: cut.span(span), text: slice(article, span) };
    let option = |what: &'static str| {
        move |choice: &Choice| {
            let (option, span) = match choice.candidate {
                Candidate::Words(span) => (what, Some(span)),
                Candidate::Nothing => ("none", None),
                Candidate::GoesOn => ("goes on", None),
            };
            (option, span, choice.odds)
        }
    };
    let options = |choices: &[Choice], what| -> Vec<OptionView<'a>> {
        let view = |(option, span, odds): (&'static str, Option<Span>, f32)| OptionView {
            option,
            words: span.map(at),
            odds,
        };
        choices.iter().map(option(what)).map(view).collect()
    };
    let trace = account.trace.as_ref();
    Explained {
        attribution: cut.attribution(number, attribution),
        parts: account.parts.iter().map(|part| part_view(part, at(part.span))).collect(),
        reasons: reasons(document, attribution, account),
        cue_options: trace.iter().flat_map(|t| &t.cues).map(|cues| options(cues, "cue")).collect(),
        source_options: trace.map(|t| options(&t.sources, "source")).unwrap_or_default(),
        speaker: SpeakerView {
            name: name(document, attribution.entity),
            confidence: attribution.speaker_confidence,
            how: how(document, attribution),
            chain: attribution.reading.iter().flat_map(|r| &r.chain).map(|&span| at(span)).collect(),
            runner_up: name(document, attribution.reading.as_ref().and_then(|r| r.runner_up)),
        },
    }
}

fn part_view<'a>(part: &Part, words: WordsView<'a>) -> PartView<'a> {
    let clue = |&(what, share)| ClueView { what, share };
    PartView {
        part: part.label.name(),
        words,
        confidence: part.confidence,
        clues: part.clues.iter().map(clue).collect(),
    }
}

fn name<'a>(document: &'a Document<'_>, entity: Option<EntityId>) -> Option<&'a str> {
    let entity = document.facts.entities().get(entity?)?;
    Some(slice(document.article(), entity.name))
}

/// The evidence on the page for an attribution, a sentence each.
fn reasons(document: &Document, a: &Attribution, account: &Explanation) -> Vec<String> {
    let article = document.article();
    let mut reasons = Vec::new();
    if account.trace.as_ref().is_some_and(|t| t.laid_out) {
        reasons.push(String::from("The layout shows it: a signed quotation, or an answer in an interview."));
    }
    reasons.push(String::from(match a.kind {
        AttributionKind::Direct => "The content is in quotation marks.",
        AttributionKind::Mixed => "Part of the content is in quotation marks.",
        AttributionKind::Indirect => "None of the content is in quotation marks.",
    }));
    if a.content.len() > 1 {
        reasons.push(format!(
            "The content is in {} pieces that share one cue or continue each other.",
            a.content.len()
        ));
    }
    if let Some(cue) = a.cue.first() {
        let words = words_of(article, &a.cue);
        reasons.push(match &a.cue_lemma {
            Some(lemma) => {
                format!("The cue “{words}” is in the list of cues: {lemma}, {}.", a.cue_class.name())
            }
            None => {
                format!(
                    "The cue “{words}” is not in the list of cues; the reader recognised it from its context."
                )
            }
        });
        if let Some(content) = a.content.first() {
            reasons.push(format!("The cue is {}.", place(article, *cue, *content, "the content")));
        }
    } else {
        reasons.push(String::from("There is no cue: nothing says that these words are said."));
    }
    match (a.source.first(), a.cue.first().or(a.content.first())) {
        (Some(source), Some(anchor)) => {
            let what = if a.cue.is_empty() { "the content" } else { "the cue" };
            reasons.push(format!(
                "The source “{}” is {}.",
                words_of(article, &a.source),
                place(article, *source, *anchor, what)
            ));
        }
        _ => reasons.push(String::from("No source is given.")),
    }
    reasons
}

/// Where `span` is relative to `anchor`: `right before the cue`, `3 words after the content`.
fn place(article: &Article, span: Span, anchor: Span, what: &str) -> String {
    if span.overlaps(anchor) {
        return format!("inside {what}");
    }
    let before = span.start < anchor.start;
    let (left, right) = if before { (span, anchor) } else { (anchor, span) };
    let side = if before { "before" } else { "after" };
    let between = Span::new(left.end, right.start.max(left.end));
    let words = article.tokens[article.tokens_in(between)].iter();
    let words = words.filter(|t| t.kind != crate::text::TokenKind::Mark && between.contains(t.span)).count();
    let (here, there) = (article.lines.line(span.start), article.lines.line(anchor.start));
    match (words, here == there) {
        (_, false) => format!("on line {here}, {side} {what} on line {there}"),
        (0, _) => format!("right {side} {what}"),
        (n, _) => format!("{} {side} {what}", plural(n as u64, "word", "words")),
    }
}

/// How the speaker was found, in a sentence.
fn how(document: &Document, a: &Attribution) -> String {
    let article = document.article();
    let source = words_of(article, &a.source);
    let entity = a.entity.and_then(|e| document.facts.entities().get(e));
    let (Some(entity), Some(reading)) = (entity, &a.reading) else {
        return nobody(a, &source);
    };
    let name = slice(article, entity.name);
    let line = article.lines.line(entity.name.start);
    match reading.way {
        SpeakerWay::Name => format!("“{source}” names {name}, whose full name is on line {line}."),
        SpeakerWay::Role | SpeakerWay::Body => format!("“{source}” refers to {name}, named on line {line}."),
        SpeakerWay::Antecedent => format!("“{source}” is a pronoun; its antecedent is {name}."),
        SpeakerWay::Relative => format!("“{source}” follows the name of {name}."),
        SpeakerWay::Pair => format!("“{source}” refers to the two people named before it, first {name}."),
        SpeakerWay::Quotation => format!("“{source}” is inside a quotation, whose speaker is {name}."),
        SpeakerWay::Signature => format!("“{source}” is the writer, and {name} signs the text."),
        SpeakerWay::Answer => format!("“{source}” answers in an interview with {name}."),
    }
}

/// Why no speaker was found.
fn nobody(a: &Attribution, source: &str) -> String {
    let several = a.reading.as_ref().is_some_and(|r| r.runner_up.is_some());
    let Some(class) = a.source_class else {
        return String::from("No source is given, so there is no one to find.");
    };
    match class {
        SourceClass::Named => format!("“{source}” is a name that the article does not link to anyone."),
        SourceClass::Pronoun if several => {
            format!("“{source}” is a pronoun that could be either of two people.")
        }
        SourceClass::Pronoun => format!("“{source}” is a pronoun, and no one nearby fits it for certain."),
        SourceClass::Role => format!("“{source}” is a role, and the article does not name who holds it."),
        SourceClass::Collective => format!("“{source}” is a group, not one person."),
        SourceClass::Anonymous => format!("“{source}” is an unnamed source, or no one in particular."),
        SourceClass::Document => format!("“{source}” is a document, not a person."),
    }
}

/// How the explanation is set for people.
struct WhyLayout {
    paint: Paint,
    width: usize,
}

impl WhyLayout {
    fn attribution(&self, number: usize, e: &Explained<'_>, out: &mut dyn Write) -> io::Result<()> {
        let speaker = e.speaker.name.map(printable);
        let title = match &speaker {
            Some(name) => format!("{number}. {name}"),
            None if e.source().is_empty() => format!("{number}. No source"),
            None => format!("{number}. “{}”, not named", printable(&e.source())),
        };
        writeln!(out, "{}, {}", self.paint.strong(title), self.kind(e))?;
        for part in &e.parts {
            self.part(part, out)?;
        }
        let spans = percent(e.attribution.confidence);
        let speaker = match (e.speaker.name, e.speaker.confidence) {
            (Some(_), sure) => format!("{} for the speaker", percent(sure)),
            (None, sure) if sure > 0.0 => format!("{} that it is not one person", percent(sure)),
            (None, _) => String::from("the speaker is undecided"),
        };
        self.section("Confidence", &format!("{spans} for these words and their links; {speaker}"), out)?;
        self.list("Evidence on the page", &e.reasons, out)?;
        self.list("What the reader relied on", &e.parts.iter().filter_map(clues).collect::<Vec<_>>(), out)?;
        let several = e.cue_options.len() > 1;
        let cue = |(piece, choices): (usize, &Vec<OptionView<'_>>)| {
            let listed = options(choices, "no cue")?;
            Some(if several { format!("piece {}: {listed}", piece + 1) } else { listed })
        };
        let cues: Vec<_> = e.cue_options.iter().enumerate().filter_map(cue).collect();
        self.list("Which cue", &cues, out)?;
        let sources: Vec<_> = options(&e.source_options, "nobody").into_iter().collect();
        self.list("Which source", &sources, out)?;
        self.list("Who speaks", &self.speaker(e), out)
    }

    fn kind(&self, e: &Explained<'_>) -> String {
        let mut kind = String::from(match e.attribution.kind {
            "direct" => "direct speech",
            "mixed" => "partly quoted",
            _ if e.attribution.strength == Strength::Done.name() => "a deed, which sheets leave out",
            _ => "reported speech",
        });
        if let Some(cue) = &e.attribution.cue {
            let class = match cue.class {
                "declined" => "declined to comment",
                "other" => "of no known class",
                class => class,
            };
            kind += &match cue.lemma {
                Some(lemma) => format!("; cue “{}”, {class}", printable(lemma)),
                None => format!("; cue {class}"),
            };
        }
        if e.attribution.negated {
            kind += ", negated";
        }
        if let Some(medium) = &e.attribution.medium {
            kind += &format!("; {}", printable(&medium.text.to_string()));
        }
        kind
    }

    fn part(&self, part: &PartView<'_>, out: &mut dyn Write) -> io::Result<()> {
        let place = format!("{}:{}", part.words.place.line, part.words.place.column);
        let sure = part.confidence.map_or_else(|| String::from("-"), percent);
        let head = format!("   {:<8} {place:>8}  {sure:>5}  ", part.part);
        let room = self.width.saturating_sub(head.len()).max(20);
        let blank = " ".repeat(head.len());
        for (i, line) in textwrap::wrap(&printable(part.words.text), room).iter().enumerate() {
            if i == 0 {
                writeln!(out, "{}{line}", self.paint.frame(&head))?;
            } else {
                writeln!(out, "{blank}{line}")?;
            }
        }
        Ok(())
    }

    fn section(&self, title: &str, text: &str, out: &mut dyn Write) -> io::Result<()> {
        self.list(title, &[text.to_owned()], out)
    }

    fn list(&self, title: &str, lines: &[String], out: &mut dyn Write) -> io::Result<()> {
        if lines.is_empty() {
            return Ok(());
        }
        writeln!(out, "   {}", self.paint.strong(title))?;
        for line in lines {
            let options =
                textwrap::Options::new(self.width).initial_indent("     ").subsequent_indent("       ");
            for row in textwrap::wrap(&printable(line), options) {
                writeln!(out, "{row}")?;
            }
        }
        Ok(())
    }

    fn speaker(&self, e: &Explained<'_>) -> Vec<String> {
        let mut lines = vec![e.speaker.how.clone()];
        if !e.speaker.chain.is_empty() {
            let source = e.parts.iter().find(|p| p.part == "source").map(|p| &p.words);
            let links = source.into_iter().chain(&e.speaker.chain);
            let links: Vec<_> =
                links.map(|w| format!("“{}” on line {}", printable(w.text), w.place.line)).collect();
            lines.push(links.join(" ← "));
        }
        if let Some(runner_up) = e.speaker.runner_up {
            lines.push(format!("Runner-up: {}.", printable(runner_up)));
        }
        lines
    }
}

/// `content: the quotation marks (71%), known cues nearby (20%)`.
fn clues(part: &PartView<'_>) -> Option<String> {
    let worth: Vec<_> = part
        .clues
        .iter()
        .filter(|clue| clue.share >= SHARE)
        .map(|clue| format!("{} ({})", clue.what, percent(clue.share)))
        .collect();
    let none = part.confidence.is_none();
    match (worth.is_empty(), none) {
        (true, true) => Some(format!("{}: the reader missed it; it was found by its position.", part.part)),
        (true, false) => None,
        (false, _) => Some(format!("{}: {}", part.part, worth.join(", "))),
    }
}

/// `“said” 99%; then no cue 1%`.
fn options(options: &[OptionView<'_>], none: &str) -> Option<String> {
    let described = |option: &OptionView<'_>| {
        let what = match &option.words {
            Some(words) => format!("“{}” on line {}", words.text, words.place.line),
            None if option.option == "none" => none.to_owned(),
            None => String::from("a continuation of the statement before"),
        };
        format!("{what}, {}", percent(option.odds))
    };
    let (first, others) = options.split_first()?;
    let others: Vec<_> = others.iter().take(OTHERS).map(described).collect();
    let then = if others.is_empty() { String::new() } else { format!("; then {}", others.join("; ")) };
    Some(format!("{}{then}", described(first)))
}

/// A share in whole percent, but never 0% for a little nor 100% for nearly all.
fn percent(share: f32) -> String {
    match share * 100.0 {
        p if p > 0.0 && p < 1.0 => String::from("<1%"),
        p if p > 99.0 && p < 100.0 => String::from(">99%"),
        p => format!("{p:.0}%"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_put_into_words() {
        let text = "“It rained,” said Marla Vole, a farmer.\nShe left.";
        let article = Article::new("t", text.to_owned(), None);
        let span = |words: &str| {
            let at = text.find(words).unwrap();
            Span::of(at..at + words.len())
        };
        for (a, b, expected) in [
            ("said", "“It rained,”", "right after it"),
            ("said", "Marla Vole", "right before it"),
            ("Marla Vole", "“It rained,”", "1 word after it"),
            ("She", "said", "on line 2, after it on line 1"),
            ("Marla", "Marla Vole", "inside it"),
        ] {
            assert_eq!(place(&article, span(a), span(b), "it"), expected, "{a} {b}");
        }
    }

    #[test]
    fn little_is_not_nothing() {
        for (share, shown) in [(0.0, "0%"), (0.004, "<1%"), (0.5, "50%"), (0.996, ">99%"), (1.0, "100%")] {
            assert_eq!(percent(share), shown);
        }
    }
}
