//! Runs a compiled condition over facts.

use super::pattern::Pattern;
use crate::Span;
use crate::rules::kinds::{Get, Kind, View};
use crate::rules::matcher::Found;
use crate::rules::value::Value;
use std::borrow::Cow;
use std::cmp::Ordering;

/// One fact that a condition speaks of.
#[derive(Clone, Copy)]
pub(crate) enum Row<'a> {
    /// A fact of a kind, by its index.
    Fact(&'static Kind, usize),
    /// Words that a pattern or word list found.
    Found(&'a Found),
}

impl<'a> Row<'a> {
    /// The spans that it marks.
    pub(crate) fn marks(self, view: View<'a>) -> Vec<Span> {
        let mut spans = Vec::new();
        match self {
            Row::Fact(kind, i) => (kind.marks)(view, i, &mut spans),
            Row::Found(found) => spans.push(found.span),
        }
        spans
    }

    /// The spans of the other place, where it is a relation.
    pub(crate) fn related(self, view: View<'a>) -> Vec<Span> {
        let mut spans = Vec::new();
        if let Row::Fact(kind, i) = self {
            (kind.related)(view, i, &mut spans);
        }
        spans
    }

    /// The value of a field.
    pub(crate) fn get(self, view: View<'a>, get: Get) -> Value<'a> {
        match (get, self) {
            (Get::Fact(get), Row::Fact(_, i)) => get(view, i),
            (Get::Marks(get), row) => get(view, &row.marks(view)),
            (Get::Related(get), row) => get(view, &row.related(view)),
            (Get::Group(n), Row::Found(found)) => {
                let span = found.groups.get(n).copied().flatten();
                span.map(|s| view.article.slice(s)).into()
            }
            (Get::Label, Row::Found(found)) => found.label.as_deref().into(),
            _ => Value::Null,
        }
    }
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compare {
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
}

/// An arithmetic operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sum {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
}

/// A function of one or two values.
pub(crate) type Function = for<'a> fn(&[Value<'a>; 2]) -> Value<'a>;

/// A compiled expression.
pub(crate) enum Expr {
    Constant(Value<'static>),
    Field { side: usize, get: Get },
    Has(Box<Expr>),
    Not(Box<Expr>),
    Negate(Box<Expr>),
    And(Vec<Expr>),
    Or(Vec<Expr>),
    Choose(Box<[Expr; 3]>),
    Compare(Compare, Box<[Expr; 2]>),
    Sum(Sum, Box<[Expr; 2]>),
    In(Box<[Expr; 2]>),
    List(Vec<Expr>),
    Matches(Box<Expr>, Box<Pattern>),
    Call(Function, Box<[Expr; 2]>),
}

impl Expr {
    /// Its value for `rows`, the facts of its scope in order. Allocates only where a field or function does.
    pub(crate) fn eval<'a>(&'a self, view: View<'a>, rows: &[Row<'a>]) -> Value<'a> {
        match self {
            Self::Constant(value) => borrow(value),
            Self::Field { side, get } => rows.get(*side).map_or(Value::Null, |row| row.get(view, *get)),
            Self::Negate(e) => match e.eval(view, rows) {
                Value::Number(n) => Value::Number(-n),
                _ => Value::Null,
            },
            Self::Choose(parts) => {
                let [condition, then, otherwise] = &**parts;
                let chosen = if condition.holds(view, rows) { then } else { otherwise };
                chosen.eval(view, rows)
            }
            Self::Sum(sum, sides) => match (sides[0].eval(view, rows), sides[1].eval(view, rows)) {
                (Value::Number(x), Value::Number(y)) => sum.of(x, y),
                (Value::Text(x), Value::Text(y)) if *sum == Sum::Add => Value::Text(x + y),
                _ => Value::Null,
            },
            Self::List(items) => Value::List(items.iter().map(|e| e.eval(view, rows)).collect()),
            Self::Call(function, args) => function(&[args[0].eval(view, rows), args[1].eval(view, rows)]),
            Self::Has(_)
            | Self::Not(_)
            | Self::And(_)
            | Self::Or(_)
            | Self::Compare(..)
            | Self::In(_)
            | Self::Matches(..) => self.truth(view, rows).into(),
        }
    }

    /// Whether it is true for `rows`.
    pub(crate) fn holds<'a>(&'a self, view: View<'a>, rows: &[Row<'a>]) -> bool {
        self.truth(view, rows) == Some(true)
    }

    /// Whether it is true or false; None where it is neither. Most of a condition is asked for no more than that.
    fn truth<'a>(&'a self, view: View<'a>, rows: &[Row<'a>]) -> Option<bool> {
        match self {
            Self::Has(e) => Some(!e.eval(view, rows).is_null()),
            Self::Not(e) => e.truth(view, rows).map(|holds| !holds),
            Self::And(all) => Some(all.iter().all(|e| e.holds(view, rows))),
            Self::Or(any) => Some(any.iter().any(|e| e.holds(view, rows))),
            Self::Compare(compare, sides) => {
                let holds = |x: &Value<'_>| sides[1].with(view, rows, |y| compare.holds(x, y));
                Some(sides[0].with(view, rows, holds))
            }
            Self::In(sides) => {
                let value = sides[0].eval(view, rows);
                Some(match &sides[1] {
                    // A list of constants, the common case, is walked in place.
                    Self::List(items) => {
                        items.iter().any(|item| item.with(view, rows, |item| equal(item, &value)))
                    }
                    list => match list.eval(view, rows) {
                        Value::List(items) => items.iter().any(|item| equal(item, &value)),
                        _ => false,
                    },
                })
            }
            Self::Matches(e, pattern) => match e.eval(view, rows) {
                Value::Text(text) => Some(pattern.is_match(&text)),
                _ => None,
            },
            other => match other.eval(view, rows) {
                Value::Bool(holds) => Some(holds),
                _ => None,
            },
        }
    }

    /// What `ask` says about its value; a constant is not copied for that.
    fn with<'a, T>(&'a self, view: View<'a>, rows: &[Row<'a>], ask: impl FnOnce(&Value<'a>) -> T) -> T {
        match self {
            Self::Constant(value) => ask(value),
            other => ask(&other.eval(view, rows)),
        }
    }
}

impl Compare {
    fn holds(self, x: &Value<'_>, y: &Value<'_>) -> bool {
        match self {
            Self::Equal => equal(x, y),
            Self::NotEqual => !equal(x, y),
            Self::Less => order(x, y) == Some(Ordering::Less),
            Self::LessEqual => matches!(order(x, y), Some(Ordering::Less | Ordering::Equal)),
            Self::Greater => order(x, y) == Some(Ordering::Greater),
            Self::GreaterEqual => matches!(order(x, y), Some(Ordering::Greater | Ordering::Equal)),
        }
    }
}

impl Sum {
    fn of(self, x: f64, y: f64) -> Value<'static> {
        let n = match self {
            Self::Add => x + y,
            Self::Subtract => x - y,
            Self::Multiply => x * y,
            Self::Divide => x / y,
            Self::Remainder => x % y,
        };
        // Division by nothing is not known rather than infinite.
        if n.is_finite() { Value::Number(n) } else { Value::Null }
    }
}

fn borrow<'a>(value: &'a Value<'static>) -> Value<'a> {
    match value {
        Value::Null => Value::Null,
        Value::Bool(b) => Value::Bool(*b),
        Value::Number(n) => Value::Number(*n),
        Value::Text(text) => Value::Text(Cow::Borrowed(text)),
        Value::List(items) => Value::List(items.iter().map(borrow).collect()),
    }
}

#[expect(clippy::float_cmp, reason = "figures are compared as written; nearness is for abs()")]
fn equal(x: &Value<'_>, y: &Value<'_>) -> bool {
    match (x, y) {
        (Value::Number(x), Value::Number(y)) => x == y,
        (Value::List(x), Value::List(y)) => x.len() == y.len() && x.iter().zip(y).all(|(x, y)| equal(x, y)),
        _ => x == y,
    }
}

fn order(x: &Value<'_>, y: &Value<'_>) -> Option<Ordering> {
    match (x, y) {
        (Value::Number(x), Value::Number(y)) => x.partial_cmp(y),
        (Value::Text(x), Value::Text(y)) => Some(x.cmp(y)),
        _ => None,
    }
}
