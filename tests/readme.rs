//! Every command that the README shows is run, from a folder as its reader would have it.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// Commands of the reader's own machine, which a test neither can nor should run.
const ELSEWHERE: &[&str] = &["cargo test", "cargo install --path ."];

#[test]
fn every_command_in_the_readme_works() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let mut seen = 0;
    for command in commands(&readme) {
        if ELSEWHERE.contains(&command.as_str()) {
            continue;
        }
        let folder = prepared(root, &command);
        let (arguments, place) = match command.strip_prefix("cargo run --release -- ") {
            Some(rest) => (rest, root),
            None => (
                command.strip_prefix("standpoint ").unwrap_or_else(|| panic!("what is `{command}`?")),
                folder.path(),
            ),
        };
        let output = Command::new(env!("CARGO_BIN_EXE_standpoint"))
            .args(arguments.split_whitespace())
            .current_dir(place)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let gate_or_done = if command.contains("--fail-under") { [0, 5] } else { [0, 0] };
        assert!(
            gate_or_done.contains(&output.status.code().unwrap()),
            "`{command}` ended with {}:\n{}",
            output.status,
            String::from_utf8_lossy(&output.stderr)
        );
        seen += 1;
    }
    assert!(seen >= 10, "only {seen} commands were found");
}

#[test]
fn every_page_the_readme_links_to_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    for link in readme.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
        assert!(link.starts_with("http") || root.join(link).exists(), "{link} does not exist");
    }
}

/// The lines of the console blocks, without their comments.
fn commands(readme: &str) -> Vec<String> {
    let blocks = readme.split("```console\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    blocks
        .flat_map(str::lines)
        .map(|line| line.split('#').next().unwrap().trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect()
}

/// A folder with what the README's commands take; a command that starts a file finds none.
fn prepared(root: &Path, command: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    let starts = command.starts_with("standpoint survey") || command.starts_with("standpoint answers new");
    if !starts {
        fs::copy(root.join("examples/teams/ledger.toml"), folder.path().join("payments.toml")).unwrap();
    }
    fs::create_dir(folder.path().join("teams")).unwrap();
    for entry in fs::read_dir(root.join("examples/teams")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, folder.path().join("teams").join(path.file_name().unwrap())).unwrap();
    }
    fs::write(folder.path().join("export.csv"), "team,ci-cd-practice,ci-cd-reach\nalpha,3,2\nbeta,n/a,\n")
        .unwrap();
    folder
}
