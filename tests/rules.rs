//! The catalogue as a whole: every rule's own examples, its pages, its schema, and how it loads.

use onrecord::rules::Catalogue;

#[test]
fn ours_load() {
    let (catalogue, _) = Catalogue::load(&[]).unwrap_or_else(|e| panic!("{e}\n{}", e.excerpt_with_carets()));
    assert!(!catalogue.rules().is_empty());
}
