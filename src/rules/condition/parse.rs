//! CEL source to the syntax tree of the crate `cel`, and the way back from a node to its place.

use super::Mistake;
use cel::common::ast::{EntryExpr, Expr, IdedExpr};
use cel::parser::{ParseErrors, Parser, PrattParser};
use std::ops::Range;

/// The longest condition, in bytes: four times the longest of ours.
const LENGTH: usize = 8_000;
/// The most operators, and the most brackets inside each other. Parser, compiler and evaluation each call themselves for what
/// is inside, and have only so much stack for that.
const OPERATORS: usize = 500;
const DEPTH: usize = 30;

/// Parses a condition.
pub(super) fn parse(source: &str) -> Result<IdedExpr, Mistake> {
    PrattParser::new().parse(source).map_err(|errors| mistake(source, &errors))
}

/// Refuses a condition that is too long or too deep, before anything is done with it that takes stack.
pub(super) fn refuse_what_is_too_much(source: &str) -> Result<(), Mistake> {
    let refused = |at: usize, message: String| {
        let end = source[at..].chars().next().map_or(at, |c| at + c.len_utf8());
        Err(Mistake { at: at..end, message, allowed: Vec::new(), written: None })
    };
    if source.len() > LENGTH {
        return refused(
            0,
            format!("a condition has {LENGTH} characters at most; make it two rules, or a pattern"),
        );
    }
    let (mut operators, mut depth) = (0, 0);
    let mut marks = source.bytes().enumerate();
    while let Some((at, byte)) = marks.next() {
        match byte {
            // A text; only a mark ends it. One that never ends is a mistake for the parser.
            b'\'' | b'"' => {
                while let Some((_, inner)) = marks.next() {
                    match inner {
                        b'\\' => drop(marks.next()),
                        inner if inner == byte => break,
                        _ => {}
                    }
                }
            }
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.max(1) - 1,
            b'&' | b'|' | b'!' | b'=' | b'<' | b'>' | b'+' | b'-' | b'*' | b'/' | b'%' | b'?' | b'.' => {
                operators += 1
            }
            _ => {}
        }
        // Each `&&` and `==` is two.
        if operators > 2 * OPERATORS {
            return refused(
                at,
                format!(
                    "a condition has {OPERATORS} operators at most; make it two rules, or a list after `in`"
                ),
            );
        }
        if depth > DEPTH {
            return refused(at, format!("brackets are {DEPTH} deep at most"));
        }
    }
    Ok(())
}

/// The place of the node `id` of the tree that [`parse`] made of `source`.
///
/// The fast parser does not hand out offsets, so the slow one parses again; both build the same tree, and
/// the node is found by its position in a walk. Without a match, the whole condition is the place.
pub(super) fn offset(source: &str, ast: &IdedExpr, id: u64) -> Range<usize> {
    let whole = 0..source.len();
    let Ok((twin, info)) = Parser::new().parse_with_source_info(source) else { return whole };
    let (ours, theirs) = (ids(ast), ids(&twin));
    let Some(nth) = ours.iter().position(|&i| i == id).filter(|_| ours.len() == theirs.len()) else {
        return whole;
    };
    let Some((start, stop)) = info.offset_for(theirs[nth]) else { return whole };
    // Bytes, and the stop is the first byte of the last character.
    let (start, stop) = (start as usize, stop as usize);
    let last = source.get(stop..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    let range = start..stop + last;
    if source.get(range.clone()).is_none() {
        return whole;
    }
    if range.is_empty() { whole } else { range }
}

fn ids(expr: &IdedExpr) -> Vec<u64> {
    let mut ids = Vec::new();
    walk(expr, &mut ids);
    ids
}

fn walk(expr: &IdedExpr, ids: &mut Vec<u64>) {
    ids.push(expr.id);
    match &expr.expr {
        Expr::Call(call) => call.target.as_deref().into_iter().chain(&call.args).for_each(|e| walk(e, ids)),
        Expr::Select(select) => walk(&select.operand, ids),
        Expr::List(list) => list.elements.iter().for_each(|e| walk(e, ids)),
        Expr::Map(map) => {
            for entry in &map.entries {
                if let EntryExpr::MapEntry(entry) = &entry.expr {
                    walk(&entry.key, ids);
                    walk(&entry.value, ids);
                }
            }
        }
        _ => {}
    }
}

fn mistake(source: &str, errors: &ParseErrors) -> Mistake {
    let first = errors.errors.first();
    let message = first.map_or_else(String::new, |e| e.msg.replace("Syntax error: ", ""));
    let at = first.map_or(0, |e| byte_at(source, e.pos));
    let end = source[at..].chars().next().map_or(at, |c| at + c.len_utf8());
    // It quotes the condition, whose lines would break the one that tells of it.
    let message = format!("not a condition: {}", message.split_whitespace().collect::<Vec<_>>().join(" "));
    Mistake { at: at..end, message, allowed: Vec::new(), written: None }
}

/// The byte of a 1-based line and column.
fn byte_at(source: &str, (line, column): (isize, isize)) -> usize {
    let line = usize::try_from(line - 1).unwrap_or(0);
    let column = usize::try_from(column - 1).unwrap_or(0);
    let start: usize = source.split_inclusive('\n').take(line).map(str::len).sum();
    let rest = source.get(start..).unwrap_or("");
    start + rest.char_indices().nth(column).map_or(rest.len(), |(i, _)| i)
}
