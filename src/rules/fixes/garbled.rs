//! Characters that would be printed wrong become what they stand for, everywhere in the article.

use super::Replacement;
use crate::rules::kinds::View;
use crate::text::Garble;

/// Garbled characters of an article, at most; each form of them looks at all.
const MOST: usize = 10_000;

pub(super) fn fix(v: View<'_>, i: usize) -> Option<Vec<Replacement>> {
    // A file that is garbled through and through was opened in the wrong encoding, and is to be opened anew.
    if v.article.garbles.len() > MOST {
        return None;
    }
    let form = v.facts.garbled().get(i)?;
    let all = v.article.garbles.iter().filter(|garble| *garble.written == form.written);
    let replacement = |garble: &Garble| {
        let meant = v.article.slice(garble.span);
        Replacement::new(garble.span, &*garble.written, meant)
    };
    Some(all.map(replacement).collect())
}
