use std::fs;
use std::path::Path;

use standpoint::batch::{self, FindError, Format, Input};
use tempfile::TempDir;

use super::run;

/// A folder with these files.
fn folder(files: &[&str]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for file in files {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let json = path.extension().is_some_and(|extension| extension == "json");
        fs::write(path, if json { "{}" } else { "[answers]\npace = 'daily'\n" }).unwrap();
    }
    folder
}

/// The names of what was found, from the folder on.
fn names(folder: &TempDir, found: &[Input]) -> Vec<String> {
    let strip = |input: &Input| {
        let path = Path::new(input.name()).strip_prefix(folder.path()).unwrap();
        path.to_str().unwrap().to_owned()
    };
    found.iter().map(strip).collect()
}

#[test]
fn a_folder_gives_its_answer_files_in_name_order_without_what_is_hidden() {
    let folder = folder(&[
        "b.toml",
        "a/z.toml",
        "a/b.json",
        "a.toml",
        "c.JSON",
        ".hidden.toml",
        ".git/x.toml",
        "notes.md",
        "t.csv",
    ]);
    let found = batch::find(folder.path(), None).unwrap();
    assert_eq!(names(&folder, &found), ["a/b.json", "a/z.toml", "a.toml", "b.toml", "c.JSON"]);
    assert_eq!(found[0].size(), Some(2));
}

#[test]
fn a_pattern_gives_what_it_matches() {
    let folder = folder(&[
        "x/2026-1.toml",
        "x/2025-1.toml",
        "y/2026-2.json",
        "z/deep/2026.toml",
        "z/t.csv",
        ".q/2026.toml",
    ]);
    let find = |pattern: &str| names(&folder, &batch::find(&folder.path().join(pattern), None).unwrap());
    assert_eq!(find("*/2026-*"), ["x/2026-1.toml", "y/2026-2.json"]);
    assert_eq!(find("z*"), ["z/deep/2026.toml"]);
    assert_eq!(find("*/*.csv"), ["z/t.csv"]);
}

#[test]
fn a_pattern_over_all_folders_gives_each_file_once() {
    let folder = folder(&[
        "a.toml",
        "t.csv",
        "x/b.toml",
        "x/y/c.json",
        "x/y/t.csv",
        ".q/d.toml",
        "x/.e.toml",
        "x/n.md",
    ]);
    let find = |pattern: &str| names(&folder, &batch::find(&folder.path().join(pattern), None).unwrap());
    assert_eq!(find("**/*.toml"), ["a.toml", "x/b.toml"]);
    assert_eq!(find("**/*"), ["a.toml", "t.csv", "x/b.toml", "x/y/c.json", "x/y/t.csv"]);
    assert_eq!(find("**"), find("**/*"));
    assert_eq!(find("**/y"), ["x/y/c.json"]);
    assert_eq!(find("x*/**/t.csv"), ["x/y/t.csv"]);
    assert_eq!(find("**/.q/*"), [".q/d.toml"]);
}

#[test]
fn what_is_not_there_is_said_before_anything_is_read() {
    let folder = folder(&["empty/notes.md", "data.xyz"]);
    let find = |name: &str| batch::find(&folder.path().join(name), None).unwrap_err();
    assert!(matches!(find("nothing"), FindError::NotFound { .. }));
    assert!(matches!(find("empty"), FindError::NoAnswers { .. }));
    assert!(matches!(find("*.toml"), FindError::NoMatch { .. }));
    assert!(matches!(find("**/*.toml"), FindError::NoMatch { .. }));
    assert!(matches!(find("data.xyz"), FindError::UnknownFormat { .. }));
    assert!(matches!(find("a***b"), FindError::Pattern { .. }));
    assert!(matches!(find("**/a***b"), FindError::Pattern { .. }));
}

#[test]
fn a_file_that_cannot_be_read_is_rejected_and_the_rest_goes_on() {
    let folder = folder(&["a.toml", "d.toml"]);
    fs::write(folder.path().join("b.toml"), b"team = \"caf\xe9\"\n").unwrap();
    fs::write(folder.path().join("c.toml"), "[answers]\npase = 1\n").unwrap();
    let inputs = batch::find(folder.path(), None).unwrap();
    fs::remove_file(folder.path().join("d.toml")).unwrap();
    let run = run(inputs, Format::Csv, 2);
    let root = folder.path().display();
    assert_eq!(
        run.rejected,
        [
            format!("{root}/b.toml: 1:12: not a text in UTF-8; save it as UTF-8 [not-text]"),
            format!(
                "{root}/c.toml: 2:1: `small` has no question `pase`; did you mean `pace`? [unknown-question]"
            ),
            format!("{root}/d.toml: cannot be read: there is no such file [unreadable-input]"),
        ]
    );
    assert_eq!((run.summary.scored, run.summary.rejected), (1, 3));
}

#[test]
fn a_file_that_is_far_too_large_is_not_read_whole() {
    let folder = folder(&[]);
    let path = folder.path().join("large.toml");
    fs::File::create(&path).unwrap().set_len(1 << 40).unwrap();
    let run = run(vec![Input::file(&path).unwrap()], Format::Csv, 1);
    assert!(run.rejected[0].contains("larger than 64 MiB"), "{:?}", run.rejected);
    assert!(run.rejected[0].ends_with("[too-large]"));
}

#[cfg(unix)]
#[test]
fn links_to_folders_are_not_followed_and_links_to_files_are() {
    use std::os::unix::fs::symlink;
    let folder = folder(&["a.toml"]);
    symlink(folder.path(), folder.path().join("loop")).unwrap();
    symlink(folder.path().join("a.toml"), folder.path().join("b.toml")).unwrap();
    symlink("nowhere", folder.path().join("c.toml")).unwrap();
    let found = batch::find(folder.path(), None).unwrap();
    assert_eq!(names(&folder, &found), ["a.toml", "b.toml", "c.toml"]);
    let run = run(found, Format::Csv, 2);
    assert_eq!((run.summary.scored, run.summary.rejected), (2, 1));
}

#[cfg(unix)]
#[test]
fn folders_that_hold_themselves_end_a_pattern_too() {
    use std::os::unix::fs::symlink;
    let folder = folder(&["x/a.toml"]);
    // Followed, two of them would be more paths than could ever be listed.
    symlink(".", folder.path().join("x/one")).unwrap();
    symlink(folder.path(), folder.path().join("x/two")).unwrap();
    for pattern in ["**/*.toml", "x/**/*", "x/**", "**/x/**/a.toml"] {
        let found = batch::find(&folder.path().join(pattern), None).unwrap();
        assert_eq!(names(&folder, &found), ["x/a.toml"], "{pattern}");
    }
}
