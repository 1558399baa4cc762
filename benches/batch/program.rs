//! Running whole programs and what they cost.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;
use std::{env, fs, io};

use nix::sys::resource::{UsageWho, getrusage};

/// A program to be run.
pub struct Program {
    pub name: String,
    executable: PathBuf,
    arguments: Vec<String>,
    /// Where it runs.
    folder: PathBuf,
    /// Where its result is when it has run.
    pub output: PathBuf,
    /// Where its standard output goes.
    stdout: PathBuf,
}

/// What runs of a program cost.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    /// The median.
    pub seconds: f64,
    pub least: f64,
    pub most: f64,
    /// The largest peak of its memory.
    pub mebibytes: f64,
    /// The median of how many times as long as the first program it took, turn by turn.
    pub ratio: f64,
}

impl Program {
    pub fn new<'a>(
        name: &str,
        program: impl AsRef<Path>,
        arguments: impl IntoIterator<Item = &'a OsStr>,
    ) -> Self {
        let arguments = arguments.into_iter().map(|argument| argument.to_string_lossy().into_owned());
        Self {
            name: name.to_owned(),
            executable: program.as_ref().to_owned(),
            arguments: arguments.collect(),
            folder: PathBuf::from("."),
            output: PathBuf::from("/dev/null"),
            stdout: PathBuf::from("/dev/null"),
        }
    }

    /// Says in which folder it runs, so that paths can be relative to it.
    pub fn within(mut self, folder: PathBuf) -> Self {
        self.folder = folder;
        self
    }

    /// Lets its standard output, which is its result, go to a file.
    pub fn into_file(mut self, path: PathBuf) -> Self {
        self.stdout.clone_from(&path);
        self.output = path;
        self
    }

    /// Says where it writes its result by itself.
    pub fn writing(mut self, path: &Path) -> Self {
        path.clone_into(&mut self.output);
        self
    }

    /// Runs it once, watched by a process of its own, so that its memory is told apart from that of others. Its result is
    /// a new file: to replace one costs the file system more, and differently by the way of opening it.
    pub fn run(&self) -> io::Result<Cost> {
        if self.output.is_file() {
            fs::remove_file(&self.output)?;
        }
        let watched = Command::new(env::current_exe()?)
            .arg("measure")
            .arg(&self.stdout)
            .arg(&self.executable)
            .arg("--")
            .args(&self.arguments)
            .current_dir(&self.folder)
            .stderr(Stdio::inherit())
            .output()?;
        let said = String::from_utf8_lossy(&watched.stdout);
        let numbers: Vec<f64> = said.split_whitespace().filter_map(|number| number.parse().ok()).collect();
        let (true, [seconds, mebibytes]) = (watched.status.success(), &*numbers) else {
            return Err(io::Error::other(format!("{} failed", self.name)));
        };
        Ok(Cost { seconds: *seconds, least: *seconds, most: *seconds, mebibytes: *mebibytes, ratio: 1.0 })
    }
}

/// Runs programs in turn, after one turn that does not count.
pub fn in_turn(programs: &[Program], runs: usize) -> io::Result<Vec<Cost>> {
    let mut costs: Vec<Vec<Cost>> = programs.iter().map(|_| Vec::new()).collect();
    for turn in 0..=runs {
        for (program, costs) in programs.iter().zip(&mut costs) {
            let cost = program.run()?;
            if turn > 0 {
                costs.push(cost);
            }
        }
    }
    let first: Vec<f64> = costs[0].iter().map(|cost| cost.seconds).collect();
    Ok(costs
        .iter()
        .map(|costs| {
            let seconds: Vec<f64> = costs.iter().map(|cost| cost.seconds).collect();
            Cost {
                seconds: median(seconds.clone()),
                least: seconds.iter().copied().fold(f64::INFINITY, f64::min),
                most: seconds.iter().copied().fold(0.0, f64::max),
                mebibytes: costs.iter().map(|cost| cost.mebibytes).fold(0.0, f64::max),
                ratio: median(seconds.iter().zip(&first).map(|(own, first)| own / first).collect()),
            }
        })
        .collect())
}

fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    let middle = numbers.len() / 2;
    if numbers.len().is_multiple_of(2) {
        f64::midpoint(numbers[middle - 1], numbers[middle])
    } else {
        numbers[middle]
    }
}

/// Runs a program and prints its seconds and the peak of its memory in MiB.
pub fn measure(output: &Path, program: &Path, arguments: &[String]) -> io::Result<()> {
    let output = fs::File::create(output)?;
    let start = Instant::now();
    let status = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(output)
        .stderr(Stdio::piped())
        .spawn()?
        .wait_with_output()?;
    let seconds = start.elapsed().as_secs_f64();
    if !status.status.success() {
        eprint!("{}", String::from_utf8_lossy(&status.stderr));
        crate::fail("the program failed");
    }
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    println!("{seconds} {}", usage.max_rss() as f64 / 1024.0);
    Ok(())
}
