//! One step for each trait before anything gets a second.

use super::graph::Graph;

/// Gives every trait its turn: the first step for each comes first, in the given order, and whatever it waits for just
/// before it; then the other steps, in the given order.
///
/// `order` holds each action after those that it waits for, and so does the result. `of[a]` is the trait of an action,
/// `after` what each waits for, and `had` holds the traits that have had their turn; those served here are added.
pub(super) fn turns(order: &[usize], of: &[usize], after: &Graph, had: &mut [bool]) -> Vec<usize> {
    let mut left = vec![false; of.len()];
    for action in order {
        left[*action] = true;
    }
    let mut result = Vec::with_capacity(order.len());
    let mut needed = vec![false; of.len()];
    for action in order {
        if !left[*action] || had[of[*action]] {
            continue;
        }
        mark(*action, after, &left, &mut needed);
        for step in order {
            if std::mem::take(&mut needed[*step]) {
                left[*step] = false;
                had[of[*step]] = true;
                result.push(*step);
            }
        }
    }
    result.extend(order.iter().filter(|action| left[**action]));
    result
}

/// Marks an action and all that it waits for, directly or not, among those left.
fn mark(action: usize, after: &Graph, left: &[bool], marked: &mut [bool]) {
    let mut open = vec![action];
    while let Some(step) = open.pop() {
        if left[step] && !marked[step] {
            marked[step] = true;
            open.extend(after.of(step));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waiting<const N: usize>(after: [&[usize]; N]) -> Graph {
        after.map(<[usize]>::to_vec).into_iter().collect()
    }

    #[test]
    fn each_trait_has_its_turn_before_any_has_a_second() {
        let after = waiting([&[], &[0], &[], &[2]]);
        assert_eq!(turns(&[0, 1, 2, 3], &[0, 0, 1, 1], &after, &mut [false; 2]), [0, 2, 1, 3]);
    }

    #[test]
    fn a_second_step_comes_early_where_another_trait_waits_for_it() {
        let after = waiting([&[], &[0], &[1], &[]]);
        assert_eq!(turns(&[0, 1, 2, 3], &[0, 0, 1, 2], &after, &mut [false; 3]), [0, 1, 2, 3]);
    }

    #[test]
    fn a_trait_that_had_its_turn_waits() {
        assert_eq!(turns(&[0, 1], &[0, 1], &waiting([&[], &[]]), &mut [true, false]), [1, 0]);
    }
}
