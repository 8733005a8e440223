//! The ledger of names: every person, organisation and place with all that the article says of it.

use super::{Cell, Layout, below, column, number, short};
use crate::Span;
use crate::checker::Document;
use crate::facts::people::entities::EntityId;
use crate::facts::people::fullest_titles::fullest_titles;
use crate::facts::{Entity, EntityKind, MentionForm};
use crate::report::passage::slice;
use crate::report::places::Places;
use crate::report::speakers::OTHER;
use rustc_hash::{FxHashMap, FxHashSet};

pub(super) const LAYOUT: Layout = Layout {
    name: "names",
    title: "Names",
    row: ("name", "names"),
    columns: &[
        number("place", "First in full"),
        column("name", "Name"),
        column("kind", "Kind"),
        number("mentions", "Mentions"),
        below("titles", "Titles"),
        below("age", "Age"),
        below("forms", "Forms"),
        below("earlier", "Before that"),
        below("similar", "Similar"),
    ],
    rows,
    about: |_| None,
};

fn rows(document: &Document<'_>) -> Vec<Vec<Cell>> {
    let ledger = Ledger::new(document);
    entries(document).into_iter().map(|entry| ledger.row(&entry)).collect()
}

/// The first full mention of each name, or its first where none is full, with the name.
pub(super) fn firsts(document: &Document<'_>) -> Vec<(Span, String)> {
    let named = |entry: Entry<'_>| (entry.place(), slice(document.article(), entry.name).to_owned());
    entries(document).into_iter().map(named).collect()
}

/// A name with every place where it is used.
struct Entry<'a> {
    name: Span,
    /// In order; at least one.
    mentions: Vec<(Span, MentionForm)>,
    /// Whose it is, with its number; None where the article does not say what it names.
    entity: Option<(usize, &'a Entity)>,
}

impl Entry<'_> {
    /// The first full mention.
    fn full(&self) -> Option<Span> {
        self.mentions.iter().find(|(_, form)| *form == MentionForm::Full).map(|(span, _)| *span)
    }

    fn first(&self) -> Span {
        self.mentions.first().map(|(span, _)| *span).unwrap_or_default()
    }

    /// The first full mention, or the first where none is full.
    fn place(&self) -> Span {
        self.full().unwrap_or_else(|| self.first())
    }
}

/// People first, then organisations, places, and names of which the article does not say what they are; each in order of first
/// mention.
fn entries<'a>(document: &'a Document<'_>) -> Vec<Entry<'a>> {
    let (article, facts) = (document.article(), &document.facts);
    let entities = facts.entities();
    let named = entities.mentions.iter().filter(|mention| mention.is_name());
    let known: FxHashMap<&str, usize> =
        named.map(|mention| (slice(article, mention.span), mention.entity.index())).collect();
    // Mentions that are not known to be the entity's, but have its name.
    let mut more: FxHashMap<usize, Vec<(Span, MentionForm)>> = FxHashMap::default();
    let mut others = Vec::new();
    for name in facts.other_names() {
        let first = name.mentions.first().copied().unwrap_or_default();
        let mentions = name.mentions.iter().map(|&span| (span, MentionForm::Full));
        match known.get(slice(article, first)) {
            Some(&entity) => more.entry(entity).or_default().extend(mentions),
            None => others.push(Entry { name: first, mentions: mentions.collect(), entity: None }),
        }
    }
    let mut entry = |number: usize, entity: &'a Entity| {
        let mentions = entity.mentions.iter().filter_map(|mention| entities.mentions.get(mention.index()));
        let named = mentions.filter(|mention| mention.is_name()).map(|mention| (mention.span, mention.form));
        let mut mentions: Vec<_> = named.chain(more.remove(&number).unwrap_or_default()).collect();
        mentions.sort_unstable_by_key(|(span, _)| *span);
        let entity = Some((number, entity));
        (!mentions.is_empty()).then(|| Entry { name: entities.entities[number].name, mentions, entity })
    };
    let mut entries = Vec::new();
    for kind in [EntityKind::Person, EntityKind::Organisation, EntityKind::Place] {
        let of_kind = entities.entities.iter().enumerate().filter(|(_, entity)| entity.kind == kind);
        entries.extend(of_kind.filter_map(|(number, entity)| entry(number, entity)));
    }
    entries.append(&mut others);
    entries
}

/// The most people of one surname that are noted under each other.
const MOST_KIN: usize = 8;

/// What is known of names besides their mentions, by the number of the entity.
struct Ledger<'a> {
    document: &'a Document<'a>,
    places: Places<'a>,
    ages: FxHashMap<usize, Vec<String>>,
    similar: FxHashMap<usize, Vec<String>>,
    /// What is noted as similar, each once.
    noted: FxHashSet<(usize, String)>,
}

impl<'a> Ledger<'a> {
    fn new(document: &'a Document<'a>) -> Self {
        let places = Places::new(document.article());
        let mut ledger = Self {
            document,
            places,
            ages: FxHashMap::default(),
            similar: FxHashMap::default(),
            noted: FxHashSet::default(),
        };
        ledger.add_ages();
        ledger.add_similar();
        ledger
    }

    fn add_ages(&mut self) {
        let article = self.document.article();
        for age in self.document.facts.stated_ages() {
            let Some(name) = age.name_in(article) else { continue };
            let Some(entity) = self.entity(name) else { continue };
            let said = slice(article, age.span);
            let said = if age.is_birth() { format!("born in {said}") } else { said.to_owned() };
            let known = self.ages.entry(entity).or_default();
            if !known.iter().any(|other| other.split(", ").next() == Some(&said)) {
                known.push(format!("{said}, {}", short(self.places.start(age.span))));
            }
        }
    }

    fn add_similar(&mut self) {
        let facts = &self.document.facts;
        for spelling in facts.spellings().iter().filter(|spelling| !spelling.inflected) {
            let how = if spelling.slips == 1 { "a letter apart" } else { "two letters apart" };
            self.compare(spelling.odd, spelling.usual, how);
        }
        for name in facts.double_names() {
            self.compare(name.odd, name.usual, "a word apart");
        }
        for namesake in facts.namesakes() {
            self.compare(namesake.odd, namesake.usual, "the same surname");
        }
        self.add_families();
    }

    /// Notes people of one surname under each other.
    fn add_families(&mut self) {
        let (article, entities) = (self.document.article(), self.document.facts.entities());
        let mut families: FxHashMap<String, Vec<Span>> = FxHashMap::default();
        for entity in &entities.entities {
            let Some(surname) = entity.surname else { continue };
            let family = families.entry(slice(article, surname).to_lowercase()).or_default();
            if family.len() < MOST_KIN {
                family.push(entity.name);
            }
        }
        let mut families: Vec<_> = families.into_values().collect();
        families.sort_unstable();
        for family in families {
            for (i, &one) in family.iter().enumerate() {
                family[i + 1..].iter().for_each(|&other| self.compare(one, other, "the same surname"));
            }
        }
    }

    /// Notes under each of two names the other one, and how they are alike.
    fn compare(&mut self, one: Span, other: Span, how: &str) {
        let entities = [self.entity(one), self.entity(other)];
        let one_name = entities[0].is_some() && entities[0] == entities[1];
        for (entity, to) in [(entities[0].filter(|_| !one_name), other), (entities[1], one)] {
            let Some(entity) = entity else { continue };
            let (name, place) = (slice(self.document.article(), to), short(self.places.start(to)));
            let note = format!("{name}, {place} ({how})");
            if self.noted.insert((entity, note.clone())) {
                self.similar.entry(entity).or_default().push(note);
            }
        }
    }

    /// The number of the entity that is named at `span`.
    fn entity(&self, span: Span) -> Option<usize> {
        self.document.facts.entities().named_at(span).map(EntityId::index)
    }

    fn row(&self, entry: &Entry<'_>) -> Vec<Cell> {
        let article = self.document.article();
        let written = |span: Span| slice(article, span).to_owned();
        let mut row = vec![
            Cell::At(entry.place()),
            Cell::text(written(entry.name)),
            Cell::text(entry.entity.map_or(OTHER, |(_, entity)| entity.kind.name())),
            Cell::Number(entry.mentions.len() as u64),
        ];
        if let Some((number, entity)) = entry.entity {
            let first = entry.first();
            let titles = fullest_titles(article, self.document.facts.lexicons(), entity);
            let earlier = entry.full().filter(|&full| full != first);
            let earlier = earlier.map(|_| format!("{}, {}", written(first), short(self.places.start(first))));
            row.extend([
                Cell::List(titles.into_iter().map(written).collect()),
                Cell::List(self.ages.get(&number).cloned().unwrap_or_default()),
                Cell::List(forms(entry.mentions.iter().map(|(span, _)| slice(article, *span)))),
                Cell::text(earlier.unwrap_or_default()),
                Cell::List(self.similar.get(&number).cloned().unwrap_or_default()),
            ]);
        }
        row.resize(LAYOUT.columns.len(), Cell::EMPTY);
        row
    }
}

/// Each form with its number, the most frequent first; nothing where there is one form only.
fn forms<'a>(written: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut known: Vec<(&str, u32)> = Vec::new();
    let mut index: FxHashMap<&str, usize> = FxHashMap::default();
    for form in written {
        let at = *index.entry(form).or_insert_with(|| {
            known.push((form, 0));
            known.len() - 1
        });
        known[at].1 += 1;
    }
    if known.len() < 2 {
        return Vec::new();
    }
    known.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    known.into_iter().map(|(form, count)| format!("{form} ({count})")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Checker, Date};

    /// A name's row: its titles, ages, forms, earlier mention and similar names.
    fn ledger(text: &str) -> Vec<(String, Vec<String>)> {
        let mut checker = Checker::builder().facts_only().build().unwrap();
        checker.date = Date::new(2026, 3, 3).ok();
        let document = checker.check_text("draft.txt", text);
        let places = Places::new(document.article());
        let shown = |row: &Vec<Cell>| {
            let cells: Vec<String> = row.iter().map(|cell| cell.shown(&places)).collect();
            (cells[1].clone(), [&cells[..1], &cells[2..]].concat())
        };
        rows(&document).iter().map(shown).collect()
    }

    #[test]
    fn a_name_has_all_that_is_said_of_it() {
        let rows = ledger(
            "Brandt left the council.\n\nMayor Ada Brandt, 44, spoke to Tom Hale of the Calder Housing Trust.\n\n\
             Mr. Hale said that Brandt, who was born in 1962, was wrong. Barndt laughed at Ada Brandt.\n",
        );
        let row = |name: &str| {
            rows.iter()
                .find(|(known, _)| known == name)
                .unwrap_or_else(|| panic!("{name} is not in {rows:#?}"))
        };
        let (_, brandt) = row("Ada Brandt");
        assert_eq!(brandt[..4], ["3:7", "person", "5", "Mayor"]);
        assert_eq!(brandt[4], "44, 3:19; born in 1962, 5:44");
        assert_eq!(brandt[5], "Brandt (2); Ada Brandt (2); Barndt (1)");
        assert_eq!(brandt[6], "Brandt, 1:1");
        assert!(brandt[7].starts_with("Barndt, 5:61 (a letter apart)"), "{brandt:?}");
        let (_, hale) = row("Tom Hale");
        assert_eq!(hale[5..], ["Tom Hale (1); Hale (1)", "", ""]);
    }

    #[test]
    fn a_family_is_noted() {
        let rows = ledger("Ned Poll met Ada Brandt and his wife, Ann Poll. “No,” said Joe Poll.\n");
        let similar = |at: usize| rows[at].1[7].clone();
        assert_eq!(rows[0].0, "Ned Poll");
        assert_eq!(similar(0), "Ann Poll, 1:39 (the same surname); Joe Poll, 1:60 (the same surname)");
        assert_eq!((rows[1].0.as_str(), similar(1).as_str()), ("Ada Brandt", ""));
    }

    #[test]
    fn people_come_first_and_roles_are_no_names() {
        let rows =
            ledger("Norland’s president, Ada Brandt, met Tom Hale. The president left. She was late.\n");
        assert_eq!(rows[0].0, "Ada Brandt");
        assert_eq!(rows[0].1[2], "1", "{rows:?}");
    }
}
