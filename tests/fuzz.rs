//! The inputs that fuzzing keeps: each goes through its reader again. How to look for more is in `fuzz/README.md`.

#[path = "../fuzz/src/readers.rs"]
mod readers;

use std::fs;
use std::path::Path;

type Reader = fn(&[u8]);

const READERS: &[(&str, Reader)] = &[
    ("questionnaire", readers::questionnaire),
    ("answers_toml", readers::answers_toml),
    ("answers_json", readers::answers_json),
    ("report", readers::report),
    ("csv", readers::csv),
    ("tsv", readers::tsv),
    ("ndjson", readers::ndjson),
    ("packed", readers::packed),
    #[cfg(feature = "parquet")]
    ("parquet", readers::parquet),
];

#[test]
fn every_reader_survives_what_fuzzing_has_found() {
    for (name, reader) in READERS {
        let folder = Path::new("fuzz/corpus").join(name);
        let mut files: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        assert!(files.len() >= 5, "{} holds too little", folder.display());
        for file in files {
            let bytes = fs::read(&file).unwrap();
            let survived = std::panic::catch_unwind(|| reader(&bytes)).is_ok();
            assert!(survived, "{}", file.display());
        }
    }
}

#[test]
fn what_fuzzing_keeps_is_small() {
    let mut size = 0;
    for (name, _) in READERS {
        for entry in fs::read_dir(Path::new("fuzz/corpus").join(name)).unwrap() {
            size += entry.unwrap().metadata().unwrap().len();
        }
    }
    assert!(size < 1 << 20, "{size} bytes");
}
