//! Who speaks a quotation that occurs twice.

use crate::Span;
use crate::facts::people::entities::{Entities, EntityId, EntityKind, Mention, MentionForm};
use crate::facts::quotes::Quote;
use crate::facts::speech::attributions::{Attribution, SourceClass};
use crate::lexicon::Lexicons;
use crate::text::{Article, Role};

/// Who speaks, where that is sure.
pub(super) struct Speakers<'a> {
    article: &'a Article,
    entities: &'a Entities,
    lexicons: &'a Lexicons,
    /// Contents in order, with their speakers.
    contents: Vec<(Span, Option<Voice>)>,
}

/// Someone who is sure to speak.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Voice {
    entity: EntityId,
    /// Whether a name says so, or a pronoun that leans on one, and no role, which may be another's.
    named: bool,
}

/// What is known of the speakers of two quotations.
pub(super) struct Pair {
    /// Whether they are one, where both are known. Two of one surname may be one, and whoever quotes a third person
    /// within the quotation is not the speaker of those words.
    pub(super) same: Option<bool>,
    /// Whether both are known by name or pronoun, neither by a role alone.
    pub(super) named: bool,
}

impl<'a> Speakers<'a> {
    pub(super) fn new(
        article: &'a Article,
        entities: &'a Entities,
        attributions: &[Attribution],
        lexicons: &'a Lexicons,
    ) -> Self {
        let sure = |a: &Attribution| {
            let entity = a.entity.filter(|_| a.speaker_confidence >= 0.8 && a.confidence >= 0.5)?;
            Some(Voice { entity, named: a.source_class != Some(SourceClass::Role) })
        };
        let mut contents: Vec<_> =
            attributions.iter().flat_map(|a| a.content.iter().map(move |c| (*c, sure(a)))).collect();
        contents.sort_unstable();
        Self { article, entities, lexicons, contents }
    }

    pub(super) fn pair(&self, a: &Quote, b: &Quote) -> Pair {
        let (Some(one), Some(other)) = (self.of(a), self.of(b)) else {
            return Pair { same: None, named: false };
        };
        let surname = |voice: Voice| {
            let surname = self.entities[voice.entity].surname?;
            self.article.tokens_in(surname).next_back().map(|at| self.article.tokens[at].fold)
        };
        let kin = surname(one).is_some() && surname(one) == surname(other);
        let nested = [a, b].iter().any(|q| opens_another(self.article.slice(q.inner)));
        let same = if one.entity == other.entity { Some(true) } else { (!kin && !nested).then_some(false) };
        Pair { same, named: one.named && other.named }
    }

    fn of(&self, quote: &Quote) -> Option<Voice> {
        let span = quote.inner;
        let after = self.contents.partition_point(|(c, _)| c.start < span.end);
        let attributed = self.contents[..after].iter().rev().take(4).find(|(c, _)| c.overlaps(span));
        attributed.and_then(|(_, speaker)| *speaker).or_else(|| self.leading(quote))
    }

    /// The one person named in the words that lead in to a quotation (`In the words of Ada Brandt: “`).
    fn leading(&self, quote: &Quote) -> Option<Voice> {
        let article = self.article;
        let open = article.token_at(quote.span.start);
        let mark = open.checked_sub(1)?;
        let leads = match article.word(mark) {
            ":" => true,
            "," => mark > 0 && self.lexicons.cues.get(article.tokens[mark - 1].fold).is_some(),
            _ => false,
        };
        let at = article.tokens[mark].span.start;
        let body = article.paragraphs.get(article.paragraph_at(at)).is_some_and(|p| p.role == Role::Body);
        let first = article.sentences.get(article.sentence_at(at))?.tokens.start;
        // `Brandt reminded him of his words: “` leads in to someone else's.
        let another = |i: usize| {
            let word = article.word(i).to_ascii_lowercase();
            matches!(&*word, "him" | "his" | "her" | "them" | "their" | "hers" | "theirs")
        };
        if !leads || !body || first >= mark || (first..mark).any(another) {
            return None;
        }
        let lead = article.span_of(first..mark + 1);
        let is_person = |m: &&Mention| self.entities[m.entity].kind == EntityKind::Person;
        let mut people = self.entities.mentions_in(lead).filter(is_person);
        let one = people.next()?;
        // `On Brandt: “` is about her.
        let before =
            article.token_at(one.span.start).checked_sub(1).map(|i| article.word(i).to_ascii_lowercase());
        let about = before
            .is_some_and(|b| matches!(&*b, "on" | "about" | "against" | "to" | "for" | "with" | "over"));
        let voice = Voice { entity: one.entity, named: one.form != MentionForm::Role };
        (!about && people.all(|m| m.entity == one.entity)).then_some(voice)
    }
}

/// Whether a quotation begins inside a quotation.
fn opens_another(text: &str) -> bool {
    let marks = |c: char| matches!(c, '‘' | '\'' | '“' | '"');
    text.char_indices().skip(1).any(|(at, c)| {
        let opens = text[at + c.len_utf8()..].starts_with(char::is_uppercase)
            || text[at + c.len_utf8()..].starts_with(char::is_lowercase);
        marks(c) && opens && text[..at].ends_with([' ', '(', '—'])
    })
}
