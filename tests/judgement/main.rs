//! The judgement of one answer sheet, from outside: scores, placement, advice.

mod advice;
mod fixture;
mod fragility;
mod laws;
mod model;
mod states;
mod vectors;
mod worked_example;
