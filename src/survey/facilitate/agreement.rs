use super::meeting::Meeting;
use super::moves::dissent_in;
use crate::questionnaire::QuestionIx;

/// Where the members' votes agree and where they do not. It says nothing of single members.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Agreement {
    /// The questions with at least two votes.
    pub voted: usize,
    /// Those of them on which all votes are the same.
    pub unanimous: usize,
    /// The others, those first whose answers lie furthest apart, each with its spread (a share of the scale, 0..=1) if it
    /// has one; of the same spread, in the order of the survey.
    pub apart: Vec<(QuestionIx, Option<f64>)>,
    /// The questions with which a dissent is recorded.
    pub dissent: Vec<QuestionIx>,
}

/// Returns where the votes on the questions that are asked agree.
#[must_use]
pub fn agreement(meeting: &Meeting<'_>) -> Agreement {
    let mut agreement = Agreement::default();
    let questionnaire = meeting.team().questionnaire();
    for question in meeting.team().questions() {
        if dissent_in(meeting.team().sheet().get(question)).is_some() {
            agreement.dissent.push(question);
        }
        let tally = meeting.tally(question);
        let Some(unanimous) = tally.unanimous() else { continue };
        agreement.voted += 1;
        if unanimous {
            agreement.unanimous += 1;
        } else {
            agreement.apart.push((question, tally.spread(&questionnaire[question])));
        }
    }
    // Stable: what is equally far apart stays in the order of the survey. No spread at all comes last.
    let rank = |spread: &Option<f64>| spread.unwrap_or(-1.0);
    agreement.apart.sort_by(|(_, one), (_, other)| rank(other).total_cmp(&rank(one)));
    agreement
}
