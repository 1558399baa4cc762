//! How long `standpoint score` of one flagship file takes, against the start of an empty clap program.
//!
//! `cargo bench --bench start`. The two run in turn, each a whole process; medians and their ratio are printed. The
//! goal is a ratio of at most 15 (see `docs/performance.md`).

use std::env;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use clap::Parser;

const RUNS: usize = 200;
/// As this first argument, the benchmark itself is the empty program.
const EMPTY: &str = "--as-empty-program";

/// A program that parses its arguments and ends.
#[derive(Parser)]
struct Empty {
    #[arg(long)]
    as_empty_program: bool,
    #[arg(long)]
    name: Option<String>,
}

fn main() {
    if env::args().nth(1).as_deref() == Some(EMPTY) {
        let empty = Empty::parse();
        std::process::exit(i32::from(!empty.as_empty_program || empty.name.is_none()));
    }
    let this = env::current_exe().expect("a running program has a path");
    let mut empty = Vec::new();
    let mut score = Vec::new();
    let mut report = Vec::new();
    for run in 0..RUNS + 10 {
        let times = [
            time(empty_program(&this)),
            time(standpoint(&["score", "examples/teams/ledger.toml"])),
            time(standpoint(&["report", "examples/teams/ledger.toml"])),
        ];
        // The first runs warm the caches.
        if run >= 10 {
            empty.push(times[0]);
            score.push(times[1]);
            report.push(times[2]);
        }
    }
    let base = median(&mut empty);
    println!("empty clap program  {:>8.3} ms", millis(base));
    for (name, times) in [("standpoint score", &mut score), ("standpoint report", &mut report)] {
        let median = median(times);
        println!(
            "{name:<19} {:>8.3} ms, {:.1} times the empty program",
            millis(median),
            millis(median) / millis(base)
        );
    }
}

fn standpoint(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_standpoint"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments);
    command
}

fn empty_program(path: &Path) -> Command {
    let mut command = Command::new(path);
    command.args([EMPTY, "--name", "x"]);
    command
}

fn time(mut command: Command) -> Duration {
    let start = Instant::now();
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("the program was built");
    let elapsed = start.elapsed();
    assert!(status.success(), "{command:?} failed");
    elapsed
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
