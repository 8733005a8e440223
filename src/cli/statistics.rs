//! `--statistics`: how often each rule found something, most often first.

use onrecord::Document;
use onrecord::report::Shown;
use onrecord::rules::{Catalogue, Severity};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// How often each rule found something, by severity.
#[derive(Clone, Debug, Default)]
pub struct Statistics {
    counts: BTreeMap<(String, Severity), u64>,
    /// Articles in which something was found.
    articles: u64,
}

impl Statistics {
    /// Those of an article.
    pub fn of(document: &Document) -> Self {
        let mut statistics = Self { articles: u64::from(!document.findings.is_empty()), ..Self::default() };
        for finding in &document.findings {
            *statistics.counts.entry((finding.rule.clone(), finding.severity)).or_default() += 1;
        }
        statistics
    }

    /// Adds those of others.
    pub fn add(&mut self, other: Self) {
        self.articles += other.articles;
        for (rule, count) in other.counts {
            *self.counts.entry(rule).or_default() += count;
        }
    }

    /// A table for people.
    pub fn table(&self, catalogue: &Catalogue, articles: u64) -> String {
        let mut rows: Vec<(u64, Severity, &str)> =
            self.counts.iter().map(|((rule, severity), count)| (*count, *severity, rule.as_str())).collect();
        rows.sort_by_key(|&(count, severity, rule)| (Reverse(count), Reverse(severity), rule));
        let total: u64 = rows.iter().map(|(count, ..)| count).sum();
        let digits = total.to_string().len();
        let longest = rows.iter().map(|(_, _, rule)| rule.len()).max().unwrap_or_default();
        let mut table = String::new();
        for (count, severity, rule) in rows {
            let title = catalogue.get(rule).map_or("", |rule| rule.title.as_str());
            let (rule, title) = (Shown::of(rule), Shown::of(title));
            let _ = writeln!(
                table,
                "{count:>digits$}  {:<7}  {:<longest$}  {title}",
                severity.name(),
                rule.as_str()
            );
        }
        let found = if total == 1 { "finding" } else { "findings" };
        let read = if articles == 1 { "article" } else { "articles" };
        let _ = writeln!(table, "{total:>digits$}  {found} in {} of {articles} {read}", self.articles);
        table
    }
}
