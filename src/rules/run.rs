//! Runs one rule over one article.

use super::condition::Row;
use super::fingerprint::Fingerprints;
use super::fixes::Fixer;
use super::kinds::{Get, View};
use super::matcher::{Matcher, Pair};
use super::rule::Rule;
use super::value::Value;
use super::{Finding, Related, Severity};
use rustc_hash::{FxHashMap, FxHashSet};
use std::fmt::Write as _;

/// For each `b` of a pair, how many `a` of its bucket are tried: the first ones before it, the nearest ones
/// before it, and the nearest ones after it. So a bucket costs no more than its size times a constant.
const FIRST: usize = 8;
const NEAREST: usize = 24;
const AFTER: usize = 8;

/// Everything the rule finds, without fingerprints and in no order.
pub(super) fn run(rule: &Rule, view: View<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    // A newsroom knows what its own rules are for.
    let ours = !rule.since.is_empty();
    if view.article.foreign && ours && !rule.any_language {
        return findings;
    }
    let mut once = Once { keys: &rule.once, seen: FxHashSet::default() };
    match &rule.matcher {
        Matcher::Kind(kind) => {
            for i in 0..(kind.count)(view) {
                let rows = [Row::Fact(kind, i)];
                if holds(rule, view, &rows) && once.first(view, rows[0]) {
                    findings.extend(finding(rule, view, &rows, 0));
                }
            }
        }
        Matcher::Words(words) => {
            for found in &words.find(view) {
                let rows = [Row::Found(found)];
                if holds(rule, view, &rows) && once.first(view, rows[0]) {
                    findings.extend(finding(rule, view, &rows, 0));
                }
            }
        }
        Matcher::Pair(pair) => {
            let marked = usize::from(!pair.mark_a);
            pairs(rule, pair, view, |rows| {
                if once.first(view, rows[marked]) {
                    findings.extend(finding(rule, view, rows, marked));
                }
            });
        }
    }
    findings
}

fn holds(rule: &Rule, view: View<'_>, rows: &[Row<'_>]) -> bool {
    rule.when.as_ref().is_none_or(|when| when.holds(view, rows))
}

/// Calls `hit` with the first fitting `a` of each `b`. Facts are joined through an index on the keys, never
/// by trying all pairs; one whose key is null is joined with nothing.
fn pairs<'a>(rule: &'a Rule, pair: &Pair, view: View<'a>, mut hit: impl FnMut(&[Row<'a>; 2])) {
    let (many_a, many_b) = ((pair.a.count)(view), (pair.b.count)(view));
    let alike = std::ptr::eq(pair.a, pair.b) || pair.a.name == pair.b.name;
    if many_a == 0 || many_b == 0 || (alike && many_b < 2) {
        return;
    }
    let mut index: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    let mut key = String::new();
    for a in 0..many_a {
        if write_key(&mut key, view, Row::Fact(pair.a, a), pair.same.iter().map(|(get, _)| *get)) {
            match index.get_mut(key.as_str()) {
                Some(bucket) => bucket.push(a),
                None => drop(index.insert(key.clone(), vec![a])),
            }
        }
    }
    let start = |row: Row<'a>| row.marks(view).first().map_or(0, |s| s.start);
    for b in 0..many_b {
        let row_b = Row::Fact(pair.b, b);
        if !write_key(&mut key, view, row_b, pair.same.iter().map(|(_, get)| *get)) {
            continue;
        }
        let Some(bucket) = index.get(key.as_str()) else { continue };
        // Facts come in order of place, so those before `b` are a prefix of the bucket.
        let before = if alike {
            bucket.partition_point(|&a| a < b)
        } else {
            let at = start(row_b);
            bucket.partition_point(|&a| start(Row::Fact(pair.a, a)) <= at)
        };
        let after = if alike { before } else { (before + AFTER).min(bucket.len()) };
        let nearest = before.saturating_sub(NEAREST).max(FIRST.min(before));
        let tried = bucket[..before.min(FIRST)].iter().chain(&bucket[nearest..after]);
        for &a in tried {
            let rows = [Row::Fact(pair.a, a), row_b];
            if holds(rule, view, &rows) {
                hit(&rows);
                break;
            }
        }
    }
}

/// Writes the values of `gets` into `key`; false where one is null.
fn write_key<'a>(key: &mut String, view: View<'a>, row: Row<'a>, gets: impl Iterator<Item = Get>) -> bool {
    key.clear();
    for get in gets {
        let value = row.get(view, get);
        if value.is_null() {
            return false;
        }
        write_value(key, &value);
        key.push('\u{1f}');
    }
    true
}

fn write_value(key: &mut String, value: &Value<'_>) {
    match value {
        Value::Null => {}
        Value::Bool(b) => key.push(if *b { '1' } else { '0' }),
        Value::Number(n) => drop(write!(key, "{n}")),
        Value::Text(text) => key.push_str(text),
        Value::List(items) => {
            for item in items {
                write_value(key, item);
                key.push('\u{1e}');
            }
        }
    }
}

/// Lets through one finding for each set of values of the `once` fields.
struct Once<'a> {
    keys: &'a [Get],
    seen: FxHashSet<String>,
}

impl Once<'_> {
    fn first<'a>(&mut self, view: View<'a>, row: Row<'a>) -> bool {
        if self.keys.is_empty() {
            return true;
        }
        let mut key = String::new();
        // What is not known is not the same as anything.
        !write_key(&mut key, view, row, self.keys.iter().copied()) || self.seen.insert(key)
    }
}

fn finding(rule: &Rule, view: View<'_>, rows: &[Row<'_>], marked: usize) -> Option<Finding> {
    let row = *rows.get(marked)?;
    let spans = row.marks(view);
    if spans.is_empty() {
        return None;
    }
    let mut related = row.related(view);
    for (i, other) in rows.iter().enumerate() {
        if i != marked {
            related.extend(other.marks(view));
        }
    }
    let related = if related.is_empty() {
        Vec::new()
    } else {
        vec![Related { message: rule.related.render(view, &rule.scope, rows), spans: related }]
    };
    let fixable = |_: &&Fixer| rule.fix_when.as_ref().is_none_or(|when| when.holds(view, rows));
    let fixer = rule.fixer.as_ref().filter(fixable);
    Some(Finding {
        rule: rule.id.clone(),
        fix: fixer.and_then(|fixer| fixer.fix(view, &rule.scope, rows, marked, &spans)),
        severity: severity(rule, view, rows),
        risk: rule.risk,
        message: rule.message.render(view, &rule.scope, rows),
        help: rule.help.render(view, &rule.scope, rows),
        spans,
        related,
        fingerprint: String::new(),
    })
}

/// The rule's severity, or info where its `downgrade_when` holds.
fn severity(rule: &Rule, view: View<'_>, rows: &[Row<'_>]) -> Severity {
    let downgrade = rule.downgrade_when.as_ref().is_some_and(|when| when.holds(view, rows));
    if downgrade { Severity::Info } else { rule.severity }
}

/// Sorts findings by place and rule, drops duplicates and those that yield to another, and gives out
/// fingerprints.
pub(super) fn finish(
    view: View<'_>,
    yields: &FxHashMap<&str, &[String]>,
    findings: Vec<Finding>,
) -> Vec<Finding> {
    let mut findings = findings;
    findings.sort_by(|x, y| {
        let place = |f: &Finding| (f.spans.first().map(|s| s.start), f.spans.first().map(|s| s.end));
        place(x)
            .0
            .cmp(&place(y).0)
            .then_with(|| x.rule.cmp(&y.rule))
            .then_with(|| place(x).1.cmp(&place(y).1))
    });
    findings.dedup_by(|y, x| x.rule == y.rule && x.spans == y.spans);
    let mut kept = without_yielding(yields, findings);
    let mut prints = Fingerprints::default();
    for finding in &mut kept {
        finding.fingerprint = prints.next(view.article, &finding.rule, &finding.spans);
    }
    kept
}

fn without_yielding(yields: &FxHashMap<&str, &[String]>, findings: Vec<Finding>) -> Vec<Finding> {
    if yields.is_empty() || findings.iter().all(|f| !yields.contains_key(f.rule.as_str())) {
        return findings;
    }
    // Findings come in order of place, so the first spans of each rule's findings do too.
    let mut by_rule: FxHashMap<&str, Vec<crate::Span>> = FxHashMap::default();
    for finding in &findings {
        by_rule.entry(&finding.rule).or_default().extend(&finding.spans);
    }
    let hidden = |finding: &Finding| {
        let stronger = yields.get(finding.rule.as_str()).into_iter().flat_map(|ids| ids.iter());
        stronger.filter_map(|id| by_rule.get(id.as_str())).any(|spans| {
            finding.spans.iter().any(|span| {
                // Spans of one rule hardly nest, so the few that start before this one's end will do.
                let upto = spans.partition_point(|s| s.start < span.end);
                spans[..upto].iter().rev().take(8).any(|s| s.overlaps(*span))
            })
        })
    };
    let keep: Vec<bool> = findings.iter().map(|f| !hidden(f)).collect();
    findings.into_iter().zip(keep).filter_map(|(f, keep)| keep.then_some(f)).collect()
}
