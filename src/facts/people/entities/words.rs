//! What the lexicons say of each token, looked up once.

use crate::Span;
use crate::facts::wording::stems::bare;
use crate::lexicon::{CommonWords, Lexicons, Organisations, Places};
use crate::text::{Article, Role, TokenKind, fold};
use rustc_hash::{FxBuildHasher, FxHashSet};

/// A set of the properties below.
pub(super) type Bits = u16;

/// Begins with a capital letter (or is of the shape `al-Hadid`).
pub(super) const CAPITAL: Bits = 1;
/// Has two letters or more, all capitals.
pub(super) const CAPS: Bits = 1 << 1;
/// Ends in a possessive `'s`.
pub(super) const POSSESSIVE: Bits = 1 << 2;
/// A given name.
pub(super) const GIVEN: Bits = 1 << 3;
/// Heads the name of an organisation.
pub(super) const ORG_HEAD: Bits = 1 << 4;
/// Legal form of a firm.
pub(super) const ORG_SUFFIX: Bits = 1 << 5;
/// Heads the name of a thing.
pub(super) const WORK: Bits = 1 << 6;
/// Begins sentences.
pub(super) const OPENER: Bits = 1 << 7;
/// Member of a party, faith or people, or the adjective of a place.
pub(super) const GROUP: Bits = 1 << 8;
/// A day, month or feast.
pub(super) const CALENDAR: Bits = 1 << 9;
/// A place by itself.
pub(super) const PLACE: Bits = 1 << 10;
/// Stands in a line where every word has a capital.
pub(super) const SHOUTED: Bits = 1 << 11;
/// Stands first in its sentence, or first after an opening mark or a colon.
pub(super) const OPENS: Bits = 1 << 12;

/// The properties of each token of an article.
pub(super) struct WordTraits {
    bits: Vec<Bits>,
    /// Folded words that the article writes in lower case somewhere.
    lower: FxHashSet<u64>,
    /// Folded words with a capital inside a sentence somewhere.
    inner: FxHashSet<u64>,
    /// Words in capitals that brackets introduce somewhere: `(CAN)`.
    bracketed: FxHashSet<u64>,
}

impl WordTraits {
    /// Looks every token up.
    pub(super) fn new(article: &Article, lexicons: &Lexicons) -> Self {
        let mut bits = Vec::with_capacity(article.tokens.len());
        // Half of an article's words are new to it at most.
        let room = article.tokens.len() / 2;
        let mut lower = FxHashSet::with_capacity_and_hasher(room, FxBuildHasher);
        for token in &article.tokens {
            let word = article.slice(token.span);
            let mut found = 0;
            if token.kind == TokenKind::Word {
                found = shape(word);
                if found & CAPITAL == 0 {
                    lower.insert(token.fold);
                } else {
                    found |= known(lexicons, bare_fold(word, token.fold));
                }
            }
            bits.push(found);
        }
        let bracketed =
            article.tokens.windows(3).zip(&bits[1.min(bits.len())..]).filter_map(|(three, bits)| {
                let [open, word, close] = three else { return None };
                let inside =
                    bits & CAPS != 0 && article.slice(open.span) == "(" && article.slice(close.span) == ")";
                inside.then_some(word.fold)
            });
        let bracketed = bracketed.collect();
        let mut words = Self { bits, lower, inner: FxHashSet::default(), bracketed };
        words.mark_places(article);
        for at in 0..words.bits.len() {
            if words.any(at, CAPITAL) && !words.any(at, OPENS | SHOUTED) {
                words.inner.insert(fold_at(article, at));
            }
        }
        words
    }

    fn mark_places(&mut self, article: &Article) {
        for sentence in &article.sentences {
            let mut opens = true;
            let mut capitals = 0;
            let mut others = 0;
            for at in sentence.tokens.clone() {
                match article.tokens[at].kind {
                    TokenKind::Word => {
                        if opens {
                            self.bits[at] |= OPENS;
                        }
                        opens = false;
                        if article.tokens[at].span.len() > 3 {
                            if self.bits[at] & CAPITAL != 0 { capitals += 1 } else { others += 1 }
                        }
                    }
                    TokenKind::Number => opens = false,
                    TokenKind::Mark => opens |= opens_clause(article.word(at)),
                }
            }
            let role = article.paragraphs[sentence.paragraph].role;
            let headed = matches!(role, Role::Headline | Role::Subheading) && capitals > others;
            // A line of a few words in capitals may be a long name; with five and no verb it is a heading.
            if headed || (capitals >= 5 && capitals > 6 * others) {
                for at in sentence.tokens.clone() {
                    self.bits[at] |= SHOUTED;
                }
            }
        }
    }

    /// Whether brackets introduce the word somewhere, in capitals.
    pub(super) fn bracketed(&self, fold: u64) -> bool {
        self.bracketed.contains(&fold)
    }

    /// Whether token `at` has any of `bits`; false past the end.
    pub(super) fn any(&self, at: usize, bits: Bits) -> bool {
        self.bits.get(at).is_some_and(|b| b & bits != 0)
    }

    /// Whether the word has a capital inside a sentence somewhere, so that it is no mere opener.
    pub(super) fn inside_sentence(&self, fold: u64) -> bool {
        self.inner.contains(&fold)
    }

    /// Whether the article writes the word in lower case somewhere.
    pub(super) fn in_lower_case(&self, fold: u64) -> bool {
        self.lower.contains(&fold)
    }
}

/// Marks after which a clause may begin with a capital.
fn opens_clause(mark: &str) -> bool {
    matches!(
        mark,
        "“" | "\"" | "‘" | "'" | ":" | "(" | "[" | "«" | "„" | "-" | "–" | "—" | "―" | "•" | "…" | "*"
    )
}

fn shape(word: &str) -> Bits {
    let mut bits = 0;
    let name = bare(word);
    if name.len() < word.len() {
        bits |= POSSESSIVE;
    }
    // Most words are nothing else.
    if word.starts_with(|c: char| c.is_ascii_lowercase()) && !may_begin_with_article(word) {
        return bits;
    }
    if name.starts_with(char::is_uppercase) || capital_after_article(name) {
        bits |= CAPITAL;
    }
    // Asked in this order, the first or second letter of most words settles it.
    if !name.contains(char::is_lowercase) && name.chars().filter(|c| c.is_alphabetic()).nth(1).is_some() {
        bits |= CAPS;
    }
    bits
}

/// Whether a word is of the shape `al-Hadid`.
fn capital_after_article(name: &str) -> bool {
    may_begin_with_article(name)
        && name.split_once('-').is_some_and(|(article, rest)| {
            matches!(article, "al" | "el" | "bin" | "ash" | "as" | "an" | "ad")
                && rest.starts_with(char::is_uppercase)
        })
}

/// Whether a hyphen is after two or three letters, as after every article.
fn may_begin_with_article(word: &str) -> bool {
    let hyphen = |at: usize| word.as_bytes().get(at) == Some(&b'-');
    hyphen(2) || hyphen(3)
}

fn known(lexicons: &Lexicons, fold: u64) -> Bits {
    let mut bits = 0;
    if lexicons.given_names.get(fold).is_some() {
        bits |= GIVEN;
    }
    for class in lexicons.organisations.get(fold).into_iter().flat_map(|hit| hit.classes()) {
        bits |= match class {
            Organisations::Head => ORG_HEAD,
            Organisations::Suffix => ORG_SUFFIX,
            Organisations::Work => WORK,
            Organisations::Known | Organisations::Kindred | Organisations::Kind => 0,
        };
    }
    for class in lexicons.common_words.get(fold).into_iter().flat_map(|hit| hit.classes()) {
        bits |= match class {
            CommonWords::Opener => OPENER,
            CommonWords::Group => GROUP,
            CommonWords::Calendar => CALENDAR,
            CommonWords::Starter => 0,
        };
    }
    for class in lexicons.places.get(fold).into_iter().flat_map(|hit| hit.classes()) {
        bits |= if class == Places::Demonym { GROUP } else { PLACE };
    }
    bits
}

fn bare_fold(word: &str, whole: u64) -> u64 {
    let name = bare(word);
    if name.len() == word.len() { whole } else { fold(name) }
}

/// The fold of a token without its possessive.
pub(super) fn fold_at(article: &Article, at: usize) -> u64 {
    article.tokens.get(at).map_or(0, |token| bare_fold(article.slice(token.span), token.fold))
}

/// The span of a token without its possessive.
pub(super) fn bare_span(article: &Article, at: usize) -> Span {
    let span = article.tokens[at].span;
    Span::of(span.range().start..span.range().start + bare(article.slice(span)).len())
}
