//! The syntax tree to a typed expression: names resolved, types checked.

use super::eval::{Compare, Expr, Function, Sum};
use super::pattern::{Pattern, Patterns};
use super::{Scope, Side};
use crate::lexicon::Lexicons;
use crate::rules::value::{Type, Value};
use cel::common::ast::{CallExpr, Expr as Ast, IdedExpr, LiteralValue, SelectExpr, operators as op};
use std::borrow::Cow;

/// A mistake at a node of the tree.
#[derive(Debug)]
pub(super) struct Error {
    pub node: u64,
    pub message: String,
    pub allowed: Vec<String>,
    pub written: Option<String>,
}

/// What an expression yields; `None` where it can be anything (null, a choice of two types).
type Yields = Option<Type>;
type Typed = (Expr, Yields);

/// A function for conditions: its name, types taken, type returned, what it does, and how.
#[non_exhaustive]
pub struct Signature {
    /// Its name.
    pub name: &'static str,
    /// The types of its values, the one it is called on first.
    pub takes: &'static [Type],
    /// The type that it yields.
    pub gives: Type,
    /// What it yields, in a line.
    pub doc: &'static str,
    call: Function,
}

/// Functions, called as `name(x, y)`.
pub const FUNCTIONS: &[Signature] = &[
    Signature {
        name: "abs",
        takes: &[Type::Number],
        gives: Type::Number,
        doc: "the number without its sign",
        call: |v| {
            if let Value::Number(n) = v[0] { Value::Number(n.abs()) } else { Value::Null }
        },
    },
    Signature {
        name: "min",
        takes: &[Type::Number, Type::Number],
        gives: Type::Number,
        doc: "the smaller number",
        call: |v| {
            if let [Value::Number(x), Value::Number(y)] = v { Value::Number(x.min(*y)) } else { Value::Null }
        },
    },
    Signature {
        name: "max",
        takes: &[Type::Number, Type::Number],
        gives: Type::Number,
        doc: "the larger number",
        call: |v| {
            if let [Value::Number(x), Value::Number(y)] = v { Value::Number(x.max(*y)) } else { Value::Null }
        },
    },
    Signature {
        name: "lower",
        takes: &[Type::Text],
        gives: Type::Text,
        doc: "the text in lower case",
        call: |v| match &v[0] {
            Value::Text(t) if t.chars().any(char::is_uppercase) => Value::Text(Cow::Owned(t.to_lowercase())),
            other => other.clone(),
        },
    },
    Signature {
        name: "words",
        takes: &[Type::Text],
        gives: Type::Number,
        doc: "how many words the text has",
        call: |v| match &v[0] {
            Value::Text(t) => Value::count(t.split_whitespace().count()),
            _ => Value::Null,
        },
    },
    Signature {
        name: "likeness",
        takes: &[Type::Text, Type::Text],
        gives: Type::Number,
        doc: "how alike two texts are, 0 to 1 (Jaro-Winkler)",
        call: |v| match v {
            [Value::Text(x), Value::Text(y)] => Value::Number(strsim::jaro_winkler(x, y)),
            _ => Value::Null,
        },
    },
    Signature {
        name: "edits",
        takes: &[Type::Text, Type::Text],
        gives: Type::Number,
        doc: "letters to add, drop, change or swap to make one text the other (Damerau-Levenshtein)",
        call: |v| match v {
            [Value::Text(x), Value::Text(y)] => Value::count(strsim::damerau_levenshtein(x, y)),
            _ => Value::Null,
        },
    },
    Signature {
        name: "overlap",
        takes: &[Type::Texts, Type::Texts],
        gives: Type::Bool,
        doc: "whether two lists share a member",
        call: |v| match v {
            [Value::List(x), Value::List(y)] => Value::Bool(x.iter().any(|x| y.contains(x))),
            _ => Value::Null,
        },
    },
    Signature {
        name: "subset",
        takes: &[Type::Texts, Type::Texts],
        gives: Type::Bool,
        doc: "whether every member of the first list is in the second",
        call: |v| match v {
            [Value::List(x), Value::List(y)] => Value::Bool(x.iter().all(|x| y.contains(x))),
            _ => Value::Null,
        },
    },
];

/// Methods, called as `text.name(other)`; `text.matches("regex")` is one more.
pub const METHODS: &[Signature] = &[
    Signature {
        name: "startsWith",
        takes: &[Type::Text, Type::Text],
        gives: Type::Bool,
        doc: "whether the text begins so",
        call: |v| match v {
            [Value::Text(x), Value::Text(y)] => Value::Bool(x.starts_with(&**y)),
            _ => Value::Null,
        },
    },
    Signature {
        name: "endsWith",
        takes: &[Type::Text, Type::Text],
        gives: Type::Bool,
        doc: "whether the text ends so",
        call: |v| match v {
            [Value::Text(x), Value::Text(y)] => Value::Bool(x.ends_with(&**y)),
            _ => Value::Null,
        },
    },
    Signature {
        name: "contains",
        takes: &[Type::Text, Type::Text],
        gives: Type::Bool,
        doc: "whether the text has it inside",
        call: |v| match v {
            [Value::Text(x), Value::Text(y)] => Value::Bool(x.contains(&**y)),
            _ => Value::Null,
        },
    },
];

const SIZE: Function = |v| match &v[0] {
    Value::Text(t) => Value::count(t.chars().count()),
    Value::List(items) => Value::count(items.len()),
    _ => Value::Null,
};

/// Compiles a whole condition, which must yield true or false.
pub(super) fn condition(
    ast: &IdedExpr,
    scope: &Scope,
    patterns: Patterns,
    lexicons: &Lexicons,
) -> Result<Expr, Error> {
    let (expr, ty) = Compiler { scope, patterns, lexicons }.expr(ast)?;
    expect(ast, ty, Type::Bool, "a condition")?;
    Ok(expr)
}

struct Compiler<'a> {
    scope: &'a Scope,
    patterns: Patterns,
    lexicons: &'a Lexicons,
}

impl Compiler<'_> {
    fn expr(&self, ast: &IdedExpr) -> Result<Typed, Error> {
        match &ast.expr {
            Ast::Literal(literal) => self.literal(ast, literal),
            Ast::Ident(name) => self.name(ast, "", name),
            Ast::Select(select) => self.select(ast, select),
            Ast::List(list) => {
                let items: Vec<Typed> =
                    list.elements.iter().map(|e| self.expr(e)).collect::<Result<_, _>>()?;
                let numbers = items.iter().all(|(_, ty)| *ty == Some(Type::Number));
                let ty = if numbers && !items.is_empty() { Type::Numbers } else { Type::Texts };
                Ok((Expr::List(items.into_iter().map(|(e, _)| e).collect()), Some(ty)))
            }
            Ast::Call(call) => self.call(ast, call),
            Ast::Comprehension(_) => Err(error(
                ast,
                "all(), exists(), map() and filter() are not part of conditions here; use `in`, overlap() or subset()",
            )),
            Ast::Map(_) | Ast::Struct(_) => Err(error(ast, "maps are not part of conditions here")),
            Ast::Unspecified => Err(error(ast, "nothing here")),
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "numbers in conditions are small")]
    fn literal(&self, ast: &IdedExpr, literal: &LiteralValue) -> Result<Typed, Error> {
        Ok(match literal {
            LiteralValue::Null => (Expr::Constant(Value::Null), None),
            LiteralValue::Boolean(b) => (Expr::Constant(Value::Bool(*b.inner())), Some(Type::Bool)),
            LiteralValue::Int(n) => (Expr::Constant(Value::Number(*n.inner() as f64)), Some(Type::Number)),
            LiteralValue::UInt(n) => (Expr::Constant(Value::Number(*n.inner() as f64)), Some(Type::Number)),
            LiteralValue::Double(n) => (Expr::Constant(Value::Number(*n.inner())), Some(Type::Number)),
            LiteralValue::String(s) => {
                no_backspace(ast, s.inner())?;
                (Expr::Constant(Value::Text(Cow::Owned(s.inner().to_owned()))), Some(Type::Text))
            }
            LiteralValue::Bytes(_) => return Err(error(ast, "bytes are not part of conditions here")),
        })
    }

    fn name(&self, ast: &IdedExpr, side: &str, name: &str) -> Result<Typed, Error> {
        let found = self.scope.sides.iter().position(|s| s.name == side);
        let Some(at) = found else {
            let sides: Vec<String> = self.scope.sides.iter().map(|s| s.name.to_owned()).collect();
            if side.is_empty() && sides.iter().any(|s| s == name) {
                return Err(error(
                    ast,
                    format!("`{name}` is a fact; write one of its fields, such as {name}.text"),
                ));
            }
            if side.is_empty() {
                let message =
                    format!("no fact is called `{name}`; two are matched, so write a.{name} or b.{name}");
                return Err(error(ast, message));
            }
            let message = if sides == [""] {
                format!("`{side}.{name}`: one fact is matched, so its fields have no name before them")
            } else {
                format!("no fact is called `{side}`")
            };
            let allowed = sides.into_iter().filter(|s| !s.is_empty()).collect();
            return Err(Error { node: ast.id, message, allowed, written: Some(side.to_owned()) });
        };
        let side = &self.scope.sides[at];
        match side.field(name) {
            Some((ty, get)) => Ok((Expr::Field { side: at, get }, Some(ty))),
            None => Err(unknown_field(ast, side, name)),
        }
    }

    fn select(&self, ast: &IdedExpr, select: &SelectExpr) -> Result<Typed, Error> {
        let Ast::Ident(side) = &select.operand.expr else {
            return Err(error(ast, "a field of a field: fields hold plain values"));
        };
        let (expr, ty) = self.name(ast, side, &select.field)?;
        if select.test { Ok((Expr::Has(Box::new(expr)), Some(Type::Bool))) } else { Ok((expr, ty)) }
    }

    fn call(&self, ast: &IdedExpr, call: &CallExpr) -> Result<Typed, Error> {
        let args = &call.args;
        let name = call.func_name.as_str();
        match (name, call.target.as_deref(), args.as_slice()) {
            (op::LOGICAL_AND, None, all) => Ok((Expr::And(self.truths(all)?), Some(Type::Bool))),
            (op::LOGICAL_OR, None, any) => Ok((Expr::Or(self.truths(any)?), Some(Type::Bool))),
            (op::LOGICAL_NOT, None, [x]) => {
                Ok((Expr::Not(Box::new(self.typed(x, Type::Bool, "!")?)), Some(Type::Bool)))
            }
            (op::NEGATE, None, [x]) => {
                Ok((Expr::Negate(Box::new(self.typed(x, Type::Number, "-")?)), Some(Type::Number)))
            }
            (op::CONDITIONAL, None, [x, y, z]) => {
                let condition = self.typed(x, Type::Bool, "?")?;
                let ((y, a), (z, b)) = (self.expr(y)?, self.expr(z)?);
                let ty = if a == b { a } else { None };
                Ok((Expr::Choose(Box::new([condition, y, z])), ty))
            }
            (op::IN, None, [x, list]) => self.within(x, list),
            ("has", None, [x]) => Ok((Expr::Has(Box::new(self.expr(x)?.0)), Some(Type::Bool))),
            ("size", None, [x]) | ("size", Some(x), []) => self.size(x),
            ("matches", Some(x), [pattern]) | ("matches", None, [x, pattern]) => self.matches(x, pattern),
            (_, None, [x, y]) if comparison(name).is_some() => self.compare(ast, name, x, y),
            (_, None, [x, y]) if sum(name).is_some() => self.sum(name, x, y),
            (_, None, args) => self.apply(ast, FUNCTIONS, name, &args.iter().collect::<Vec<_>>()),
            (_, Some(target), args) => {
                let all: Vec<&IdedExpr> = std::iter::once(target).chain(args).collect();
                self.apply(ast, METHODS, name, &all)
            }
        }
    }

    fn truths(&self, all: &[IdedExpr]) -> Result<Vec<Expr>, Error> {
        all.iter().map(|e| self.typed(e, Type::Bool, "&& and ||")).collect()
    }

    fn typed(&self, ast: &IdedExpr, wanted: Type, by: &str) -> Result<Expr, Error> {
        let (expr, ty) = self.expr(ast)?;
        expect(ast, ty, wanted, by)?;
        Ok(expr)
    }

    fn size(&self, x: &IdedExpr) -> Result<Typed, Error> {
        let (expr, ty) = self.expr(x)?;
        if matches!(ty, Some(Type::Bool | Type::Number)) {
            return Err(error(x, "size() takes a text or a list"));
        }
        Ok((Expr::Call(SIZE, Box::new([expr, Expr::Constant(Value::Null)])), Some(Type::Number)))
    }

    fn matches(&self, x: &IdedExpr, pattern: &IdedExpr) -> Result<Typed, Error> {
        let text = self.typed(x, Type::Text, "matches()")?;
        let Ast::Literal(LiteralValue::String(source)) = &pattern.expr else {
            return Err(error(pattern, "matches() takes a pattern written out as text"));
        };
        no_backspace(pattern, source.inner())?;
        let compiled = Pattern::new(source, self.patterns)
            .map_err(|e| error(pattern, format!("not a pattern: {}", last_line(&e.to_string()))))?;
        Ok((Expr::Matches(Box::new(text), Box::new(compiled)), Some(Type::Bool)))
    }

    fn within(&self, x: &IdedExpr, list: &IdedExpr) -> Result<Typed, Error> {
        let (value, ty) = self.expr(x)?;
        let (items, list_ty) = self.expr(list)?;
        if !matches!(list_ty, None | Some(Type::Texts | Type::Classes(_) | Type::Numbers)) {
            return Err(error(list, "`in` takes a list"));
        }
        self.classes(list_ty, x)?;
        if let Ast::List(list) = &list.expr {
            for item in &list.elements {
                let (_, item_ty) = self.expr(item)?;
                alike(x, ty, item, item_ty)?;
            }
        }
        Ok((Expr::In(Box::new([value, items])), Some(Type::Bool)))
    }

    /// Refuses words beside the classes of a list that are none of them, wherever in `ast` they are written out.
    fn classes(&self, ty: Yields, ast: &IdedExpr) -> Result<(), Error> {
        let Some(Type::Classes(name)) = ty else { return Ok(()) };
        match &ast.expr {
            Ast::Literal(LiteralValue::String(word)) => {
                let Some(list) = self.lexicons.list(name) else { return Ok(()) };
                if list.class(word.inner()).is_some() {
                    return Ok(());
                }
                Err(Error {
                    node: ast.id,
                    message: format!("the list `{name}` has no class {:?}", word.inner()),
                    allowed: list.classes().map(str::to_owned).collect(),
                    written: Some(word.inner().to_owned()),
                })
            }
            Ast::List(list) => list.elements.iter().try_for_each(|item| self.classes(ty, item)),
            Ast::Call(call) if call.func_name == op::CONDITIONAL => {
                call.args.iter().skip(1).try_for_each(|branch| self.classes(ty, branch))
            }
            _ => Ok(()),
        }
    }

    fn compare(&self, ast: &IdedExpr, name: &str, x: &IdedExpr, y: &IdedExpr) -> Result<Typed, Error> {
        let ((a, x_ty), (b, y_ty)) = (self.expr(x)?, self.expr(y)?);
        alike(x, x_ty, y, y_ty)?;
        let compare = comparison(name).unwrap_or(Compare::Equal);
        let ordered = !matches!(compare, Compare::Equal | Compare::NotEqual);
        if ordered && matches!(x_ty, Some(Type::Bool | Type::Texts | Type::Classes(_) | Type::Numbers)) {
            return Err(error(ast, "only numbers and texts are less or greater"));
        }
        Ok((Expr::Compare(compare, Box::new([a, b])), Some(Type::Bool)))
    }

    fn sum(&self, name: &str, x: &IdedExpr, y: &IdedExpr) -> Result<Typed, Error> {
        let ((a, x_ty), (b, y_ty)) = (self.expr(x)?, self.expr(y)?);
        let sum = sum(name).unwrap_or(Sum::Add);
        let texts =
            sum == Sum::Add && [x_ty, y_ty].iter().all(|t| matches!(t, Some(Type::Text | Type::OneOf(_))));
        let ty = if texts { Type::Text } else { Type::Number };
        if !texts {
            expect(x, x_ty, Type::Number, "arithmetic")?;
            expect(y, y_ty, Type::Number, "arithmetic")?;
        }
        Ok((Expr::Sum(sum, Box::new([a, b])), Some(ty)))
    }

    fn apply(
        &self,
        ast: &IdedExpr,
        table: &[Signature],
        name: &str,
        args: &[&IdedExpr],
    ) -> Result<Typed, Error> {
        let Some(signature) = table.iter().find(|s| s.name == name) else {
            let mut allowed: Vec<String> = table.iter().map(|s| s.name.to_owned()).collect();
            allowed.extend(["size".to_owned(), "has".to_owned(), "matches".to_owned()]);
            let message = format!("no function is called `{name}`");
            return Err(Error { node: ast.id, message, allowed, written: Some(name.to_owned()) });
        };
        if args.len() != signature.takes.len() {
            let message = format!("{name}() takes {} values, not {}", signature.takes.len(), args.len());
            return Err(error(ast, message));
        }
        let mut compiled = Vec::with_capacity(2);
        let mut yields = Vec::with_capacity(2);
        for (arg, wanted) in args.iter().zip(signature.takes) {
            let (expr, ty) = self.expr(arg)?;
            expect(arg, ty, *wanted, &format!("{name}()"))?;
            compiled.push(expr);
            yields.push(ty);
        }
        if let ([x, y], [x_ty, y_ty]) = (args, &*yields) {
            self.classes(*x_ty, y)?;
            self.classes(*y_ty, x)?;
        }
        compiled.resize_with(2, || Expr::Constant(Value::Null));
        let args = <[Expr; 2]>::try_from(compiled).map_err(|_| error(ast, "too many values"))?;
        Ok((Expr::Call(signature.call, Box::new(args)), Some(signature.gives)))
    }
}

fn comparison(name: &str) -> Option<Compare> {
    Some(match name {
        op::EQUALS => Compare::Equal,
        op::NOT_EQUALS => Compare::NotEqual,
        op::LESS => Compare::Less,
        op::LESS_EQUALS => Compare::LessEqual,
        op::GREATER => Compare::Greater,
        op::GREATER_EQUALS => Compare::GreaterEqual,
        _ => return None,
    })
}

fn sum(name: &str) -> Option<Sum> {
    Some(match name {
        op::ADD => Sum::Add,
        op::SUBSTRACT => Sum::Subtract,
        op::MULTIPLY => Sum::Multiply,
        op::DIVIDE => Sum::Divide,
        op::MODULO => Sum::Remainder,
        _ => return None,
    })
}

/// Refuses a comparison of different types, and of a closed set of words with a word that is not in it.
fn alike(x: &IdedExpr, x_ty: Yields, y: &IdedExpr, y_ty: Yields) -> Result<(), Error> {
    let (Some(a), Some(b)) = (x_ty, y_ty) else { return Ok(()) };
    one_of(a, y)?;
    one_of(b, x)?;
    if broad(a) == broad(b) {
        return Ok(());
    }
    Err(error(y, format!("{} is compared with {}", a.describe(), b.describe())))
}

fn one_of(ty: Type, literal: &IdedExpr) -> Result<(), Error> {
    let (Type::OneOf(values), Ast::Literal(LiteralValue::String(word))) = (ty, &literal.expr) else {
        return Ok(());
    };
    if values.contains(&word.inner()) {
        return Ok(());
    }
    Err(Error {
        node: literal.id,
        message: format!("the field is never {:?}", word.inner()),
        allowed: values.iter().map(|v| (*v).to_owned()).collect(),
        written: Some(word.inner().to_owned()),
    })
}

fn expect(ast: &IdedExpr, ty: Yields, wanted: Type, by: &str) -> Result<(), Error> {
    match ty {
        Some(ty) if broad(ty) != broad(wanted) => {
            Err(error(ast, format!("{by} takes {}, and this is {}", wanted.describe(), ty.describe())))
        }
        _ => Ok(()),
    }
}

const fn broad(ty: Type) -> u8 {
    match ty {
        Type::Bool => 0,
        Type::Number => 1,
        Type::Text | Type::OneOf(_) => 2,
        Type::Texts | Type::Classes(_) => 3,
        Type::Numbers => 4,
    }
}

fn unknown_field(ast: &IdedExpr, side: &Side, name: &str) -> Error {
    Error {
        node: ast.id,
        message: format!("no field is called `{name}`"),
        allowed: side.names(),
        written: Some(name.to_owned()),
    }
}

/// Refuses a text with a backspace: nobody looks for one, and `\b` in a plain string is one.
fn no_backspace(ast: &IdedExpr, text: &str) -> Result<(), Error> {
    if text.contains('\u{8}') { Err(error(ast, BACKSPACE)) } else { Ok(()) }
}

const BACKSPACE: &str = "`\\b` in a plain string is a backspace, no word boundary: write r'…'";

fn error(ast: &IdedExpr, message: impl Into<String>) -> Error {
    Error { node: ast.id, message: message.into(), allowed: Vec::new(), written: None }
}

/// The essence of a message of `regex`, whose first lines draw the pattern.
fn last_line(message: &str) -> &str {
    message.lines().last().unwrap_or(message).trim_start_matches("error: ")
}
