//! Marks in all their forms, each case a text and what must be seen in it.

use super::{MarkStyle, QuoteId, QuoteState, QuoteUse, Quotes, find};
use crate::text::Article;
use proptest::prelude::*;

fn read(text: &str) -> (Article, Quotes) {
    let article = Article::new("t.txt", text.to_owned(), None);
    let quotes = find(&article, crate::lexicon::Lexicons::ours());
    (article, quotes)
}

/// The quotations with their nesting depth as leading dots, the strays with < (opening) or > (closing).
fn seen(text: &str) -> Vec<String> {
    let (article, quotes) = read(text);
    let mut out: Vec<String> = Vec::new();
    for quote in &quotes.quotes {
        let mut depth = 0;
        let mut at = quote.parent;
        while let Some(parent) = at {
            depth += 1;
            at = quotes[parent].parent;
        }
        let more = match (quote.closed, quote.continued_by) {
            (true, _) => "",
            (false, Some(_)) => " ...",
            (false, None) => " ?",
        };
        out.push(format!("{}{}{more}", ".".repeat(depth), article.slice(quote.inner).trim()));
    }
    for stray in &quotes.strays {
        let place = article.place(stray.span.start);
        out.push(format!("{}{}:{}", if stray.opening { '<' } else { '>' }, place.line, place.column));
    }
    out
}

#[test]
fn pairs_marks_of_every_style() {
    let cases: &[(&str, &[&str])] = &[
        ("“No,” she said. “Never.”", &["No,", "Never."]),
        ("\"No,\" she said. \"Never.\"", &["No,", "Never."]),
        ("''No,'' she said, ''don't.''", &["No,", "don't."]),
        ("``No,'' she said.", &["No,"]),
        ("«Non», dit-elle. »Nein«, sagte er.", &["Non", "Nein"]),
        ("„Nein“, sagte sie. „Doch”, sagte er.", &["Nein", "Doch"]),
        ("‘No,’ she said. ‘It’s the boys’ club.’", &["No,", "It’s the boys’ club."]),
        ("'No,' she said. 'It's the boys' club.'", &["No,", "It's the boys' club."]),
        ("“He said ‘no way’ and left,” she said.", &["He said ‘no way’ and left,", ".no way"]),
        ("\"He said 'no way.'\" She left.", &["He said 'no way.'", ".no way."]),
        ("''He said 'no way.''' She left.", &["He said 'no way.'", ".no way."]),
        ("\"He said \"no way\" to me,\" she said.", &["He said \"no way\" to me,", ".no way"]),
        ("Then—“no”—she left (“never”).", &["no", "never"]),
        ("He wrote \"... and so on\" twice.", &["... and so on"]),
        ("\".@moe is right,\" Hale wrote. \". . . So.\"", &[".@moe is right,", ". . . So."]),
        ("” … so it is,” Moe said.", &["… so it is,"]),
        ("<tweet pic=\"\" by=\"moe\">“Good.”<tweet/>", &["Good."]),
        ("\">He left. \"Yes.\"", &["Yes."]),
        // Nothing in them, or only decoration.
        ("“” \"\" \"\"\"\"\"\" a", &[]),
    ];
    for (text, expected) in cases {
        assert_eq!(&seen(text), expected, "{text}");
    }
}

#[test]
fn apostrophes_and_primes_are_no_marks() {
    let cases = [
        "In the ’80s the boys’ team let ’em play rock ’n’ roll.",
        "In the '80s the boys' team let 'em play rock 'n' roll.",
        "In the ‘80s they let ‘em play rock ‘n’ roll.",
        "O’Neil’s and O'Neil's don't. The Moes' house, the Hales' car.",
        "He is 6'2\" tall and has a 5\" gun.",
        "It took 5' 20\" to the end.",
    ];
    for text in cases {
        assert_eq!(seen(text), Vec::<String>::new(), "{text}");
    }
    assert_eq!(seen("\"He is 6'2\" tall,\" she said."), ["He is 6'2\" tall,"]);
    assert_eq!(seen("“He has a 5\" gun,” she said."), ["He has a 5\" gun,"]);
    assert_eq!(
        seen("“He is like 6’2”,” Moe said. “Is he 5’ 11”? No.”"),
        ["He is like 6’2”,", "Is he 5’ 11”? No."]
    );
    assert_eq!(seen("\"We left in 2016\" is what she said."), ["We left in 2016"]);
}

#[test]
fn lone_marks_are_stray() {
    let cases: &[(&str, &[&str])] = &[
        ("“without cause.” ”. Then.", &["without cause.", ">1:18"]),
        ("\"without cause.\" \". Then.", &["without cause.", ">1:18"]),
        ("“We will win, she said.", &["We will win, she said. ?", "<1:1"]),
        ("“We will win, she said. “We must.”", &["We will win, she said.  ?", "We must.", "<1:1"]),
        ("\"We will win, she said. \"We must.\"", &["We will win, she said.  ?", "We must.", "<1:1"]),
        ("They left.” She stayed.", &[">1:11"]),
        ("They left.\" She said \"no\" twice.", &["no", ">1:11"]),
        ("They left.'' She said ''no'' twice.", &["no", ">1:11"]),
        ("“He said \"no to me,” she said.", &["He said \"no to me,", "<1:10"]),
        // Wrong-way marks that plainly pair.
        ("“No,“ he said. ”Yes,” she said.", &["No,", "Yes,"]),
        ("“No,” he said. “They see that. “", &["No,", "They see that."]),
        ("\"No.“ He left. “We go.“[Post]", &["No.", "We go."]),
        ("“No,\" he said. \"Yes,” she said.", &["No,", "Yes,"]),
        ("\"No, \"he said.", &["No,"]),
    ];
    for (text, expected) in cases {
        let found: Vec<_> = seen(text);
        let expected: Vec<_> = expected.iter().map(|e| e.replace("  ?", " ?")).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn quotations_run_over_paragraphs() {
    let text = "“We came. We saw.\n\n“We left,” Moe said.";
    assert_eq!(seen(text), ["We came. We saw. ...", "We left,"]);
    let (_, quotes) = read(text);
    assert_eq!(quotes.quotes[1].continues, Some(QuoteId::new(0)));
    // No mark at the head of the next paragraph, but one that closes.
    assert_eq!(
        seen("“We came.\n\nWe saw ‘it’ there.\n\nWe left,” Moe said. “So.”"),
        ["We came. ...", "We saw ‘it’ there. ...", ".it", "We left,", "So."]
    );
    // The next paragraph opens a quotation of its own further on.
    assert_eq!(seen("“We came.\n\nHe said “no” twice."), ["We came. ?", "no", "<1:1"]);
    assert_eq!(seen("‘We came.\n\n‘We left,’ Moe said."), ["We came. ...", "We left,"]);
    assert_eq!(seen("\"We said \"no\" twice.\n\n\"So.\""), ["We said \"no\" twice. ...", ".no", "So."]);
}

#[test]
fn tells_speech_from_scare_quotes_and_titles() {
    use QuoteUse::{Scare, Speech, Title};
    let cases = [
        ("“We must go,” she said.", Speech),
        ("She called the plan a “mess” on Friday.", Speech),
        ("The town’s “smart” bins filled up.", Scare),
        ("The so-called “night shift” ended.", Scare),
        ("She read “The Long Road” in bed.", Title),
        ("He spoke on Channel 4’s “Newsroom Live,” a show.", Title),
        ("James “Jim” Hale won.", Title),
        ("Moe said, “Yes.”", Speech),
        ("Moe said “Yes” to it.", Speech),
        ("“Fine,” Moe said.", Speech),
    ];
    for (text, expected) in cases {
        assert_eq!(read(text).1.quotes[0].used_as, expected, "{text}");
    }
}

#[test]
fn words_and_styles_are_told() {
    let (_, quotes) = read("“He said ‘no way’ twice,” she said.");
    assert_eq!(quotes.quotes.iter().map(|q| q.words).collect::<Vec<_>>(), [5, 2]);
    assert_eq!(quotes.quotes[0].marks, MarkStyle::CurlyDouble);
    assert_eq!(quotes.quotes[1].marks, MarkStyle::CurlySingle);
}

#[test]
fn states_follow_the_outermost_quotation() {
    use QuoteState::{Closing, Inside, Opening, Outside};
    let (article, quotes) = read("''Go 'on,' '' she said. “Go");
    let states: Vec<_> = (0..article.tokens.len()).map(|token| quotes.state(token)).collect();
    assert_eq!(
        states,
        [
            Opening, Opening, Inside, Inside, Inside, Inside, Inside, Closing, Closing, Outside, Outside,
            Outside, Opening, Inside
        ]
    );
}

#[test]
fn the_quotation_around_a_byte_is_the_outermost() {
    let text = "He said “go ‘on now’ please” and left.";
    let (_, quotes) = read(text);
    let at = |needle: &str| u32::try_from(text.find(needle).unwrap()).unwrap();
    assert_eq!(quotes.around(at("on now")), Some(QuoteId::new(0)));
    assert_eq!(quotes.innermost(at("on now")), Some(QuoteId::new(1)));
    assert_eq!(quotes.innermost(at("please")), Some(QuoteId::new(0)));
    assert_eq!(quotes.around(at("left")), None);
    assert_eq!(quotes.around(0), None);
}

proptest! {
    #[test]
    fn quotations_nest_or_lie_apart(
        text in "([“”\"'‘’«»„`]|''|[ .,?\n0]|a|b c|é|said|s' ){0,60}"
    ) {
        let (article, quotes) = read(&text);
        let mut open: Vec<(usize, crate::Span)> = Vec::new();
        let mut last = 0;
        for (i, quote) in quotes.quotes.iter().enumerate() {
            prop_assert!(article.text.get(quote.span.range()).is_some());
            prop_assert!(article.text.get(quote.inner.range()).is_some());
            prop_assert!(quote.span.contains(quote.inner) && quote.words > 0);
            prop_assert!(quote.span.start >= last);
            last = quote.span.start;
            open.retain(|(_, o)| o.end > quote.span.start);
            for (_, o) in &open {
                prop_assert!(o.contains(quote.span), "{:?} cuts {:?}", quote, o);
            }
            prop_assert_eq!(quote.parent, open.last().map(|(p, _)| QuoteId::new(*p)));
            open.push((i, quote.span));
            if let Some(next) = quote.continued_by {
                prop_assert_eq!(quotes[next].continues, Some(QuoteId::new(i)));
                prop_assert!(!quote.closed);
            }
            // Without a mark at its head it may begin where one inside it does.
            let twin = quotes.quotes.get(i + 1).is_some_and(|next| next.span.start == quote.span.start);
            prop_assert_eq!(quotes.innermost(quote.span.start), Some(QuoteId::new(i + usize::from(twin))));
        }
        for stray in &quotes.strays {
            prop_assert!(article.text.get(stray.span.range()).is_some());
        }
    }
}
