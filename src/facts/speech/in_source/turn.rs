//! Whether the label of a turn in a transcript names the speaker that the article gives.

use crate::facts::people::entities::{Entities, Entity, EntityId, EntityKind, MentionForm};
use crate::facts::speech::attributions::Attribution;
use crate::lexicon::{Lexicons, Speech};
use crate::text::{Article, fold};
use crate::transcript::{is_machine, label_core};
use rustc_hash::FxHashSet;

/// How sure the speaker and the attribution must be, at least, to be compared with a transcript.
const SURE: (f32, f32) = (0.8, 0.5);

/// The speaker of an attribution, where that is one person and sure.
pub(super) fn speaker(entities: &Entities, a: &Attribution) -> Option<EntityId> {
    let sure = a.speaker_confidence >= SURE.0 && a.confidence >= SURE.1 && a.others.is_empty();
    a.entity.filter(|&e| sure && entities.get(e).is_some_and(|entity| entity.kind == EntityKind::Person))
}

/// Someone whom the article names.
pub(super) struct Named<'a> {
    /// The words of all forms of the name.
    names: FxHashSet<u64>,
    /// The words of the titles that the article gives.
    titles: FxHashSet<u64>,
    initials: String,
    lexicons: &'a Lexicons,
}

impl<'a> Named<'a> {
    /// A person as the whole article names them.
    pub(super) fn of(
        article: &Article,
        entities: &Entities,
        lexicons: &'a Lexicons,
        entity: &Entity,
    ) -> Self {
        let name = article.slice(entity.name);
        let words = |text: &str| words(text).map(fold).collect::<Vec<_>>();
        let mentions = entity.mentions.iter().filter_map(|&m| entities.mentions.get(m.index()));
        let forms = mentions
            .filter(|m| matches!(m.form, MentionForm::Full | MentionForm::Surname | MentionForm::Given))
            .map(|m| article.slice(m.span))
            .chain([name]);
        Self {
            names: forms.flat_map(words).collect(),
            titles: entity.titles.iter().flat_map(|&title| words(article.slice(title))).collect(),
            initials: name.split_whitespace().filter_map(|word| word.chars().next()).collect(),
            lexicons,
        }
    }

    /// Whether `label` names this person; None where it names nobody, or nobody can tell whether it does.
    ///
    /// `common` says of a folded word whether it is written small in the article or the transcripts, as names are not.
    pub(super) fn agrees(&self, label: &str, common: &dyn Fn(u64) -> bool) -> Option<bool> {
        if is_machine(label) {
            return None;
        }
        let label = label_core(label);
        let all: Vec<&str> = words(label).collect();
        let said: Vec<u64> = all.iter().map(|word| fold(word)).collect();
        if said.iter().any(|word| self.names.contains(word)) {
            return Some(true);
        }
        if let [one] = &all[..]
            && one.len() <= 3
            && one.chars().all(char::is_uppercase)
        {
            return (*one == self.initials).then_some(true);
        }
        if said.iter().any(|word| self.titles.contains(word))
            && all.iter().zip(&said).all(|w| self.is_role(w))
        {
            return Some(true);
        }
        // "Man in crowd", "Council Leader", "DRIVER": whoever that is.
        let names = |word: (&&str, &u64)| {
            let capital = word.0.starts_with(char::is_uppercase);
            capital && !self.is_role(word) && !common(*word.1)
        };
        let part = all.first().is_some_and(|word| self.lexicons.word_is(word, Speech::Part));
        let named = all.iter().zip(&said).any(names);
        (named && !part).then_some(false)
    }

    fn is_role(&self, (word, key): (&&str, &u64)) -> bool {
        let part = self.lexicons.word_is(word, Speech::Part) || word.chars().all(char::is_numeric);
        part || self.lexicons.titles.get(*key).is_some() || self.titles.contains(key)
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '\'' && c != '’')
        .filter(|word| !word.is_empty())
}
