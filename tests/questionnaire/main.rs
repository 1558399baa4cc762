//! Questionnaires as people write them: what is wrong with them is said, what is right compiles.

mod blessed;
mod docs;
mod fingerprint;
mod invalid;
mod lint;
mod robust;
mod schema;
