//! Names that the article writes in two ways, both of them in use (`Kyiv`, `Kiev`).

use crate::Span;
use crate::facts::quotes::Quotes;
use crate::lexicon::{Lexicons, NameVariants};
use crate::text::{Article, Role};
use rustc_hash::FxHashMap;

/// A name under another form than the article's usual one.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Variant {
    /// The rarer form, at its first place outside quotations.
    pub odd: Span,
    /// The usual form, likewise.
    pub usual: Span,
    /// How often the rarer form occurs.
    pub odd_count: u32,
    /// How often the usual one does.
    pub usual_count: u32,
    /// Whether the two are people's given names, of which there may be two bearers.
    pub person: bool,
}

/// A form of a name, with where it occurs.
struct Form {
    fold: u64,
    first: Span,
    /// The capitalised word that follows its first place, where one does: the surname of a given name.
    next: Option<u64>,
    count: u32,
    /// The sentences it is in, the first few.
    sentences: Vec<usize>,
}

/// Sentences of a form that are remembered.
const SENTENCES: usize = 32;

/// Finds the names in two forms; each rarer one against the most frequent.
#[must_use]
pub fn find(article: &Article, quotes: &Quotes, lexicons: &Lexicons) -> Vec<Variant> {
    let mut names: FxHashMap<&str, (bool, Vec<Form>)> = FxHashMap::default();
    for paragraph in &article.paragraphs {
        if matches!(paragraph.role, Role::Metadata | Role::Credit) {
            continue;
        }
        let mut at = paragraph.tokens.start;
        while at < paragraph.tokens.end {
            let first = article.tokens[at].span;
            let hit = lexicons.name_variants.longest(article, at, paragraph.tokens.end);
            let Some(hit) =
                hit.filter(|_| article.slice(first).starts_with(|c: char| c.is_uppercase() || c == 'a'))
            else {
                at += 1;
                continue;
            };
            let tokens = at..at + hit.tokens;
            at = tokens.end;
            if quotes.around(first.start).is_some() {
                continue;
            }
            let span = first.join(article.tokens[tokens.end - 1].span);
            let next = (tokens.end < paragraph.tokens.end && article.tokens[tokens.end].capital)
                .then(|| article.tokens[tokens.end].fold);
            let fold = crate::text::fold(article.slice(span));
            let sentence = article.sentence_at(span.start);
            let (person, forms) = names.entry(hit.lemma).or_default();
            *person = hit.is(NameVariants::Person);
            match forms.iter_mut().find(|f| f.fold == fold) {
                Some(form) => {
                    form.count += 1;
                    if form.sentences.len() < SENTENCES {
                        form.sentences.push(sentence);
                    }
                }
                None => forms.push(Form { fold, first: span, next, count: 1, sentences: vec![sentence] }),
            }
        }
    }
    let mut found: Vec<Variant> =
        names.into_values().flat_map(|(person, forms)| odd_ones(person, &forms)).collect();
    found.sort_unstable_by_key(|v| v.odd);
    found
}

fn odd_ones(person: bool, forms: &[Form]) -> Vec<Variant> {
    let Some(usual) = forms.iter().max_by_key(|f| (f.count, std::cmp::Reverse(f.first))) else {
        return Vec::new();
    };
    // Two Dmitrys are two people unless one surname follows both.
    let same = |f: &&Form| !person || f.next == usual.next;
    // A sentence that holds both says that they are one (`ISIS, also called ISIL`).
    let explained = |f: &Form| f.sentences.iter().any(|s| usual.sentences.contains(s));
    let others = forms.iter().filter(|f| f.fold != usual.fold).filter(same).filter(|f| !explained(f));
    let variant = |odd: &Form| Variant {
        odd: odd.first,
        usual: usual.first,
        odd_count: odd.count,
        usual_count: usual.count,
        person,
    };
    others.map(variant).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::quotes;

    #[test]
    fn meets_forms_of_one_name() {
        let lexicons = Lexicons::built_in();
        let cases = [
            ("Trains left Kyiv. Kyiv was dark. Kiev has no light.", vec![("Kiev", "Kyiv")]),
            ("Trains left Kyiv. “I love Kiev,” she said.", vec![]),
            ("Dmytro Hale left. Dmitri Hale stayed.", vec![("Dmitri", "Dmytro")]),
            ("Dmytro Hale left. Dmitri Brandt stayed.", vec![]),
            ("Kyiv is old.", vec![]),
            ("Trains left Kyiv, once called Kiev. Kyiv was dark. Kiev is old.", vec![]),
        ];
        for (text, expected) in cases {
            let article = Article::new("t", text.to_owned(), None);
            let found = find(&article, &quotes::find(&article, Lexicons::ours()), &lexicons);
            let found: Vec<_> =
                found.iter().map(|v| (article.slice(v.odd), article.slice(v.usual))).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
