//! The exact path: the cheapest steps that reach a target, or those that bring most within a budget.
//!
//! Steps wait for others and raise traits; a trait rises by the lifts of its steps, as far as there is room. Both
//! questions are answered by branch and bound: a set of steps is split into those with a step (and all it waits for) and
//! those without it (and all that wait for it), and a branch is left as soon as its bound shows that nothing better is in
//! it. The bound is the Lagrangian one (Held and Karp, 1971; Geoffrion, 1974), see [`Relaxation`].

mod problem;
mod relaxation;
mod search;
#[cfg(test)]
mod tests;

pub(super) use problem::{Demand, Problem};
pub(super) use search::{Effort, Found, Solution, cheapest, most};
