//! Every test of the program and the library from outside, as one binary: it links once, and `cargo test -- rules::`
//! runs those of one file.

mod accuracy;
mod arrows;
#[cfg(unix)]
mod ci;
mod cli;
#[cfg(unix)]
mod comparison;
mod corpus;
mod dress;
mod dresses;
mod encodings;
mod facts;
mod first_article;
mod fixtures;
mod formats;
mod generated;
mod innocent;
mod newsroom;
mod page;
mod properties;
mod registers;
mod rules;
mod sheets;
mod speakers;
mod supply;
mod support;
mod words_in_rust;
