use super::*;
use crate::facts::Facts;
use crate::facts::speech::reader::trained;
use crate::lexicon::Lexicons;
use crate::rules::kinds::View;
use crate::text::Article;

fn scope() -> Scope {
    Scope { sides: vec![Side { name: "", kind: Kind::named("sentence"), own: Vec::new() }] }
}

fn holds(source: &str) -> bool {
    let article = Article::new("t", "Two words here.".to_owned(), None);
    let lexicons = Lexicons::default();
    let facts = Facts::new(article, &lexicons, trained());
    let view = View::new(&facts);
    let expr = compile(source, &scope(), Patterns::Checked, &Lexicons::built_in())
        .unwrap_or_else(|m| panic!("{source}: {}", m.message));
    expr.holds(view, &[Row::Fact(Kind::named("sentence").unwrap(), 0)])
}

#[test]
fn conditions_hold_as_cel_has_it() {
    let cases = [
        ("true", true),
        ("words == 3 && first", true),
        ("words >= 3 && words < 4 && words != 2", true),
        ("!(words > 3) || false", true),
        ("words + 1 == 4 && words - 1 == 2 && words * 2 == 6 && words / 2 == 1.5 && words % 2 == 1", true),
        ("-words == -3", true),
        ("words in [1, 2, 3]", true),
        ("role in ['headline', 'caption']", false),
        ("words == 3 ? first : !first", true),
        ("text.startsWith('Two') && text.endsWith('.') && text.contains('words')", true),
        ("text.matches(r'^T.o\\b')", true),
        ("size(text) == 15 && text.size() == 15", true),
        ("lower(text) == 'two words here.' && words(text) == 3", true),
        ("abs(words - 5) == 2 && min(words, 1) == 1 && max(words, 1) == 3", true),
        ("likeness(text, 'Two words hear.') > 0.9 && edits(text, 'Two word here.') == 1", true),
        ("related_text == null && related_line != 3", true),
        ("related_line < 3 || related_line >= 3", false),
        ("words / 0 == null", true),
        ("'a' + 'b' == 'ab'", true),
        ("overlap(['a', 'b'], ['b']) && subset(['a'], ['a', 'b']) && !subset(['c'], ['a'])", true),
    ];
    for (source, expected) in cases {
        assert_eq!(holds(source), expected, "{source}");
    }
}

#[test]
fn mistakes_are_found_when_loading_at_their_place() {
    let cases = [
        ("words == 3 && wrds > 2", "wrds", "no field is called `wrds`"),
        ("words == 'three'", "'three'", "a number is compared with text"),
        ("role == 'boddy'", "'boddy'", "the field is never \"boddy\""),
        ("role in ['body', 'captoin']", "'captoin'", "the field is never \"captoin\""),
        ("'siut' in context", "'siut'", "the list `contexts` has no class \"siut\""),
        ("overlap(context, ['suit', 'doubts'])", "'doubts'", "the list `contexts` has no class \"doubts\""),
        (
            "overlap(first ? ['plae'] : ['suit'], context)",
            "'plae'",
            "the list `contexts` has no class \"plae\"",
        ),
        ("words && first", "words", "&& and || takes true or false, and this is a number"),
        ("words", "words", "a condition takes true or false"),
        ("first > true", "", "only numbers and texts are less or greater"),
        ("text.matches('(')", "'('", "not a pattern: "),
        (
            "text.matches('\\bTwo')",
            "'\\bTwo'",
            "`\\b` in a plain string is a backspace, no word boundary: write r'…'",
        ),
        ("text == 'a\\b'", "'a\\b'", "`\\b` in a plain string is a backspace"),
        ("liekness(text, text) > 1", "", "no function is called `liekness`"),
        ("abs(text) > 1", "text", "abs() takes a number, and this is text"),
        ("abs(1, 2) > 1", "", "abs() takes 1 values, not 2"),
        ("a.words > 1", "", "`a.words`: one fact is matched"),
        ("[1].exists(x, x > 1)", "", "all(), exists()"),
        ("words ==", "", "not a condition: "),
        ("words == 1 \"a\n&& first && text != \"", "", "not a condition: "),
        ("words == 3 && 'é' == txt", "txt", "no field is called `txt`"),
    ];
    for (source, at, message) in cases {
        let mistake = match compile(source, &scope(), Patterns::Checked, &Lexicons::built_in()) {
            Ok(_) => panic!("{source} compiles"),
            Err(mistake) => mistake,
        };
        assert!(mistake.message.starts_with(message), "{source}: {}", mistake.message);
        assert!(!mistake.message.contains('\n'), "{source}: {}", mistake.message);
        if !at.is_empty() {
            assert_eq!(&source[mistake.at.clone()], at, "{source}");
        }
    }
}

#[test]
fn any_source_is_refused_or_runs() {
    for source in
        ["", "(", "\"", "é", "a.b.c", "{}", "1 +", "x{a: 1}", "'\\u12'", "text[0] == 'T'", "?", "a ? b"]
    {
        let _ = compile(source, &scope(), Patterns::Checked, &Lexicons::built_in());
    }
}

/// The deepest that is let through, in each way of going deep, does not come to the end of the stack of a thread of tests,
/// which is a quarter of the program's.
#[test]
fn what_is_too_deep_is_refused_before_it_is_parsed() {
    let scope = Scope { sides: vec![Side { name: "", kind: None, own: Vec::new() }] };
    let lexicons = Lexicons::built_in();
    for (open, middle, close) in [
        ("(", "true", ")"),
        ("[", "1", "]"),
        ("!", "true", ""),
        ("-", "1", ""),
        ("true ? ", "true", " : true"),
        ("true && ", "true", ""),
        ("true || ", "true", ""),
        ("1 + ", "1", ""),
        ("1 == ", "1", ""),
        ("true && (", "true", ")"),
        ("size(", "text", ")"),
        ("text.", "a", ""),
        ("true ? true : ", "true", ""),
        ("1 in ", "[1]", ""),
    ] {
        let mut refused = 0;
        for times in [1, 10, 29, 31, 100, 249, 499, 501, 1001, 8_100, 100_000] {
            let source = format!("{}{middle}{}", open.repeat(times), close.repeat(times));
            if let Err(mistake) = compile(&source, &scope, Patterns::Checked, &lexicons) {
                assert!(source.get(mistake.at.clone()).is_some(), "{open} {times}");
                refused += usize::from(mistake.message.contains("at most"));
            }
        }
        assert!(refused >= 2, "{open}");
    }
}
