//! What a batch costs, against other programs at the same job and against the work that cannot be avoided.
//!
//! `cargo bench --bench batch` runs all parts and prints Markdown tables; `cargo bench --bench batch -- --help` tells how
//! to run some of them or smaller ones. The peers, `DuckDB` and Polars from the Python package index, are installed into an
//! environment of their own below `target/`. All programs of a part run in turn, each a whole process, and medians are
//! compared; that the results agree is checked.

mod agree;
mod job;
mod parse;
mod peers;
mod program;
mod table;

use std::path::{Path, PathBuf};
use std::{fs, io, process};

use clap::{Parser, Subcommand, ValueEnum};
use job::{Shape, USUAL};
use peers::Peers;
use program::{Cost, Program, in_turn};
use table::Table;

/// Measures a batch.
#[derive(Parser)]
struct Options {
    /// What to measure; everything if left out
    #[arg(long, value_enum, value_delimiter = ',')]
    parts: Vec<Part>,
    /// Answer sets in the tables that the programs compete on
    #[arg(long, default_value_t = 1_000_000)]
    rows: u64,
    /// Answer files in the folder
    #[arg(long, default_value_t = 100_000)]
    files: u64,
    /// The largest table for memory and growth
    #[arg(long, default_value_t = 10_000_000)]
    most: u64,
    /// Counted turns
    #[arg(long, default_value_t = 5)]
    runs: usize,
    /// Leave the data in place for the next time
    #[arg(long)]
    keep: bool,
    /// Cargo says so to every benchmark
    #[arg(long, hide = true)]
    bench: bool,
    #[command(subcommand)]
    part: Option<Helper>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// CSV to scores, against the peers
    Csv,
    /// NDJSON to scores, against the peers
    Ndjson,
    /// A folder of small TOML files, against parsing them
    Files,
    /// Memory, and time per row, of small and large tables
    Growth,
    /// Time per cell of narrow and wide questionnaires
    Width,
}

/// What this program does when it runs itself.
#[derive(Subcommand)]
enum Helper {
    /// Runs a program and tells what it cost
    #[command(hide = true)]
    Measure { output: PathBuf, program: PathBuf, arguments: Vec<String> },
    /// Reads and parses the TOML files of a folder, and nothing else
    #[command(hide = true)]
    Parse { folder: PathBuf },
}

fn main() -> io::Result<()> {
    let options = Options::parse();
    match &options.part {
        Some(Helper::Measure { output, program, arguments }) => {
            return program::measure(output, program, arguments);
        }
        Some(Helper::Parse { folder }) => {
            println!("{}", parse::folder(folder)?);
            return Ok(());
        }
        None => {}
    }
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("batch");
    fs::create_dir_all(&place)?;
    let bench = Bench { options, place };
    bench.run()?;
    if !bench.options.keep {
        fs::remove_dir_all(bench.place.join("data"))?;
    }
    Ok(())
}

struct Bench {
    options: Options,
    place: PathBuf,
}

impl Bench {
    fn run(&self) -> io::Result<()> {
        let wanted = |part| self.options.parts.is_empty() || self.options.parts.contains(&part);
        fs::create_dir_all(self.place.join("data"))?;
        if wanted(Part::Csv) || wanted(Part::Ndjson) {
            let peers = Peers::install(&self.place)?;
            fs::write(self.data("job.json"), job::description(USUAL))?;
            if wanted(Part::Csv) {
                self.compete(
                    &peers,
                    "csv",
                    &["enum", "text"],
                    &["cast", "when", "replace", "cast-streaming", "when-streaming", "replace-streaming"],
                )?;
            }
            if wanted(Part::Ndjson) {
                self.compete(&peers, "ndjson", &["lines"], &["lines", "lines-streaming"])?;
            }
        }
        if wanted(Part::Files) {
            self.files()?;
        }
        if wanted(Part::Growth) {
            self.growth()?;
        }
        if wanted(Part::Width) {
            self.width()?;
        }
        Ok(())
    }

    fn data(&self, name: &str) -> PathBuf {
        self.place.join("data").join(name)
    }

    /// A table of the usual shape; it is made if it is not there.
    fn table(&self, format: &str, shape: Shape, rows: u64) -> io::Result<PathBuf> {
        let path = self.data(&format!("{}-{rows}.{format}", shape.questions()));
        if !path.exists() {
            eprintln!("making {}", path.display());
            let partial = path.with_extension("partial");
            if format == "csv" {
                job::csv(&partial, shape, rows)
            } else {
                job::ndjson(&partial, shape, rows)
            }?;
            fs::rename(&partial, &path)?;
        }
        Ok(path)
    }

    /// This program at the job. It runs beside the data: each row of its result names its input, which those of the peers
    /// do not, and a long path would be measured a million times.
    fn standpoint(&self, shape: Shape, input: &Path) -> io::Result<Program> {
        let questionnaire = self.data(&format!("{}.toml", shape.questions()));
        fs::write(&questionnaire, shape.questionnaire())?;
        let name = input.strip_prefix(self.place.join("data")).unwrap_or(input).as_os_str();
        let arguments = ["batch".as_ref(), name, "-Q".as_ref(), questionnaire.as_os_str()];
        let program = Program::new("standpoint", env!("CARGO_BIN_EXE_standpoint"), arguments);
        Ok(program.within(self.place.join("data")))
    }

    /// One table, through this program and the best ways of the peers.
    fn compete(&self, peers: &Peers, format: &str, duckdb: &[&str], polars: &[&str]) -> io::Result<()> {
        let (rows, input) = (self.options.rows, self.table(format, USUAL, self.options.rows)?);
        let ours = self.standpoint(USUAL, &input)?.into_file(self.data("standpoint.out"));
        let mut programs = vec![ours];
        programs[0].run()?;
        for (peer, ways) in [("duckdb", duckdb), ("polars", polars)] {
            let mut best: Option<(Cost, Program)> = None;
            for way in ways {
                let program = peers.program(
                    peer,
                    way,
                    &self.data("job.json"),
                    &input,
                    &self.data(&format!("{peer}.out")),
                );
                let Ok(cost) = program.run() else {
                    eprintln!("{} failed", program.name);
                    continue;
                };
                eprintln!("{}: {:.2} s", program.name, cost.seconds);
                agree::check(&self.data("standpoint.out"), &program.output, rows)?;
                if best.as_ref().is_none_or(|(least, _)| cost.seconds < least.seconds) {
                    best = Some((cost, program));
                }
            }
            programs.extend(best.map(|(_, program)| program));
        }
        let costs = in_turn(&programs, self.options.runs)?;
        println!(
            "\n### {}, {rows} rows of 60 questions, {} MB\n",
            format.to_uppercase(),
            fs::metadata(&input)?.len() / 1_000_000
        );
        let mut table = Table::new(&["program", "seconds", "rows a second", "peak MiB", "times standpoint"]);
        for (program, cost) in programs.iter().zip(&costs) {
            table.row([
                program.name.clone(),
                format!("{:.2} ({:.2}–{:.2})", cost.seconds, cost.least, cost.most),
                format!("{:.0}", rows as f64 / cost.seconds),
                format!("{:.0}", cost.mebibytes),
                format!("{:.1}", cost.ratio),
            ]);
        }
        print!("{table}");
        Ok(())
    }

    /// A folder of small files, and reading and parsing them alone.
    fn files(&self) -> io::Result<()> {
        let (count, folder) = (self.options.files, self.data(&format!("files-{}", self.options.files)));
        if !folder.exists() {
            eprintln!("making {}", folder.display());
            let partial = folder.with_extension("partial");
            job::files(&partial, USUAL, count)?;
            fs::rename(&partial, &folder)?;
        }
        let this = std::env::current_exe()?;
        let parse = Program::new("reading and parsing alone", this, ["parse".as_ref(), folder.as_os_str()]);
        let programs = [parse, self.standpoint(USUAL, &folder)?];
        let costs = in_turn(&programs, self.options.runs)?;
        println!("\n### {count} TOML files of 60 questions\n");
        let mut table = Table::new(&["program", "seconds", "files a second", "peak MiB", "times parsing"]);
        for (program, cost) in programs.iter().zip(&costs) {
            table.row([
                program.name.clone(),
                format!("{:.2} ({:.2}–{:.2})", cost.seconds, cost.least, cost.most),
                format!("{:.0}", count as f64 / cost.seconds),
                format!("{:.0}", cost.mebibytes),
                format!("{:.2}", cost.ratio),
            ]);
        }
        print!("{table}");
        Ok(())
    }

    /// Tables from small to large.
    fn growth(&self) -> io::Result<()> {
        println!("\n### Rows of 60 questions\n");
        let mut table = Table::new(&["format", "rows", "seconds", "µs a row", "peak MiB"]);
        for format in ["csv", "ndjson"] {
            let sizes = std::iter::successors(Some(1_000), |rows| Some(rows * 10));
            for rows in sizes.take_while(|rows| *rows <= self.options.most) {
                let program = self.standpoint(USUAL, &self.table(format, USUAL, rows)?)?;
                let runs = if rows > 1_000_000 { 1 } else { self.options.runs };
                let cost = &in_turn(&[program], runs)?[0];
                table.row([
                    format.to_uppercase(),
                    rows.to_string(),
                    format!("{:.3}", cost.seconds),
                    format!("{:.3}", cost.seconds * 1e6 / rows as f64),
                    format!("{:.0}", cost.mebibytes),
                ]);
            }
        }
        print!("{table}");
        Ok(())
    }

    /// Questionnaires from narrow to wide, with as many cells in all.
    fn width(&self) -> io::Result<()> {
        println!("\n### Questions\n");
        let mut table = Table::new(&["questions", "rows", "seconds", "ns a cell", "peak MiB"]);
        for (dimensions, traits_each) in [(1, 5), (5, 10), (10, 50)] {
            let shape = Shape { dimensions, traits_each };
            let rows = self.options.rows * 10 / shape.questions() as u64;
            let program = self.standpoint(shape, &self.table("csv", shape, rows)?)?;
            let cost = &in_turn(&[program], self.options.runs)?[0];
            table.row([
                shape.questions().to_string(),
                rows.to_string(),
                format!("{:.3}", cost.seconds),
                format!("{:.1}", cost.seconds * 1e9 / (rows * shape.questions() as u64) as f64),
                format!("{:.0}", cost.mebibytes),
            ]);
        }
        print!("{table}");
        Ok(())
    }
}

/// Ends the program with what went wrong.
fn fail(message: &str) -> ! {
    eprintln!("{message}");
    process::exit(1)
}
