//! The draft of a correction: what two versions differ in, as readers are told of it.

use crate::facts::versions::{VersionChange, VersionKind};

/// The draft, which takes the new version for the right one; empty where nothing is to be corrected.
pub(super) fn draft(changes: &[VersionChange]) -> String {
    let mut sentences: Vec<String> = Vec::new();
    for told in changes.iter().filter_map(corrected) {
        let head = if sentences.is_empty() { "An earlier version of this article" } else { "It also" };
        let stop = if is_ended(&told) { "" } else { "." };
        sentences.push(format!("{head} {told}{stop}"));
    }
    sentences.join(" ")
}

/// What follows `An earlier version of this article`; None where a change takes no correction.
fn corrected(change: &VersionChange) -> Option<String> {
    let about = &change.about;
    let was = &change.old.as_ref()?.text;
    let Some(is) = change.new.as_ref().map(|version| &version.text) else {
        return (change.kind == VersionKind::Quotation).then(|| {
            let old = bare(was);
            if about.is_empty() {
                format!("had the quotation “{old}”; it has been removed")
            } else {
                format!("quoted {about} as saying “{old}”; the quotation has been removed")
            }
        });
    };
    let (old, new) = (bare(was), closed(bare(is)));
    Some(match change.kind {
        VersionKind::Quotation if about.is_empty() => {
            format!("gave a quotation as “{old}”; in fact, the words were “{new}”")
        }
        VersionKind::Quotation => {
            format!("quoted {about} as saying “{old}”; in fact, the words were “{new}”")
        }
        VersionKind::Speaker => {
            format!("attributed the words “{}” to {was}; in fact, they were those of {is}", bare(about))
        }
        VersionKind::Name => format!("gave a name as {was}; in fact, it is {is}"),
        VersionKind::Title => format!("described {about} as “{old}”; in fact, the title is “{new}”"),
        VersionKind::Birth => format!("said that {about} was born in {was}; in fact, it was {is}"),
        VersionKind::Age => format!("gave the age of {about} as {was}; in fact, it is {is}"),
        VersionKind::Date => format!("gave a date as {was}; in fact, it is {is}"),
        VersionKind::Figure => format!("said “{old}”; in fact, it is {is}"),
        VersionKind::Reported => return None,
    })
}

/// Words as they are put in marks: without marks around all of them, and with single marks around a part of them; without the
/// comma or stop at their end, which is the sentence's.
fn bare(text: &str) -> String {
    let whole = depths(text).all(|(c, depth)| depth > 0 || !c.is_alphanumeric());
    let mut words = String::with_capacity(text.len());
    for (c, depth) in depths(text) {
        match (is_mark(c), depth) {
            (false, _) => words.push(c),
            (true, 0 | 1) if whole => {}
            (true, _) => words.push(if c == '”' || c == '"' && depth == 0 { '’' } else { '‘' }),
        }
    }
    let inner = words.trim().trim_end_matches('’');
    let marks = words.trim().len() - inner.len();
    let marks = if words.contains('‘') { "’".repeat(marks / '’'.len_utf8()) } else { String::new() };
    format!("{}{marks}", without_stop(inner))
}

/// Words without the comma or the stop at their end; an abbreviation keeps its own.
fn without_stop(words: &str) -> &str {
    let words = words.trim_end_matches([',', ' ']);
    let last = words.rsplit(' ').next().unwrap_or_default();
    if last.matches('.').count() == 1 { words.trim_end_matches('.') } else { words }
}

/// Whether a character is a double mark of quotation.
const fn is_mark(c: char) -> bool {
    matches!(c, '“' | '”' | '"')
}

/// The characters of a text, each with how many quotations are around it; a mark is of the quotation that it opens or closes, a
/// straight one that closes has none around it.
fn depths(text: &str) -> impl Iterator<Item = (char, usize)> + '_ {
    let mut depth = 0_usize;
    text.chars().map(move |c| {
        let closed = depth;
        match c {
            '“' => depth += 1,
            '"' => depth = usize::from(depth == 0),
            '”' => depth = depth.saturating_sub(1),
            _ => {}
        }
        (c, if c == '”' { closed } else { depth })
    })
}

/// Words with the stop that a sentence has before its closing mark.
fn closed(words: String) -> String {
    if is_ended(&words) {
        return words;
    }
    match words.strip_suffix('’').filter(|head| head.contains('‘')) {
        Some(head) => format!("{head}.’"),
        None => format!("{words}."),
    }
}

/// Whether words end as a sentence does, before marks or without.
fn is_ended(words: &str) -> bool {
    words.trim_end_matches(['”', '’', '"']).ends_with(['.', '?', '!', '…'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::versions::compare;
    use crate::{Checker, Document};

    fn corrected(old: &str, new: &str) -> String {
        let checker = Checker::builder().facts_only().build().unwrap();
        let document = |text: &str| -> Document<'_> { checker.check_text("draft.txt", text) };
        draft(&compare(&document(old).facts, &document(new).facts))
    }

    #[test]
    fn what_is_quoted_in_part_has_single_marks() {
        for (written, shown) in [
            ("“It is safe,”", "It is safe"),
            ("\"It is safe.\"", "It is safe"),
            ("“Is it safe?”", "Is it safe?"),
            ("that the bridge was “not safe.”", "that the bridge was ‘not safe’"),
            ("that the \"old\" bridge was safe,", "that the ‘old’ bridge was safe"),
            ("“It is,” … “not safe.”", "It is, … not safe"),
            ("“He said ‘no’ to the U.S.”", "He said ‘no’ to the U.S."),
            ("“They call it “safe” here.”", "They call it ‘safe’ here"),
        ] {
            assert_eq!(bare(written), shown, "{written}");
        }
        assert_eq!(closed("Is it safe?".to_owned()), "Is it safe?");
        assert_eq!(closed("it was ‘safe’".to_owned()), "it was ‘safe.’");
        assert_eq!(closed("the dogs’".to_owned()), "the dogs’.");
    }

    #[test]
    fn a_sentence_has_one_stop() {
        let old = "“Is the old bridge safe for all of us?” said Ada Brandt, the mayor.\n";
        let asked = old.replace("safe for", "shut for");
        assert_eq!(
            corrected(old, &asked),
            "An earlier version of this article quoted Ada Brandt as saying “Is the old bridge safe for all of us?”; in fact, \
             the words were “Is the old bridge shut for all of us?”"
        );
        let removed =
            corrected(&format!("{old}\n“I never go there on foot,” said Tom Hale, a driver.\n"), old);
        assert!(
            removed
                .ends_with("Tom Hale as saying “I never go there on foot”; the quotation has been removed."),
            "{removed}"
        );
    }
}
