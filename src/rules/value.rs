//! What a field of a fact can hold, and what type it is declared to have.

use std::borrow::Cow;

/// The value of a field, borrowed from article, facts or rule wherever it can be.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Value<'a> {
    /// Nothing is known, or there is no such thing.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A number.
    Number(f64),
    /// Words.
    Text(Cow<'a, str>),
    /// Several values.
    List(Vec<Value<'a>>),
}

impl<'a> Value<'a> {
    /// Borrowed words.
    #[must_use]
    pub const fn text(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    /// A count.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "counts of things in an article stay far below 2^52")]
    pub const fn count(n: usize) -> Self {
        Self::Number(n as f64)
    }

    /// A list of borrowed words.
    pub fn texts(texts: impl IntoIterator<Item = &'a str>) -> Self {
        Self::List(texts.into_iter().map(Value::text).collect())
    }

    /// Whether it is [`Value::Null`].
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

impl From<bool> for Value<'_> {
    fn from(b: bool) -> Self {
        Self::Bool(b)
    }
}

impl From<u32> for Value<'_> {
    fn from(n: u32) -> Self {
        Self::Number(f64::from(n))
    }
}

impl From<f64> for Value<'_> {
    fn from(n: f64) -> Self {
        Self::Number(n)
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::text(text)
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// The declared type of a field. Any field may be null besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Type {
    /// `true` or `false`.
    Bool,
    /// A number.
    Number,
    /// Any words.
    Text,
    /// One of these words: a condition that compares it with another is refused when it is loaded.
    OneOf(&'static [&'static str]),
    /// A list of words.
    Texts,
    /// Classes of the word list of that name: a condition that names another is refused when it is loaded.
    Classes(&'static str),
    /// A list of numbers.
    Numbers,
}

impl Type {
    /// The name that error messages and the reference use.
    #[must_use]
    pub fn describe(self) -> Cow<'static, str> {
        match self {
            Self::Bool => "true or false".into(),
            Self::Number => "a number".into(),
            Self::Text => "text".into(),
            Self::OneOf(values) => {
                format!("one of {}", values.iter().map(|v| format!("{v:?}")).collect::<Vec<_>>().join(", "))
                    .into()
            }
            Self::Texts => "a list of texts".into(),
            Self::Classes(list) => format!("classes of the list `{list}`").into(),
            Self::Numbers => "a list of numbers".into(),
        }
    }
}
