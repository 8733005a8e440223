//! How time grows with the length of a text, for texts made of one unit over and over: the kinds of kinds.txt, or random
//! ones.
//!
//! ```text
//! cargo bench -p onrecord-bench --bench growth                          every kind, as JSON reports
//! cargo bench -p onrecord-bench --bench growth -- kinds --only said     those whose name holds a word
//! cargo bench -p onrecord-bench --bench growth -- kinds --through html  another way through the program
//! cargo bench -p onrecord-bench --bench growth -- search --seconds 120  random units, every way through
//! cargo bench -p onrecord-bench --bench growth -- text said-same line 100000   a text, to look into
//! ```
//!
//! The exponent says what ten times the length costs: ten times the time at 1, a hundred times at 2. It is that between
//! the two greatest lengths, of processor time of one thread. Exit status 1: one is above the limit.

#![expect(clippy::print_stdout, reason = "a table on the screen")]

mod surfaces;
mod units;

use clap::{Parser, Subcommand};
use cpu_time::ThreadTime;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use surfaces::Surface;
use units::Layout;

#[derive(Parser)]
struct Options {
    /// What cargo says of every bench.
    #[arg(long, hide = true, global = true)]
    bench: bool,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Measure the kinds of kinds.txt.
    Kinds {
        /// Only those whose name holds this.
        #[arg(long, default_value = "")]
        only: String,
        /// The way through the program: json, text, html, why, verify, verify-other, page, markdown.
        #[arg(long, value_parser = surface, default_value = "json")]
        through: Surface,
        /// Bytes of the texts, rising.
        #[arg(long, value_delimiter = ',', default_value = "100000,400000,1600000")]
        sizes: Vec<usize>,
        /// The greatest exponent allowed.
        #[arg(long, default_value_t = f64::INFINITY)]
        limit: f64,
    },
    /// Print the text of a kind.
    Text {
        /// A name of kinds.txt.
        kind: String,
        /// line, paragraphs or closed-line.
        #[arg(value_parser = layout)]
        layout: Layout,
        /// How many bytes at least.
        size: usize,
    },
    /// Look for units of two or three words that cost more than they should.
    Search {
        /// How long.
        #[arg(long, default_value_t = 120)]
        seconds: u64,
        /// Where the random numbers begin; the date's by default.
        #[arg(long)]
        seed: Option<u64>,
        /// The greatest exponent allowed.
        #[arg(long, default_value_t = 1.3)]
        limit: f64,
    },
}

fn surface(name: &str) -> Result<Surface, String> {
    let known = Surface::ALL.iter().find(|(known, _)| *known == name);
    known.map(|(_, surface)| *surface).ok_or_else(|| format!("no way is called {name}"))
}

fn layout(name: &str) -> Result<Layout, String> {
    let known = Layout::ALL.into_iter().find(|layout| layout.name() == name);
    known.ok_or_else(|| format!("no layout is called {name}"))
}

fn main() -> ExitCode {
    let command = Options::parse().command.unwrap_or(Command::Kinds {
        only: String::new(),
        through: Surface::Json,
        sizes: vec![100_000, 400_000, 1_600_000],
        limit: f64::INFINITY,
    });
    let fine = match command {
        Command::Kinds { only, through, sizes, limit } => measure_kinds(&only, through, &sizes, limit),
        Command::Text { kind, layout, size } => {
            let unit = units::kinds().find(|(name, _)| *name == kind).map(|(_, unit)| unit);
            unit.inspect(|unit| print!("{}", units::text(unit, layout, size))).is_some()
        }
        Command::Search { seconds, seed, limit } => {
            let seed = seed.unwrap_or_else(|| fastrand::u64(..1_000_000));
            search(Duration::from_secs(seconds), seed, limit)
        }
    };
    if fine { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// A text that takes longer is not made longer still.
const TOO_LONG: f64 = 20.0;

fn measure_kinds(only: &str, through: Surface, sizes: &[usize], limit: f64) -> bool {
    println!(
        "{:<34} {}  exponent    KB/s",
        "kind",
        sizes.iter().map(|s| format!("{:>8}K", s / 1000)).collect::<String>()
    );
    let mut fine = true;
    for (name, unit) in units::kinds().filter(|(name, _)| name.contains(only)) {
        for layout in [Layout::Line, Layout::Paragraphs] {
            let mut times: Vec<(usize, f64)> = Vec::new();
            for &size in sizes {
                times.push((size, seconds(through, unit, layout, size)));
                if times.last().is_some_and(|(_, time)| *time > TOO_LONG) {
                    break;
                }
            }
            let exponent = exponent(&times);
            fine &= exponent.is_none_or(|e| e <= limit);
            let columns: String = times.iter().map(|(_, time)| format!("{time:>9.3}")).collect();
            let &(size, time) = times.last().expect("a size");
            let exponent = exponent.map_or_else(String::new, |e| format!("{e:.2}"));
            println!(
                "{:<34} {columns}  {exponent:>8} {:>7.0}",
                format!("{name}, {}", layout.name()),
                size as f64 / 1000.0 / time
            );
        }
    }
    fine
}

/// Times below this say nothing of growth.
const TELLING: f64 = 0.02;

/// The exponent between the two greatest lengths; None where the lesser took too little time to tell.
fn exponent(times: &[(usize, f64)]) -> Option<f64> {
    let &[.., (short, quick), (long, slow)] = times else { return None };
    (quick >= TELLING).then(|| (slow / quick).ln() / (long as f64 / short as f64).ln())
}

/// Processor time of this thread over one text.
fn seconds(through: Surface, unit: &str, layout: Layout, size: usize) -> f64 {
    let text = units::text(unit, layout, size);
    let start = ThreadTime::now();
    through.run(text);
    start.elapsed().as_secs_f64()
}

/// Bytes of the first look at a random unit, and of the second where the first is suspicious.
const FIRST: [usize; 2] = [30_000, 120_000];
const SECOND: [usize; 2] = [120_000, 480_000];

/// Tries random units until the time is over; tells of each that grows faster than `limit`, and whether there was none.
fn search(time: Duration, seed: u64, limit: f64) -> bool {
    println!("seed {seed}");
    let mut random = fastrand::Rng::with_seed(seed);
    let words = units::vocabulary();
    let start = Instant::now();
    let (mut tried, mut found) = (0, 0);
    while start.elapsed() < time {
        let unit: Vec<&str> = (0..random.usize(1..=3)).map(|_| words[random.usize(..words.len())]).collect();
        let unit = unit.join(if random.u8(..8) == 0 { "" } else { " " });
        // What is said once may be looked for from everywhere after it.
        let unit =
            if random.u8(..4) == 0 { format!("Anna Holt said that 5 men saw it. >> {unit}") } else { unit };
        let layout = Layout::ALL[random.usize(..Layout::ALL.len())];
        // Half of all go the way that all others are a part of.
        let through =
            if random.bool() { Surface::Json } else { Surface::ALL[random.usize(..Surface::ALL.len())].1 };
        let measure = |sizes: [usize; 2]| {
            exponent(&sizes.map(|size| (size, seconds(through, &unit, layout, size)))).unwrap_or(0.0)
        };
        tried += 1;
        // The second look is at texts four times as long, twice, so that a busy machine is not taken for a slow text.
        if measure(FIRST) <= limit || measure(SECOND).min(measure(SECOND)) <= limit {
            continue;
        }
        found += 1;
        println!("{:.2}  {} through {}: {unit}", measure(SECOND), layout.name(), through.name());
    }
    println!("{tried} units tried in {} s, {found} grow faster than {limit}", time.as_secs());
    found == 0
}
