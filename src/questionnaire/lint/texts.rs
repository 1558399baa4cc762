//! The wording of questions and titles.

use std::collections::HashMap;

use super::{Case, Check, Found, diags, words};
use crate::questionnaire::draft::KindWord;
use crate::questionnaire::reader::Place;

/// The most words of a question.
const QUESTION: usize = 25;
/// The most words of a recommendation's title.
const TITLE: usize = 8;
/// Questions that have this share of their words in common, apart from function words, are similar.
const SIMILAR: f64 = 0.6;
/// What joins two things that could be asked apart.
const JOINTS: &[&str] = &["and", "or", "as well as"];
/// What leaves no exception.
const ABSOLUTE: &[&str] = &["always", "never", "all", "every time"];
/// Phrases that hold an absolute word and do not mean it.
const HARMLESS: &[&str] = &["at all", "after all", "all the same"];

/// Looks at all questions and titles.
pub fn look<'l, 'a>(case: &Case<'l, 'a>, found: &mut Vec<Found<'l, 'a>>) {
    for question in &case.draft.questions {
        let question = &question.value;
        let accept = &question.accept;
        if let Some(text) = question.text {
            let count = words::count(text.value.0);
            if count > QUESTION {
                let finding = diags::long_question(text.place, count, QUESTION);
                found.push(Found { check: Check::LongQuestion, accept, finding });
            }
            if case.is_english() {
                let mut joints: Vec<_> =
                    JOINTS.iter().flat_map(|joint| words::find(text.value.0, joint)).collect();
                joints.sort_by_key(|joint| joint.start);
                let places: Vec<_> =
                    joints.into_iter().map(|joint| text.place.part(text.value.0, joint)).collect();
                if !places.is_empty() {
                    let finding = diags::double_barrelled(&places);
                    found.push(Found { check: Check::DoubleBarrelled, accept, finding });
                }
                for (word, at) in absolute_words(text.value.0) {
                    let finding = diags::absolute_word(text.place.part(text.value.0, at), word, "question");
                    found.push(Found { check: Check::AbsoluteWord, accept, finding });
                }
            }
        }
        let is_open = question.kind.is_some_and(|kind| kind.value == KindWord::Text);
        if let Some(id) = question.id
            && question.help.is_none()
            && !is_open
        {
            found.push(Found { check: Check::MissingHelp, accept, finding: diags::missing_help(id) });
        }
    }
    similar_questions(case, found);
    for recommendation in &case.draft.recommendations {
        let recommendation = &recommendation.value;
        if let Some(title) = recommendation.title {
            let count = words::count(title.value.0);
            if count > TITLE {
                let finding = diags::long_title(title.place, count, TITLE);
                found.push(Found { check: Check::LongTitle, accept: &recommendation.accept, finding });
            }
        }
    }
}

/// Returns the absolute words of a text, with their bytes.
pub fn absolute_words(text: &str) -> Vec<(&'static str, std::ops::Range<usize>)> {
    let harmless: Vec<_> = HARMLESS.iter().flat_map(|phrase| words::find(text, phrase)).collect();
    let is_meant = |at: &std::ops::Range<usize>| {
        !harmless.iter().any(|phrase| phrase.start <= at.start && at.end <= phrase.end)
    };
    ABSOLUTE
        .iter()
        .flat_map(|word| words::find(text, word).into_iter().filter(is_meant).map(|at| (*word, at)))
        .collect()
}

/// Each question against all earlier ones; the most similar one is named.
fn similar_questions<'l, 'a>(case: &Case<'l, 'a>, found: &mut Vec<Found<'l, 'a>>) {
    let mut earlier: Vec<(usize, Place<'a>)> = Vec::new();
    // Which of the earlier questions have a word, so that only those with something in common are compared.
    let mut having: HashMap<String, Vec<usize>> = HashMap::new();
    for question in &case.draft.questions {
        let Some(text) = question.value.text else { continue };
        let subject = words::subject(text.value.0);
        let mut common = vec![0_usize; earlier.len()];
        for other in subject.iter().filter_map(|word| having.get(word)).flatten() {
            common[*other] += 1;
        }
        let mut nearest = None;
        for ((count, place), common) in earlier.iter().zip(&common) {
            let overlap = words::overlap(*common, subject.len(), *count);
            if overlap >= SIMILAR && nearest.is_none_or(|(most, _)| overlap > most) {
                nearest = Some((overlap, *place));
            }
        }
        if let Some((_, other)) = nearest {
            let finding = diags::similar_questions(text.place, other);
            found.push(Found { check: Check::SimilarQuestions, accept: &question.value.accept, finding });
        }
        let count = subject.len();
        for word in subject {
            having.entry(word).or_default().push(earlier.len());
        }
        earlier.push((count, text.place));
    }
}
