//! What the author wrote: every table and key of the format, each value with its place, nothing checked but its shape.

use super::lint::Check;
use super::quantity::{Amount, Count, Discount, Distance, Part, Positive, Share, Weight};
use super::reader::{At, Either, Id, Map, Text, When, record, words};

/// A list in a file.
pub type List<'a, T> = Vec<At<'a, T>>;

/// The warnings that a table accepts.
pub type Accepted<'a> = Option<At<'a, List<'a, Acceptance<'a>>>>;

record! {
    /// A questionnaire: one file, or all `*.toml` files of a folder taken together.
    File, "a questionnaire" {
        /// What the questionnaire is; exactly once.
        optional questionnaire "questionnaire": Header<'a>;
        /// The axes that teams are scored on, at least one; two span a plane.
        optional poles "pole": List<'a, Pole<'a>>;
        /// Named subsets of the questions.
        optional forms "form": List<'a, Form<'a>>;
        /// Answer scales that questions share, by id.
        optional scales "scale": Map<'a, Scale<'a>>;
        /// The ladder, from its lowest level.
        optional levels "level": List<'a, Level<'a>>;
        /// How teams are placed by their scores on the poles; needs at least two poles.
        optional placement "placement": Placement<'a>;
        /// Constants of the method that differ from their defaults.
        optional method "method": Method<'a>;
        /// The parts of the subject, at least one, each with at least one trait.
        optional dimensions "dimension": List<'a, Dimension<'a>>;
        /// What is measured, each by at least one question.
        optional traits "trait": List<'a, Trait<'a>>;
        /// What is asked, in the order of the survey.
        optional questions "question": List<'a, Question<'a>>;
        /// Steps that a team can take.
        optional recommendations "recommendation": List<'a, Recommendation<'a>>;
        /// Combinations of answers that cannot all be true.
        optional contradictions "contradiction": List<'a, Contradiction<'a>>;
    }

    /// What the questionnaire is.
    Header, "[questionnaire]" {
        /// A stable id in kebab-case, by which answers name the questionnaire.
        required id "id": Id<'a>;
        /// A semantic version: major means that answers are no longer comparable, minor that questions were added, patch that wording changed.
        required version "version": Text<'a>;
        /// What people read.
        required title "title": Text<'a>;
        /// What the questionnaire is about and for whom.
        optional description "description": Text<'a>;
        /// The language of the texts as a BCP 47 tag.
        optional language "language": Text<'a>;
        /// The licence of the texts as an SPDX expression.
        optional license "license": Text<'a>;
        /// Warnings of `questionnaire check` anywhere in the questionnaire that are meant as they are, each with a reason.
        optional accept "accept": List<'a, Acceptance<'a>>;
    }

    /// An axis that teams are scored on.
    Pole, "[[pole]]" {
        /// A stable id in kebab-case.
        required id "id": Id<'a>;
        /// What people read.
        required title "title": Text<'a>;
        /// What a high score means.
        optional description "description": Text<'a>;
        /// Warnings of `questionnaire check` about the pole that are meant as they are, each with a reason.
        optional accept "accept": List<'a, Acceptance<'a>>;
    }

    /// A named subset of the questions; the form `full` always exists and holds every question.
    Form, "[[form]]" {
        /// A stable id in kebab-case.
        required id "id": Id<'a>;
        /// What people read.
        required title "title": Text<'a>;
        /// How long it takes, in minutes.
        optional minutes "minutes": Positive;
    }

    /// An answer scale that questions share.
    Scale, "[scale]" {
        /// The options, from the one that is worth least.
        required options "options": List<'a, Alternative<'a>>;
        /// Warnings of `questionnaire check` about the scale that are meant as they are, each with a reason.
        optional accept "accept": List<'a, Acceptance<'a>>;
    }

    /// An option of a question or a scale.
    Alternative, "an option" {
        /// An id in kebab-case, unique within the question; `n/a`, `unknown` and bare numbers are taken.
        required id "id": Id<'a>;
        /// What people read.
        required text "text": Text<'a>;
        /// What the option is worth, rising in declared order (kind `choice`); left out at every option: equal steps.
        optional value "value": Share;
        /// The points the option brings (kind `multiple`); 1 if left out.
        optional points "points": Amount;
        /// Whether the option means that none of the others holds (kind `multiple`).
        optional none "none": bool;
    }

    /// A rung of the ladder.
    Level, "[[level]]" {
        /// A stable id in kebab-case.
        required id "id": Id<'a>;
        /// What people read.
        required title "title": Text<'a>;
        /// The lowest score of the level; the first level starts at 0, each further one above the one before.
        required from "from": Share;
        /// What the level means.
        optional description "description": Text<'a>;
    }

    /// How teams are placed by their scores on the poles.
    Placement, "[placement]" {
        /// From here on a score counts as high; 0.5 if left out.
        optional cut "cut": Part;
        /// A score nearer to the cut than this is borderline; 0.05 if left out.
        optional band "band": Distance;
        /// If all poles are in the band and no two differ by this much, the team is central; 0.10 if left out.
        optional central "central": Share;
        /// The zones; each combination of high and low poles belongs to exactly one.
        required zones "zone": List<'a, Zone<'a>>;
    }

    /// A part of the plane that the poles span.
    Zone, "[[placement.zone]]" {
        /// A stable id in kebab-case.
        required id "id": Id<'a>;
        /// What people read.
        required title "title": Text<'a>;
        /// What it means to be there, in a sentence or two.
        required summary "summary": Text<'a>;
        /// The poles that must be `high` or `low`; a pole that is left out may be either.
        required when "when": Map<'a, Side>;
    }

    /// Constants of the method.
    Method, "[method]" {
        /// A trait's score needs at least this share of its questions answered; 0.5 if left out.
        optional trait_coverage "trait-coverage": Share;
        /// A pole's score needs at least this share of its weight answered; 0.6 if left out.
        optional pole_coverage "pole-coverage": Share;
        /// A trait or dimension this far below its pole is a weak link; 0.2 if left out.
        optional weak_link "weak-link": Share;
        /// A trait below this is a weak link while its pole is high; 0.3 if left out.
        optional weak_trait "weak-trait": Share;
        /// A trait from here on is practised; 0.6 if left out.
        optional practised "practised": Share;
        /// A prerequisite below this does not support the practice, below `practised`; 0.4 if left out.
        optional unsupported "unsupported": Share;
        /// The balance of two poles is undefined while both are below this; 0.2 if left out.
        optional balance "balance": Part;
        /// Exponents that recode the answers, one below and one above 1; `[0.6666666666666666, 1.5]` if left out.
        optional spacing "spacing": [f64; 2];
        /// How much a gain one prerequisite further away counts; 0.5 if left out.
        optional leverage "leverage": Discount;
        /// How many moves a report puts first; 5 if left out.
        optional moves "moves": Count<1>;
        /// The effort assumed for a recommendation that states none, in person-days; 3 if left out.
        optional effort "effort": Positive;
    }

    /// A part of the subject, scored on the poles by its traits.
    Dimension, "[[dimension]]" {
        /// A stable id in kebab-case.
        required id "id": Id<'a>;
        /// What people read.
        required title "title": Text<'a>;
        /// What the dimension is about.
        optional description "description": Text<'a>;
        /// Its weight in a pole's overall score; 1 if left out.
        optional weight "weight": Weight;
    }

    /// Something a team can have more or less of, measured by its questions.
    Trait, "[[trait]]" {
        /// A stable id in kebab-case.
        required id "id": Id<'a>;
        /// The dimension it belongs to.
        required dimension "dimension": Id<'a>;
        /// The poles it counts for: a list of ids, or a table of ids with factors on the weight.
        required poles "poles": Either<List<'a, Id<'a>>, Map<'a, Weight>>;
        /// What people read.
        required title "title": Text<'a>;
        /// What is measured.
        optional description "description": Text<'a>;
        /// Its weight among the traits of its dimension; 1 if left out.
        optional weight "weight": Weight;
        /// The levels that need it.
        optional essential "essential": List<'a, Gate<'a>>;
        /// Warnings of `questionnaire check` about the trait that are meant as they are, each with a reason.
        optional accept "accept": List<'a, Acceptance<'a>>;
    }

    /// A level, with all above it, needs the trait.
    Gate, "an essential gate" {
        /// The rank of the lowest level that needs the trait; the first level needs none.
        required level "level": Count<2>;
        /// The score the trait must have.
        required minimum "minimum": Part;
    }

    /// Something that is asked.
    Question, "[[question]]" {
        /// A stable id in kebab-case; the key in answer files.
        required id "id": Id<'a>;
        /// The trait it measures; without one the question is asked but not scored.
        optional of "trait": Id<'a>;
        /// How it is answered.
        required kind "kind": KindWord;
        /// The question itself.
        required text "text": Text<'a>;
        /// An explanation.
        optional help "help": Text<'a>;
        /// The options come from this scale (kinds `choice` and `multiple`).
        optional scale "scale": Id<'a>;
        /// The options (kinds `choice` and `multiple`).
        optional options "options": List<'a, Alternative<'a>>;
        /// The points that make a value of 1 (kind `multiple`); the sum of all points if left out.
        optional cap "cap": Positive;
        /// What is counted (kind `number`).
        optional unit "unit": Text<'a>;
        /// The smallest answer (kind `number`).
        optional minimum "minimum": f64;
        /// The largest answer (kind `number`).
        optional maximum "maximum": f64;
        /// Pairs of number and value by rising number; the value lies on the lines between them (kind `number`).
        optional anchors "anchors": List<'a, [f64; 2]>;
        /// Its weight among the questions of its trait; 1 if left out.
        optional weight "weight": Weight;
        /// The forms that hold it, beside the full one.
        optional forms "forms": List<'a, Id<'a>>;
        /// Whether the first option is the best one: the value is turned round (kinds `choice` and `yes-no`).
        optional reversed "reversed": bool;
        /// The question is asked only if this holds; it names earlier questions only.
        optional when "when": When<'a>;
        /// Free words.
        optional tags "tags": List<'a, Text<'a>>;
        /// Warnings of `questionnaire check` about the question that are meant as they are, each with a reason.
        optional accept "accept": List<'a, Acceptance<'a>>;
    }

    /// A step that a team can take.
    Recommendation, "[[recommendation]]" {
        /// A stable id in kebab-case.
        required id "id": Id<'a>;
        /// The trait it raises.
        required of "trait": Id<'a>;
        /// It applies while the trait's score is below this.
        required below "below": Share;
        /// How much of the trait it is expected to bring.
        required lift "lift": Part;
        /// Effort in person-days, low and high.
        optional effort "effort": [f64; 2];
        /// The step as an imperative.
        required title "title": Text<'a>;
        /// What to do first.
        optional first_step "first-step": Text<'a>;
        /// How one sees that it worked.
        optional sign "sign": Text<'a>;
        /// What must be in place before.
        optional requires "requires": List<'a, Requirement<'a>>;
        /// Where to read on.
        optional reading "reading": List<'a, Reading<'a>>;
        /// Warnings of `questionnaire check` about the recommendation that are meant as they are, each with a reason.
        optional accept "accept": List<'a, Acceptance<'a>>;
    }

    /// A trait that must have reached a score.
    Requirement, "a requirement" {
        /// The trait.
        required of "trait": Id<'a>;
        /// The score it needs.
        required at_least "at-least": Part;
    }

    /// A public source.
    Reading, "a reading" {
        /// Its title.
        required title "title": Text<'a>;
        /// Who published it.
        optional publisher "publisher": Text<'a>;
    }

    /// Answers that cannot all be true.
    Contradiction, "[[contradiction]]" {
        /// A stable id in kebab-case.
        required id "id": Id<'a>;
        /// The condition on the answers.
        required when "when": When<'a>;
        /// What to talk about.
        required message "message": Text<'a>;
        /// Warnings of `questionnaire check` about the contradiction that are meant as they are, each with a reason.
        optional accept "accept": List<'a, Acceptance<'a>>;
    }

    /// A warning that is meant as it is.
    Acceptance, "an acceptance" {
        /// The code of the warning.
        required check "check": Check;
        /// Why the warning does not matter here.
        required reason "reason": Text<'a>;
    }
}

words! {
    /// How a question is answered.
    KindWord {
        /// One of several options.
        Choice = "choice",
        /// Any number of options.
        Multiple = "multiple",
        /// A number.
        Number = "number",
        /// Yes or no.
        YesNo = "yes-no",
        /// Free text.
        Text = "text",
    }

    /// On which side of the cut a pole is.
    Side {
        /// At the cut or above.
        High = "high",
        /// Below the cut.
        Low = "low",
    }
}
