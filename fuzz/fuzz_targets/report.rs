//! Whatever an article says, every format writes it, and no line of it is a command to a terminal or a CI service.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::Checker;
use onrecord::report::{FORMATS, Renderer, Style, Summary, rendered};
use std::sync::LazyLock;

static CHECKER: LazyLock<Checker> = LazyLock::new(Checker::built_in);

fuzz_target!(|text: &str| {
    let document = CHECKER.check_text("a.txt", text);
    let style = Style { colour: false, width: 60, quiet: false, fails: None };
    for format in FORMATS {
        for view in format.views {
            let renderer = (format.renderer)(*view, style, &CHECKER.catalogue);
            let mut report = Vec::new();
            rendered(renderer.as_ref(), &mut report, |renderer, out| {
                Renderer::begin(renderer, out)?;
                renderer.document(&document, out)?;
                renderer.end(&Summary::of(&document), out)
            })
            .expect("memory takes all");
            let report = String::from_utf8(report).expect("every format is UTF-8");
            assert!(!report.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{} lets through what acts", format.name);
            if matches!(format.name, "json" | "sarif" | "gitlab" | "rdjson") {
                serde_json::from_str::<serde::de::IgnoredAny>(&report).expect("it is JSON");
            }
            let commands = format.name == "github";
            assert!(commands || !report.lines().any(|line| line.trim_start().starts_with("::")), "{}", format.name);
            assert!(!report.contains("##[") && !report.contains("##vso["), "{}", format.name);
        }
    }
});
