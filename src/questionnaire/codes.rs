//! The codes of findings about questionnaires: stable, and each explained in `docs/diagnostics.md`.

macro_rules! codes {
    ($($name:ident = $code:literal;)*) => {
        $(pub const $name: &str = $code;)*

        /// Every code that a finding about a questionnaire can have.
        pub const CODES: &[&str] = &[$($name),*];
    };
}

codes! {
    DUPLICATE_KEY = "duplicate-key";
    SYNTAX = "syntax";
    UNKNOWN_KEY = "unknown-key";
    MISSING_KEY = "missing-key";
    MISSING_TABLE = "missing-table";
    DUPLICATE_TABLE = "duplicate-table";
    WRONG_TYPE = "wrong-type";
    UNKNOWN_WORD = "unknown-word";
    EMPTY_TEXT = "empty-text";
    NOT_FINITE = "not-finite";
    BAD_ID = "bad-id";
    RESERVED_ID = "reserved-id";
    DUPLICATE_ID = "duplicate-id";
    UNKNOWN_REFERENCE = "unknown-reference";
    REPEATED = "repeated";
    BAD_VERSION = "bad-version";
    BAD_LANGUAGE = "bad-language";
    TOO_MANY_POLES = "too-many-poles";
    TOO_FEW_POLES = "too-few-poles";
    NO_POLES = "no-poles";
    UNUSED_SCALE = "unused-scale";
    MISPLACED_KEY = "misplaced-key";
    CONFLICTING_KEYS = "conflicting-keys";
    NO_EFFECT = "no-effect";
    TOO_FEW_OPTIONS = "too-few-options";
    MIXED_VALUES = "mixed-values";
    FALLING_VALUE = "falling-value";
    UNREACHABLE_VALUE = "unreachable-value";
    SECOND_NONE = "second-none";
    EMPTY_RANGE = "empty-range";
    ANCHORS_NOT_RISING = "anchors-not-rising";
    LEVELS_NOT_RISING = "levels-not-rising";
    UNKNOWN_LEVEL = "unknown-level";
    OVERLAPPING_ZONES = "overlapping-zones";
    MISSING_ZONE = "missing-zone";
    NEVER_APPLIES = "never-applies";
    BAD_EFFORT = "bad-effort";
    UNREACHABLE_REQUIREMENT = "unreachable-requirement";
    CYCLE = "cycle";
    BAD_CONDITION = "bad-condition";
    UNKNOWN_OPTION = "unknown-option";
    LATER_QUESTION = "later-question";
    WRONG_COMPARISON = "wrong-comparison";
    NEVER_ASKED = "never-asked";
    NEVER_HOLDS = "never-holds";
    OUTSIDE_FORM = "outside-form";
    EMPTY_DIMENSION = "empty-dimension";
    EMPTY_TRAIT = "empty-trait";
    EMPTY_POLE = "empty-pole";
    EMPTY_FORM = "empty-form";
    BAD_WEIGHT = "bad-weight";
    OUT_OF_RANGE = "out-of-range";
}
