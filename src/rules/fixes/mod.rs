//! What a finding is put right with by machine, where there is one way that is safe. A rule asks for it with `fix` in its
//! file; whether the file of an article can take it is for [`policy`](crate::policy) to say.
//!
//! | file | puts right |
//! | --- | --- |
//! | `repeated_word.rs` | a word typed twice |
//! | `stray_mark.rs` | a quotation mark too many, or one too few |
//! | `mark_style.rs` | quotation marks of another style |
//! | `garbled.rs` | characters that would be printed wrong |
//! | `hidden.rs` | characters that are not seen |
//! | `swap.rs` | a word that house style writes otherwise |

mod garbled;
mod hidden;
mod mark_style;
mod repeated_word;
mod stray_mark;
mod swap;

pub(crate) use mark_style::Target;

use super::condition::{Row, Scope};
use super::kinds::View;
use super::message::Text;
use crate::Span;
use crate::text::Article;

/// What puts a finding right: all of these, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fix {
    /// At least one, in order and without overlap.
    pub replacements: Vec<Replacement>,
}

/// What to write instead of something.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Replacement {
    /// The words to replace; never empty, so that their place in the file is certain.
    pub span: Span,
    /// What the file has there: the words themselves, or what they were read from.
    pub written: String,
    /// What it is to have instead; empty to delete the words.
    pub text: String,
}

impl Replacement {
    /// `text` instead of what the file has for a span.
    #[must_use]
    pub fn new(span: Span, written: impl Into<String>, text: impl Into<String>) -> Self {
        Self { span, written: written.into(), text: text.into() }
    }

    /// Whether no line comes or goes.
    pub(crate) fn keeps_lines(&self) -> bool {
        let is_break = |c: &char| matches!(c, '\n' | '\r');
        self.written.chars().filter(is_break).eq(self.text.chars().filter(is_break))
    }

    /// `text` instead of the words of a span.
    pub(super) fn of(article: &Article, span: Span, text: impl Into<String>) -> Self {
        Self::new(span, article.slice(span), text)
    }
}

/// Finds the replacements for the fact of this number.
pub(crate) type OfFact = fn(View<'_>, usize) -> Option<Vec<Replacement>>;

/// How a rule puts its findings right.
pub(crate) enum Fixer {
    /// As the fact says.
    Fact(OfFact),
    /// With the word of the rule's swaps.
    Swap,
    /// With this text instead of the marked words.
    Put(Box<Text>),
    /// With quotation marks of this style.
    Marks(Target),
}

impl Fixer {
    /// How facts of this kind say that they are put right, where they do.
    pub(super) fn of_kind(name: &str) -> Option<OfFact> {
        const KINDS: &[(&str, OfFact)] = &[
            ("repeated-word", repeated_word::fix),
            ("stray-mark", stray_mark::fix),
            ("garbled", garbled::fix),
            ("hidden", hidden::fix),
        ];
        KINDS.iter().find(|(kind, _)| *kind == name).map(|(_, fix)| *fix)
    }

    /// What puts right what a rule found, where it is certain.
    pub(super) fn fix(
        &self,
        view: View<'_>,
        scope: &Scope,
        rows: &[Row<'_>],
        marked: usize,
        spans: &[Span],
    ) -> Option<Fix> {
        let mut replacements = match (self, rows.get(marked)?) {
            (Self::Fact(fix), Row::Fact(_, i)) => fix(view, *i)?,
            (Self::Swap, Row::Found(found)) => vec![swap::fix(view, found)?],
            (Self::Put(text), _) => {
                let [span] = spans else { return None };
                vec![Replacement::of(view.article, *span, text.exact(view, scope, rows)?)]
            }
            (Self::Marks(target), Row::Fact(..)) => mark_style::fix(view, *target, *spans.first()?)?,
            _ => return None,
        };
        replacements.sort_by_key(|one| one.span);
        let apart = replacements.windows(2).all(|two| two[0].span.end <= two[1].span.start);
        // A line that comes or goes would move all that is said of lines.
        let holds = |one: &Replacement| !one.span.is_empty() && one.written != one.text && one.keeps_lines();
        let sound = apart && !replacements.is_empty() && replacements.iter().all(holds);
        sound.then_some(Fix { replacements })
    }
}

#[cfg(test)]
mod tests {
    use crate::Checker;

    /// What is left of `text` when the first finding that has a fix is put right by it; the text itself where none has.
    fn fixed(rule: &str, text: &str) -> String {
        let mut checker = Checker::built_in();
        checker.catalogue.select(&[rule.to_owned()], &[]).unwrap();
        let document = checker.check_text("a.txt", text);
        let article = document.article();
        let Some(fix) = document.findings.iter().find_map(|finding| finding.fix.as_ref()) else {
            return text.to_owned();
        };
        let mut made = text.to_owned();
        for one in fix.replacements.iter().rev() {
            let range = article.map.range(one.span);
            assert_eq!(made[range.start as usize..range.end as usize], one.written);
            made.replace_range(range.start as usize..range.end as usize, &one.text);
        }
        made
    }

    /// Each text, with what it becomes; the same where nothing is certain.
    fn held(rule: &str, cases: &[(&str, &str)]) {
        for (text, expected) in cases {
            let expected = if expected.is_empty() { text } else { expected };
            assert_eq!(&fixed(rule, text), expected, "{text}");
        }
    }

    #[test]
    fn a_doubled_word_goes_where_it_can_mean_nothing() {
        held(
            "repeated-word",
            &[
                ("The council shut the the bridge.", "The council shut the bridge."),
                ("The the crowd left.", "The crowd left."),
                ("The hall and and the bridge are shut.", "The hall and the bridge are shut."),
                ("They said they they would go.", "They said they would go."),
                // Somebody's stammer, in a quotation, in one that is not closed, and in a turn of an interview.
                ("“We shut the the bridge,” said Ada Brandt.", ""),
                ("“We shut the the bridge, said Ada Brandt.", ""),
                ("Q: Where is the the bridge?\n\nA: In the the north.", ""),
                // Words that may follow themselves.
                ("The ferry that they were looking at at the time sank.", ""),
                ("What it was was a mess.", ""),
                ("That was all that that meant, and he had had enough.", ""),
                // Dialogue behind a dash, and words that are two by their capitals.
                ("– I think the the bridge is shut, she said.", ""),
                ("She took vitamin A a day after the vote.", ""),
                ("They moved to Portland, OR or Salem.", ""),
                // Neither two capitals nor three words.
                ("The The played on.", ""),
                ("The council shut the the the bridge.", ""),
            ],
        );
    }

    #[test]
    fn a_mark_too_many_goes() {
        held(
            "quote-stray-mark",
            &[
                ("He did it “without reason.””", "He did it “without reason.”"),
                ("He did it “without reason.” ”", "He did it “without reason.”"),
                ("He did it “without reason.”” Then he left.", "He did it “without reason.” Then he left."),
                // It may open the next quotation.
                ("He did it “without reason.” ”We were there.", ""),
                ("The judge called the claim odd” and closed the case.", ""),
                ("“We won,” he said. It was luck.”", ""),
            ],
        );
    }

    #[test]
    fn where_a_quotation_begins_is_for_people_to_say() {
        held(
            "quote-stray-mark",
            &[
                ("We will stay,” said Ada Brandt.", ""),
                ("Foy, the builder, is a crook, we think,” said Ada Brandt.", ""),
                ("It rained. We will stay,” said Ada Brandt.", ""),
            ],
        );
    }

    #[test]
    fn a_closing_mark_comes_where_only_one_place_is_left() {
        held(
            "quote-unclosed",
            &[
                (
                    "“We will stay, said Ada Brandt. The crowd left.",
                    "“We will stay,” said Ada Brandt. The crowd left.",
                ),
                ("Ada Brandt said: “We will stay.", ""),
                ("The sign read: “No entry, and the mayor left in anger.", ""),
                ("Ada Brandt said: “We will stay. The crowd left.", ""),
                ("The mayor thought it “a disgrace, said Ada Brandt.", ""),
                ("The judge said the claim was “without any merit and closed the case.", ""),
                ("Foy called it “a poor match. He will play on Saturday.", ""),
                ("“We will stay, the mayor added, and shut the door.", ""),
            ],
        );
    }

    #[test]
    fn marks_take_the_style_that_most_have() {
        held(
            "quote-marks-mixed",
            &[
                (
                    "“We won,” said Foy. “Twice.”\n\n\"They lost,\" said Finch. \"Badly.\"\n\n“So,” he said.",
                    "“We won,” said Foy. “Twice.”\n\n“They lost,” said Finch. “Badly.”\n\n“So,” he said.",
                ),
                // Those that are alike in number follow the first.
                (
                    "“We won,” said Foy.\n\n''They lost,'' said Finch.",
                    "“We won,” said Foy.\n\n“They lost,” said Finch.",
                ),
                (
                    "\"We won,\" said Foy. \"Twice.\"\n\n“They lost,” said Finch.",
                    "\"We won,\" said Foy. \"Twice.\"\n\n\"They lost,\" said Finch.",
                ),
                // What is quoted in a quotation goes with it; an apostrophe and inches stay.
                (
                    "“We won,” said Foy. “It’s.”\n\n\"He said, 'They lost,' and it's 6'2\" long,\" said Finch.",
                    "“We won,” said Foy. “It’s.”\n\n“He said, ‘They lost,’ and it's 6'2\" long,” said Finch.",
                ),
            ],
        );
    }

    #[test]
    fn house_style_is_put_in_place() {
        held(
            "house-place-names",
            &[
                ("Trains to Kiev ran late.", "Trains to Kyiv ran late."),
                ("A Kiev-based firm left.", "A Kyiv-based firm left."),
                ("“In Kiev,” he said.", ""),
                // A name that has the town in it.
                ("The Kiev Independent says so.", ""),
                ("He plays for Dynamo Kiev now.", ""),
                ("The Battle of Kiev was long.", ""),
                // An address is no word.
                ("See www.Kiev.example for tickets.", ""),
                ("Write to desk@Kiev.example for tickets.", ""),
            ],
        );
        held(
            "house-curly-marks",
            &[(
                "\"We won,\" said Foy. ''Twice.''\n\n\"So,\" said Finch of the board, 6\" wide.",
                "“We won,” said Foy. “Twice.”\n\n\"So,\" said Finch of the board, 6\" wide.",
            )],
        );
    }

    #[test]
    fn what_is_garbled_becomes_what_it_stands_for() {
        held(
            "garbled-text",
            &[
                ("The mayorâ€™s office, the judgeâ€™s hall.", "The mayor’s office, the judge’s hall."),
                ("&quot;We will stay,&quot; said Ada Brandt.", "\"We will stay,\" said Ada Brandt."),
            ],
        );
    }

    #[test]
    fn what_is_not_seen_goes() {
        held(
            "hidden-character",
            &[
                ("The Gov\u{ad}ern\u{ad}ment left.", "The Government left."),
                (
                    "The mayor\u{ad}\u{200b} left.\u{feff}\n\u{200b}He \u{2060}was ill\u{2060}\r\n",
                    "The mayor left.\nHe was ill\r\n",
                ),
                ("A\u{200b}b\u{200b}c", "Abc"),
                // A family of four is joined by three.
                ("👨\u{200d}👩\u{200d}👧 left.", ""),
            ],
        );
    }
}
