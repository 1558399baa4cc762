//! The codes of findings about answers: stable, and each explained in `docs/diagnostics.md`.

macro_rules! codes {
    ($($name:ident = $code:literal;)*) => {
        $(pub const $name: &str = $code;)*

        /// Every code that a finding about answers can have.
        pub const CODES: &[&str] = &[$($name),*];
    };
}

codes! {
    SYNTAX = "answers-syntax";
    REPEATED_KEY = "repeated-key";
    SHAPE = "answers-shape";
    UNKNOWN_KEY = "unknown-answers-key";
    MISSING_QUESTIONNAIRE = "missing-questionnaire";
    OTHER_QUESTIONNAIRE = "other-questionnaire";
    MALFORMED_VERSION = "malformed-version";
    OTHER_MAJOR_VERSION = "other-major-version";
    OTHER_VERSION = "other-version";
    OTHER_DEFINITION = "other-definition";
    UNKNOWN_FORM = "unknown-form";
    INVALID_DATE = "invalid-date";
    UNKNOWN_QUESTION = "unknown-question";
    EMPTY_ANSWER = "empty-answer";
    NO_SUCH_OPTION = "no-such-option";
    OPTION_NUMBER = "option-number";
    REPEATED_OPTION = "repeated-option";
    ONE_ANSWER_ONLY = "one-answer-only";
    STATE_AMONG_ANSWERS = "state-among-answers";
    NOT_A_NUMBER = "not-a-number";
    NUMBER_OUT_OF_RANGE = "number-out-of-range";
    NOT_YES_OR_NO = "not-yes-or-no";
    ANSWER_TYPE = "answer-type";
    INVALID_CONFIDENCE = "invalid-confidence";
    STRAY_REASON = "stray-reason";
    NONE_WITH_OTHERS = "none-with-others";
    ANSWER_NOT_ASKED = "answer-not-asked";
    UNKNOWN_COLUMN = "unknown-column";
    REPEATED_COLUMN = "repeated-column";
    NO_QUESTION_COLUMN = "no-question-column";
    UNEVEN_ROW = "uneven-row";
}
