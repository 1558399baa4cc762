//! All files of a questionnaire taken together.

use super::check::Names;
use super::draft::{
    Alternative, Contradiction, Dimension, File, Form, Header, Level, List, Method, Placement, Pole,
    Question, Recommendation, Scale, Trait, Zone,
};
use super::reader::{At, Id, Place};

/// All files of a questionnaire taken together.
#[derive(Debug, Default)]
pub struct Draft<'a> {
    /// The beginning of the first file.
    pub start: Option<Place<'a>>,
    /// Every `[questionnaire]` table; there should be one.
    pub headers: List<'a, Header<'a>>,
    /// Every `[placement]` table; there should be at most one.
    pub placements: List<'a, Placement<'a>>,
    /// Every `[method]` table; there should be at most one.
    pub methods: List<'a, Method<'a>>,
    /// The scales of all files.
    pub scales: Vec<(At<'a, Id<'a>>, At<'a, Scale<'a>>)>,
    /// The poles of all files.
    pub poles: List<'a, Pole<'a>>,
    /// The forms of all files.
    pub forms: List<'a, Form<'a>>,
    /// The levels of all files.
    pub levels: List<'a, Level<'a>>,
    /// The dimensions of all files.
    pub dimensions: List<'a, Dimension<'a>>,
    /// The traits of all files.
    pub traits: List<'a, Trait<'a>>,
    /// The questions of all files.
    pub questions: List<'a, Question<'a>>,
    /// The recommendations of all files.
    pub recommendations: List<'a, Recommendation<'a>>,
    /// The contradictions of all files.
    pub contradictions: List<'a, Contradiction<'a>>,
}

impl<'a> Draft<'a> {
    /// Adds what the next file holds.
    pub fn append(&mut self, start: Place<'a>, file: File<'a>) {
        self.start.get_or_insert(start);
        self.headers.extend(file.questionnaire);
        self.placements.extend(file.placement);
        self.methods.extend(file.method);
        self.scales.extend(file.scales.into_iter().flat_map(|scales| scales.value.0));
        append(&mut self.poles, file.poles);
        append(&mut self.forms, file.forms);
        append(&mut self.levels, file.levels);
        append(&mut self.dimensions, file.dimensions);
        append(&mut self.traits, file.traits);
        append(&mut self.questions, file.questions);
        append(&mut self.recommendations, file.recommendations);
        append(&mut self.contradictions, file.contradictions);
    }

    /// Iterates over the zones.
    pub fn zones(&self) -> impl Iterator<Item = &At<'a, Zone<'a>>> {
        self.placements.iter().flat_map(|placement| &placement.value.zones).flat_map(|zones| &zones.value)
    }

    /// Returns the options of a question: its own, or those of its scale; `None` if it has none.
    #[must_use]
    pub fn alternatives<'d>(
        &'d self,
        question: &'d Question<'a>,
        names: &Names<'a>,
    ) -> Option<&'d At<'a, List<'a, Alternative<'a>>>> {
        if question.options.is_some() {
            return question.options.as_ref();
        }
        let (_, scale) = &self.scales[names.scales.find(question.scale?.value)?];
        scale.value.options.as_ref()
    }
}

fn append<'a, T>(all: &mut List<'a, T>, more: Option<At<'a, List<'a, T>>>) {
    all.extend(more.into_iter().flat_map(|list| list.value));
}
