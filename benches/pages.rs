//! How long `standpoint report` takes from a filled-in flagship file to a page, and, in a build with `pdf`, to a PDF.
//!
//! `cargo bench --bench pages` (`--features pdf`). Each run is a whole process that writes a file, syncs it to the disk and
//! ends; medians are printed. The goals are 30 ms and 1.5 s (see `docs/performance.md`).

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The answers: all 66 questions, and as many moves as any team is likely to have.
const ANSWERS: &str = "examples/teams/records-office.toml";

fn main() {
    let folder = tempfile::tempdir().expect("there is a place for files");
    let mut formats = vec![("html", 60, Duration::from_millis(30))];
    if cfg!(feature = "pdf") {
        formats.push(("pdf", 15, Duration::from_millis(1500)));
    }
    for (format, runs, goal) in formats {
        let file = folder.path().join("report").with_extension(format);
        // The first run warms the caches.
        let mut times: Vec<Duration> = (0..=runs).map(|_| time(&file)).skip(1).collect();
        times.sort();
        let (median, worst) = (times[times.len() / 2], times[times.len() - 1]);
        let bytes = std::fs::metadata(&file).expect("the file was written").len();
        println!(
            "report.{format:<5} {:>8.1} ms (worst of {runs}: {:.1} ms), goal {} ms, {bytes} bytes",
            millis(median),
            millis(worst),
            goal.as_millis()
        );
    }
}

fn time(file: &Path) -> Duration {
    let mut command = Command::new(env!("CARGO_BIN_EXE_standpoint"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(["report", ANSWERS, "-o"]).arg(file);
    let start = Instant::now();
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("the program was built");
    let elapsed = start.elapsed();
    assert!(status.success(), "{command:?} failed");
    elapsed
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
