//! Conditions: CEL, compiled when a rule is loaded into a small typed expression over fields.
//!
//! The crate `cel` parses; [`compile`] resolves every name to the function that computes the field and checks
//! types, so that what loads cannot fail later; [`Expr::eval`] runs over facts as they are, without turning
//! them into CEL values (docs/decisions/ has the figures).
//!
//! Null is what is not known. It equals only null; it is neither less nor greater than anything; `!null` is null
//! and a condition holds only when it is `true`, so `&&` and `||` take null for false. `has(a.x)` and `x != null`
//! say that x is known.

mod compile;
mod eval;
mod parse;
mod pattern;

pub use compile::{FUNCTIONS, METHODS, Signature};
pub(crate) use eval::{Expr, Row};
pub(crate) use pattern::Patterns;

use super::kinds::{COMMON, Field, Get, Kind};
use super::value::Type;
use crate::lexicon::Lexicons;
use std::ops::Range;

/// A mistake in a condition.
#[derive(Debug)]
pub(crate) struct Mistake {
    /// The bytes of the condition that are wrong.
    pub at: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What would be right, where the choice is closed.
    pub allowed: Vec<String>,
    /// What was written, to look for the nearest allowed one.
    pub written: Option<String>,
}

/// The names that a condition can use.
#[derive(Clone, Default)]
pub(crate) struct Scope {
    /// The facts by name: one without a name, or `a` and `b`.
    pub sides: Vec<Side>,
}

/// One fact that a condition can speak of.
#[derive(Clone, Default)]
pub(crate) struct Side {
    /// `""`, `"a"` or `"b"`.
    pub name: &'static str,
    /// Its kind; none for words found in the text.
    pub kind: Option<&'static Kind>,
    /// Fields of the rule's own making, such as the groups of its pattern.
    pub own: Vec<(String, Type, Get)>,
}

impl Side {
    /// Type and value of the field of that name.
    pub(crate) fn field(&self, name: &str) -> Option<(Type, Get)> {
        let own = self.own.iter().find(|(n, ..)| n == name).map(|(_, ty, get)| (*ty, *get));
        own.or_else(|| self.table().find(|f| f.name == name).map(|f| (f.ty, f.get)))
    }

    /// The names of its fields.
    pub(crate) fn names(&self) -> Vec<String> {
        self.own.iter().map(|(n, ..)| n.clone()).chain(self.table().map(|f| f.name.to_owned())).collect()
    }

    fn table(&self) -> impl Iterator<Item = &'static Field> {
        self.kind.map_or(&[][..], |k| k.fields).iter().chain(COMMON)
    }
}

/// Compiles a condition; the classes of word lists that it names are those of `lexicons`.
///
/// # Errors
/// When it does not parse, names what there is not, or mixes types.
pub(crate) fn compile(
    source: &str,
    scope: &Scope,
    patterns: Patterns,
    lexicons: &Lexicons,
) -> Result<Expr, Mistake> {
    // Ours are known to be parsed.
    if patterns == Patterns::Checked {
        parse::refuse_what_is_too_much(source)?;
    }
    let ast = parse::parse(source)?;
    compile::condition(&ast, scope, patterns, lexicons).map_err(|error| {
        // Only a parse that keeps offsets knows where; it is a hundred times slower, so it runs only after a mistake.
        let at = parse::offset(source, &ast, error.node);
        Mistake { at, message: error.message, allowed: error.allowed, written: error.written }
    })
}

#[cfg(test)]
mod tests;
