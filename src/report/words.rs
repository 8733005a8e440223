//! The words that the formats use for the classes of facts: one table, so that all say the same.

use crate::facts::numbers::figures::{FigureKind, Precision};
use crate::facts::people::entities::{EntityKind, Gender, MentionForm};
use crate::facts::quotes::{MarkStyle, QuoteUse};
use crate::facts::speech::attributions::{AttributionKind, SourceClass};
use crate::facts::speech::cues::CueClass;
use crate::facts::speech::in_source::Verdict;
use crate::facts::speech::reader::{Family, Label};
use crate::rules::Severity;
use jiff::civil::Weekday;

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident: $type:ty { $($variant:ident => $word:literal),* $(,)? })*) => {
        $($(#[$doc])* pub(super) fn $name(value: $type) -> &'static str {
            match value { $(<$type>::$variant => $word),* }
        })*
    };
}

words! {
    severity: Severity { Info => "info", Warning => "warning", Error => "error" }
    attribution: AttributionKind { Direct => "direct", Mixed => "mixed", Indirect => "indirect" }
    label: Label { Source => "source", Cue => "cue", Content => "content" }
    family: Family {
        Words => "the words themselves", Parts => "the parts of speech", Quotation => "the quotation marks",
        Cues => "known words of saying near by", Sentence => "the rest of the sentence",
        Surroundings => "commas and names around", Clauses => "verbs and clauses around",
    }
    source: SourceClass {
        Named => "named", Pronoun => "pronoun", Role => "role", Collective => "collective",
        Anonymous => "anonymous", Document => "document",
    }
    unnamed: SourceClass {
        Named => "", Pronoun => "not clear who", Role => "no name given", Collective => "a group",
        Anonymous => "unnamed", Document => "a document",
    }
    cue: CueClass {
        Neutral => "neutral", Loaded => "loaded", Denial => "denial", Question => "question",
        Promise => "promise", Thought => "thought", Declined => "declined", Other => "other",
    }
    entity: EntityKind { Person => "person", Organisation => "organisation", Place => "place" }
    gender: Gender { Male => "male", Female => "female" }
    form: MentionForm {
        Full => "full", Surname => "surname", Given => "given", Acronym => "acronym", Role => "role",
        Pronoun => "pronoun",
    }
    marks: MarkStyle {
        CurlyDouble => "curly-double", StraightDouble => "straight-double", CurlySingle => "curly-single",
        StraightSingle => "straight-single", DoubledSingle => "doubled-single", Guillemets => "guillemets",
        LowHigh => "low-high",
    }
    quote: QuoteUse { Speech => "speech", Scare => "scare", Title => "title" }
    figure: FigureKind {
        Count => "count", Money => "money", Percent => "percent", PercentagePoints => "percentage-points",
        Measure => "measure", Age => "age", Score => "score",
    }
    precision: Precision {
        Exact => "exact", About => "about", AtLeast => "at-least", AtMost => "at-most", Range => "range",
        Vague => "vague",
    }
    verdict: Verdict {
        Verbatim => "verbatim", Altered => "altered", Stitched => "stitched", NotFound => "not found",
    }
    verdict_id: Verdict {
        Verbatim => "verbatim", Altered => "altered", Stitched => "stitched", NotFound => "not-found",
    }
    weekday: Weekday {
        Monday => "Monday", Tuesday => "Tuesday", Wednesday => "Wednesday", Thursday => "Thursday",
        Friday => "Friday", Saturday => "Saturday", Sunday => "Sunday",
    }
}
