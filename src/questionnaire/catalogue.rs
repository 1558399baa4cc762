//! The questionnaires that come with the program.

use crate::diagnostic::Source;

/// A built-in questionnaire: its id and its files, in the order in which they are taken together.
struct BuiltIn {
    id: &'static str,
    files: &'static [(&'static str, &'static str)],
}

macro_rules! built_in {
    ($id:literal: $($file:literal),+ $(,)?) => {
        BuiltIn {
            id: $id,
            files: &[$((
                concat!("questionnaires/", $id, "/", $file),
                include_str!(concat!("../../questionnaires/", $id, "/", $file)),
            )),+],
        }
    };
}

/// The first one is the flagship.
const CATALOGUE: [BuiltIn; 3] = [
    built_in! { "devops-itops":
        "00-questionnaire.toml",
        "10-scope.toml",
        "20-objectives.toml",
        "30-automation.toml",
        "40-collaboration.toml",
        "50-impact.toml",
        "60-integration.toml",
        "90-consistency.toml",
    },
    built_in! { "delivery-metrics": "delivery-metrics.toml" },
    built_in! { "ops-readiness": "ops-readiness.toml" },
];

/// Iterates over the ids of the built-in questionnaires; the first one is the default.
pub fn ids() -> impl Iterator<Item = &'static str> {
    CATALOGUE.iter().map(|built_in| built_in.id)
}

/// Returns the files of a built-in questionnaire.
#[must_use]
pub fn sources(id: &str) -> Option<Vec<Source>> {
    let built_in = CATALOGUE.iter().find(|built_in| built_in.id == id)?;
    Some(built_in.files.iter().map(|(name, text)| Source::new(*name, *text)).collect())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::questionnaire::compile;

    #[test]
    fn the_catalogue_holds_exactly_the_files_of_the_folder() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires");
        let mut on_disk = Vec::new();
        let entries = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path());
        for folder in entries.filter(|path| path.is_dir()) {
            for file in std::fs::read_dir(folder).unwrap() {
                let path = file.unwrap().path();
                if path.extension().is_some_and(|extension| extension == "toml") {
                    let name = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap();
                    let name = name.components().map(|part| part.as_os_str().to_str().unwrap());
                    on_disk.push(name.collect::<Vec<_>>().join("/"));
                }
            }
        }
        on_disk.sort();
        let mut embedded: Vec<String> =
            ids().flat_map(|id| sources(id).unwrap()).map(|source| source.name().to_owned()).collect();
        embedded.sort();
        assert_eq!(embedded, on_disk);
    }

    #[test]
    fn every_built_in_compiles_without_a_finding_and_is_called_what_the_catalogue_calls_it() {
        for id in ids() {
            let compiled = compile(&sources(id).unwrap()).unwrap_or_else(|problems| panic!("{problems}"));
            assert_eq!(compiled.questionnaire.id(), id);
            assert_eq!(compiled.warnings.to_string(), "");
        }
    }

    #[test]
    fn the_files_of_each_built_in_are_in_name_order() {
        for built_in in &CATALOGUE {
            assert!(built_in.files.is_sorted_by_key(|(name, _)| *name));
        }
    }
}
