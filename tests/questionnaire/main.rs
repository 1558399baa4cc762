//! Questionnaires as people write them: what is wrong with them is said, what is right compiles.

mod blessed;
mod conditions;
mod docs;
mod fingerprint;
mod invalid;
mod ladder;
mod lint;
mod robust;
mod schema;
