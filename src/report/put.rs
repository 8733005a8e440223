//! JSON, written straight into a buffer.
//!
//! `serde_json` looks in every key for what must be escaped, and more than half of a report are keys. Here a key is a
//! part of the program, written with its marks, its comma and its colon at once. Strings and numbers are written as
//! `serde_json` writes them.

use std::borrow::Cow;

/// What is one value of a report.
pub(super) trait Put {
    /// Writes it at the end of `out`.
    fn put(&self, out: &mut Vec<u8>);
}

/// Writes fields, `"key": value, ...`, after what opens the first: a brace, a comma or nothing.
macro_rules! fields {
    ($out:expr, $opening:literal, $key:literal: $value:expr $(, $more:literal: $other:expr)* $(,)?) => {
        $out.extend_from_slice(concat!($opening, "\"", $key, "\":").as_bytes());
        $crate::report::put::Put::put(&$value, $out);
        $(
            $out.extend_from_slice(concat!(",\"", $more, "\":").as_bytes());
            $crate::report::put::Put::put(&$other, $out);
        )*
    };
}

/// Writes an object with these fields.
macro_rules! object {
    ($out:expr, $($fields:tt)*) => {
        $crate::report::put::fields!($out, "{", $($fields)*);
        $out.push(b'}');
    };
}

pub(super) use {fields, object};

/// A list, each item of which `put` writes.
pub(super) fn each<I, F>(items: I, put: F) -> Each<I, F>
where
    I: Iterator + Clone,
    F: Fn(I::Item, &mut Vec<u8>),
{
    Each(items, put)
}

/// See [`each`].
pub(super) struct Each<I, F>(I, F);

impl<I: Iterator + Clone, F: Fn(I::Item, &mut Vec<u8>)> Put for Each<I, F> {
    fn put(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        for (i, item) in self.0.clone().enumerate() {
            if i > 0 {
                out.push(b',');
            }
            (self.1)(item, out);
        }
        out.push(b']');
    }
}

impl<T: Put> Put for [T] {
    fn put(&self, out: &mut Vec<u8>) {
        each(self.iter(), T::put).put(out);
    }
}

impl<T: Put, const N: usize> Put for [T; N] {
    fn put(&self, out: &mut Vec<u8>) {
        self.as_slice().put(out);
    }
}

impl<T: Put> Put for Vec<T> {
    fn put(&self, out: &mut Vec<u8>) {
        self.as_slice().put(out);
    }
}

impl<T: Put> Put for Option<T> {
    fn put(&self, out: &mut Vec<u8>) {
        match self {
            Some(value) => value.put(out),
            None => out.extend_from_slice(b"null"),
        }
    }
}

impl<T: Put + ?Sized> Put for &T {
    fn put(&self, out: &mut Vec<u8>) {
        (**self).put(out);
    }
}

impl Put for str {
    fn put(&self, out: &mut Vec<u8>) {
        // Nothing is jumped over, so that the processor looks at sixteen bytes at once.
        let plain = |b: &u8| (*b >= b' ') & (*b != b'"') & (*b != b'\\');
        if self.as_bytes().iter().fold(true, |all, b| all & plain(b)) {
            out.push(b'"');
            out.extend_from_slice(self.as_bytes());
            out.push(b'"');
        } else {
            by_serde(self, out);
        }
    }
}

impl Put for String {
    fn put(&self, out: &mut Vec<u8>) {
        self.as_str().put(out);
    }
}

impl Put for Cow<'_, str> {
    fn put(&self, out: &mut Vec<u8>) {
        (**self).put(out);
    }
}

macro_rules! by_serde {
    ($($type:ty),*) => {
        $(impl Put for $type {
            fn put(&self, out: &mut Vec<u8>) {
                by_serde(self, out);
            }
        })*
    };
}

by_serde!(bool, u8, u32, usize, i16, f32, f64);

/// Writes a string or a number; neither can fail, nor does a buffer.
fn by_serde(value: &(impl serde::Serialize + ?Sized), out: &mut Vec<u8>) {
    drop(serde_json::to_writer(out, value));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(value: &(impl Put + ?Sized)) -> String {
        let mut out = Vec::new();
        value.put(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn values_are_those_of_serde_json() {
        let long = "x".repeat(70) + "\u{7f}é“";
        for text in ["", "a", "said “no”", "a\"b", "back\\slash", "\u{1}\t\n", long.as_str()] {
            assert_eq!(written(text), serde_json::to_string(text).unwrap());
        }
        assert_eq!(written(&[1.0, 0.25, 1e300, f64::NAN]), "[1.0,0.25,1e+300,null]");
        assert_eq!(written(&Some(0.1_f32)), "0.1");
        assert_eq!(written(&None::<u32>), "null");
    }

    #[test]
    fn fields_are_parted_by_commas() {
        let mut out = Vec::new();
        object!(&mut out, "id": 1_u32, "list": Vec::<bool>::new(), "use": [true, false]);
        assert_eq!(out, br#"{"id":1,"list":[],"use":[true,false]}"#);
    }
}
