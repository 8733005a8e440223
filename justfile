# `just` lists the recipes; https://just.systems runs them. None does more than the lines below it.

# List the recipes.
default:
    @just --list

# Every check that a change must pass: formatting, lints, docs, rules, tests, generated files, accuracy.
check:
    .ci/run

# The tests alone. `just test fixtures::` runs those of tests/suite/fixtures.rs.
test *name:
    cargo test {{ name }}

# Check an article, or the fixtures.
run *arguments="fixtures":
    cargo run --release -- {{ arguments }}

# Refresh generated files: docs/report.svg, docs/report.txt.
generate:
    ONRECORD_UPDATE=1 cargo test generated::

# Accept the current output as snapshots; read the difference before you commit it.
accept:
    INSTA_UPDATE=always cargo test formats::

# Accuracy on annotated articles in ../shared, with every figure.
accuracy:
    cargo test accuracy:: -- --nocapture

# The library without the program, for the web too.
library:
    cargo check --lib --no-default-features
    cargo check --lib --no-default-features --target wasm32-unknown-unknown

# Learn the model anew; see docs/model.md.
train *arguments:
    cargo run --release -p onrecord-train -- {{ arguments }}

# Speed; see docs/benchmarks.md.
bench:
    cargo bench -p onrecord-bench

# Licences and advisories of the dependencies; needs cargo-deny.
deny:
    cargo deny check
