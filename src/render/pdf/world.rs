//! All that the typesetter can see: the template, the data, the pictures, the fonts.

use std::fmt;
use std::sync::LazyLock;

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Array, Bytes, Datetime, Dict, Duration, IntoValue, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::page::Filled;

const TEMPLATE: &str = include_str!("report.typ");

/// The fonts that a PDF is set in.
///
/// By default those that come with the program: they cover Latin, Greek and Cyrillic in two weights, and Hebrew and Arabic
/// in one.
#[derive(Debug, Clone)]
pub struct Fonts {
    fonts: Vec<Font>,
}

impl Default for Fonts {
    fn default() -> Self {
        let own = crate::render::font::FONTS.into_iter();
        Self { fonts: own.filter_map(|data| Font::new(Bytes::new(data), 0)).collect() }
    }
}

impl Fonts {
    /// Adds the fonts of a file (TTF, OTF, TTC) for what the others lack, and returns how many they are.
    pub fn add(&mut self, file: Vec<u8>) -> usize {
        let before = self.fonts.len();
        self.fonts.extend(Font::iter(Bytes::new(file)));
        self.fonts.len() - before
    }

    pub(super) fn have(&self, c: char) -> bool {
        self.fonts.iter().any(|font| font.info().coverage.contains(u32::from(c)))
    }

    /// Whether the first font has a character.
    pub(super) fn first_has(&self, c: char) -> bool {
        self.fonts.first().is_some_and(|font| font.info().coverage.contains(u32::from(c)))
    }

    /// The names of the families, each once, in the order of choice.
    fn families(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for font in &self.fonts {
            let name = font.info().family.to_lowercase();
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}

/// What typesetting failed at.
#[derive(Debug)]
pub(super) struct Failure(String);

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the report cannot be typeset: {}", self.0)
    }
}

impl std::error::Error for Failure {}

impl<T: AsRef<[SourceDiagnostic]>> From<T> for Failure {
    fn from(found: T) -> Self {
        Self(found.as_ref().iter().map(|one| one.message.as_str()).collect::<Vec<_>>().join("; "))
    }
}

/// Lays the pages out.
pub(super) fn set(fonts: &Fonts, page: &Filled, size: f64) -> Result<PagedDocument, Failure> {
    let desk = Desk::new(fonts, page, size);
    typst::compile::<PagedDocument>(&desk).output.map_err(Failure::from)
}

/// Writes laid-out pages as PDF.
pub(super) fn export(document: &PagedDocument) -> Result<Vec<u8>, Failure> {
    let standards =
        PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|error| Failure(error.message().to_string()))?;
    let options = PdfOptions { standards, creator: Smart::Custom(None), ..PdfOptions::default() };
    typst_pdf::pdf(document, &options).map_err(Failure::from)
}

struct Desk<'a> {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: &'a [Font],
    page: &'a Filled,
    main: Source,
}

static MAIN: LazyLock<FileId> = LazyLock::new(|| id("report.typ"));

fn id(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("the name of a file at the root");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl<'a> Desk<'a> {
    fn new(fonts: &'a Fonts, page: &'a Filled, size: f64) -> Self {
        let mut inputs = Dict::new();
        inputs.insert("size".into(), size.into_value());
        let families: Array = fonts.families().into_iter().map(IntoValue::into_value).collect();
        inputs.insert("fonts".into(), families.into_value());
        Self {
            library: LazyHash::new(Library::builder().with_inputs(inputs).build()),
            book: LazyHash::new(FontBook::from_fonts(&fonts.fonts)),
            fonts: &fonts.fonts,
            page,
            main: Source::new(*MAIN, TEMPLATE.to_owned()),
        }
    }
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        *MAIN
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == *MAIN { Ok(self.main.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.get().vpath().get_without_slash();
        self.page
            .file(path)
            .map(|data| Bytes::new(data.to_vec()))
            .ok_or_else(|| FileError::NotFound(path.into()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
