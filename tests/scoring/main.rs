//! The judgement of one answer sheet, from outside.

mod fixture;
mod fragility;
mod laws;
mod model;

mod vectors;
mod worked_example;
