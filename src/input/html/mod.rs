//! Web pages and articles in HTML, as content management systems keep them.
//!
//! - `tree.rs`: mark-up to elements and text with their bytes
//! - `flow.rs`: text as a reader sees it
//! - `blocks.rs`: the paragraphs of a page
//! - `article.rs`: which of them are the article's
//! - `meta.rs`: headline and date

mod article;
mod blocks;
mod flow;
mod meta;
mod tree;

use super::draft::Draft;
use super::format::{Contents, Entry, Format, Reading};
use super::{Options, Problem};
use crate::boundary::floor;
use crate::text::{Manuscript, Role, attach, written};
use meta::Meta;
use std::ops::Range;
use tree::Tree;

pub(super) const FORMAT: Format = Format {
    name: "an HTML page",
    extensions: &["html", "htm", "xhtml"],
    magic: &[],
    reading: Reading::Text { looks, read },
};

/// Whether a text is HTML by its first tag, or by the paragraphs it is marked up in.
pub(super) fn looks(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let start = |prefix: &str| text.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix));
    let head = &text[..floor(text, 64 * 1024)];
    if start("<?xml") {
        return text[..floor(text, 2_000)].contains("<html");
    }
    if start("<!doctype html") || start("<html") || start("<!--") && head.contains("</") {
        return true;
    }
    let marked = |tag: &str| memchr::memmem::find_iter(head.as_bytes(), tag).count();
    let name =
        text.strip_prefix('<').and_then(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric()).next());
    let opens = name.is_some_and(|name| {
        let name = name.to_ascii_lowercase();
        tree::is_block(&name) || matches!(&*name, "a" | "b" | "em" | "i" | "img" | "span" | "strong")
    });
    opens && (head.contains("</") || start("<p>"))
        || marked("</p>") >= 2
        || marked("<p>") >= 2
        || marked("<br") >= 4
}

fn read(page: String, _: &Options) -> Contents {
    let tree = tree(&page, 0)?;
    let mut read = article_of(&page, &tree, 0..0);
    attach(&mut read, written(&page, tree.comments));
    read.made_of(page);
    Ok(Entry::only(read))
}

/// The article that the mark-up of `page` from byte `start` on holds. `headline` is the text of its headline before that,
/// if it is not empty.
pub(super) fn article(page: &str, headline: Range<usize>, start: usize) -> Result<Manuscript, Problem> {
    Ok(article_of(page, &tree(page, start)?, headline))
}

fn tree(page: &str, start: usize) -> Result<Tree, Problem> {
    Tree::read(page, start..page.len()).ok_or_else(|| Problem::Unusable {
        what: "is HTML nested thousands of elements deep, which no article is".to_owned(),
        advice: "save the article as plain text",
    })
}

fn article_of(page: &str, tree: &Tree, headline: Range<usize>) -> Manuscript {
    let paragraphs = blocks::of(tree, page, |id| article::shows_nothing(tree, id));
    let story = if tree.is_page() { article::of(tree, &paragraphs) } else { article::all(tree, &paragraphs) };
    let meta = Meta::of(tree, page);
    let mut draft = Draft::default();
    draft.date = meta.date;
    let heading = if headline.is_empty() {
        meta.heading(tree, &paragraphs, story.first().map(|(i, _)| *i))
    } else {
        None
    };
    match (heading, Some(headline).filter(|range| !range.is_empty()).or(meta.headline)) {
        (Some(i), _) => {
            draft.block(Some(Role::Headline));
            paragraphs[i].write(page, &mut draft);
        }
        (None, Some(range)) => {
            draft.block(Some(Role::Headline));
            flow::write(&mut draft, page, range);
        }
        (None, None) => {}
    }
    for (i, role) in story.into_iter().filter(|(i, _)| Some(*i) != heading) {
        draft.block(role);
        paragraphs[i].write(page, &mut draft);
    }
    draft.finish()
}

/// Writes the paragraphs of mark-up within another text, such as Markdown, and gives the bytes of its comments.
pub(super) fn write(draft: &mut Draft, text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let Some(tree) = Tree::read(text, range) else { return Vec::new() };
    for paragraph in blocks::of(&tree, text, |id| article::shows_nothing(&tree, id)) {
        draft.block(None);
        paragraph.write(text, draft);
    }
    tree.comments
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;
    use jiff::civil::date;

    /// The blocks of a page with their roles, each a line.
    fn told(page: &str) -> String {
        let manuscript = article(page, 0..0, 0).unwrap();
        let name = |role: Option<Role>| role.map_or("-", Role::name);
        let blocks = manuscript.blocks().iter();
        blocks
            .map(|block| format!("{}: {}\n", name(block.role), &manuscript.text[block.span.range()]))
            .collect()
    }

    const PROSE: &str = "The council of Lentz met on Monday to hear how the harbour would be paid for, and it left \
                         the hall after three hours without a vote on anything at all.";

    #[test]
    fn a_page_is_its_article() {
        let page = format!(
            r##"<!DOCTYPE html><html><head><title>Harbour vote is put off | The Lentz Post</title>
            <meta property="og:title" content="Harbour vote is put off">
            <script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Harbour vote is put off",
            "datePublished": "2026-03-03T10:00:00Z"}}</script><style>p {{ color: red }}</style></head>
            <body class="has-sidebar"><nav><ul><li><a href="/">Home</a><li><a href="/s">Sport</a></ul></nav>
            <div class="layout"><main><h1>Harbour vote is put off</h1><div class="byline">By <a>Ada Moe</a></div>
            <div class="body"><p>{PROSE}</p>
            <figure><img src="q.jpg"><figcaption>The quay at dusk.</figcaption></figure>
            <p>“We <b>will</b> pay,” said Mayor Ilse&nbsp;Brandvold.<br><br>{PROSE}</p>
            <h2>Who pays for it</h2><p>{PROSE}</p><p><a href="/b">Read more: the bridge that fell</a></p>
            <blockquote><p>“Never.”</p></blockquote><ul><li>Bread<li>Milk</ul><p>{PROSE}</p></div></main>
            <aside><h3><a href="/c">Cat saved</a></h3><p>{PROSE}</p></aside>
            <div id="comments"><p>{PROSE} I was there!</p></div></div><footer><p>© The Lentz Post</p></footer></body></html>"##
        );
        let expected = format!(
            "headline: Harbour vote is put off\n-: {PROSE}\ncaption: The quay at dusk.\n\
             -: “We will pay,” said Mayor Ilse\u{a0}Brandvold.\n-: {PROSE}\nsubheading: Who pays for it\n-: {PROSE}\n\
             -: “Never.”\n-: Bread\n-: Milk\n-: {PROSE}\n"
        );
        assert_eq!(told(&page), expected);
        assert_eq!(article(&page, 0..0, 0).unwrap().date, Some(date(2026, 3, 3)));
    }

    #[test]
    fn mark_up_alone_is_read_whole() {
        for (page, expected) in [
            ("<p>One.</p><p>Two.", "-: One.\n-: Two.\n"),
            (
                "<h1>Ferry stays</h1>One.<br>Two.<br/>and <i>three</i>",
                "headline: Ferry stays\n-: One.\n-: Two.\n-: and three\n",
            ),
            ("<p>One\n  <b>two </b> three</p>", "-: One two three\n"),
            (
                "<p>a<b>b</b>c &amp; d&hellip; &notit; &#8220;e&#x201d; &bogus; AT&T</p>",
                "-: abc & d… ¬it; “e” &bogus; AT&T\n",
            ),
            ("<div><p>Tail.</div>After <!-- no -->all", "-: Tail.\n-: After all\n"),
            ("<script>let a = '<p>no</p>';</script><p>Yes.<style>p{}</style>", "-: Yes.\n"),
            ("<table><tr><th>Team<th>Points<tr><td>Lentz<td>3</table>", "-: Team Points\n-: Lentz 3\n"),
            (
                "<figure><img><figcaption>The quay.</figcaption></figure><p>One.",
                "caption: The quay.\n-: One.\n",
            ),
            ("", ""),
        ] {
            assert_eq!(told(page), expected, "{page}");
        }
    }

    #[test]
    fn words_lead_back_to_their_bytes() {
        let page = "<h1>Tom&#39;s &amp; Ann</h1><!-- no --><p>“We <b>said</b>\n it,&rdquo; he&nbsp;said.</p>";
        let manuscript = article(page, 0..0, 0).unwrap();
        for (words, bytes) in [
            ("Tom's", "Tom&#39;s"),
            ("& Ann", "&amp; Ann"),
            ("We said it", "We <b>said</b>\n it"),
            ("it,” he\u{a0}said", "it,&rdquo; he&nbsp;said"),
        ] {
            let start = manuscript.text.find(words).unwrap();
            let range = manuscript.map.range(Span::of(start..start + words.len()));
            assert_eq!(&page[range.start as usize..range.end as usize], bytes);
        }
        let page =
            "<title>Ferry &amp; quay | Post</title><meta property=og:title content='Ferry &amp; quay'><p>No.";
        let manuscript = article(page, 0..0, 0).unwrap();
        let range = manuscript.map.range(manuscript.blocks()[0].span);
        assert_eq!(&page[range.start as usize..range.end as usize], "Ferry &amp; quay");
    }

    #[test]
    fn html_is_known_by_its_tags() {
        for html in [
            "\u{feff} <!doctype HTML><p>",
            "<html><p>",
            "<?xml version='1.0'?><html>",
            "<p>One.",
            "<div class=a>One</div>",
            "<b>Lentz</b> waits",
            "One.</p>\n<p>Two.</p>",
            "Lead.<br>\n<br>One.<br><br>Two.",
        ] {
            assert!(looks(html), "{html}");
        }
        for text in [
            "One.",
            "",
            "<",
            "<3 is a heart",
            "<i",
            "<unknown>One</unknown>",
            "a < b > c",
            "<?xml version='1.0'?><nitf>",
            "He wrote <br> once.",
        ] {
            assert!(!looks(text), "{text}");
        }
    }

    #[test]
    fn tags_that_close_nothing_change_nothing() {
        for (page, expected) in [
            ("<p>One <b>two</x></i> three</b>.</b></p></div>", "-: One two three.\n"),
            ("<div><p>One.</section></p></div><p>Two.", "-: One.\n-: Two.\n"),
            ("<b><table><tr><td>One</b> two</table>", "-: One two\n"),
        ] {
            assert_eq!(told(page), expected, "{page}");
        }
    }

    #[test]
    fn what_is_nested_without_end_is_refused() {
        let problem = article(&"<div>".repeat(100_000), 0..0, 0).unwrap_err().to_string();
        assert!(problem.contains("nested thousands of elements deep"), "{problem}");
        assert!(article(&"<b>".repeat(100_000), 0..0, 0).is_err());
        assert!(article(&"<p><b>".repeat(100_000), 0..0, 0).is_ok());
        assert!(article(&"</div></p>".repeat(100_000), 0..0, 0).is_ok());
        assert!(article(&"<li>".repeat(100_000), 0..0, 0).is_ok());
    }
}
