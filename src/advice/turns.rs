//! One step for each trait before anything gets a second.

use super::action::Action;

/// Gives every trait its turn: the first step for each comes first, in the given order, and whatever it waits for just
/// before it; then the other steps, in the given order.
///
/// `order` holds each action after those that it waits for, and so does the result. `of[a]` is the trait of an action,
/// and `had` holds the traits that have had their turn; those served here are added.
pub(super) fn turns(order: &[usize], of: &[usize], actions: &[Action], had: &mut [bool]) -> Vec<usize> {
    let mut left = vec![false; of.len()];
    for action in order {
        left[*action] = true;
    }
    let mut result = Vec::with_capacity(order.len());
    for action in order {
        if left[*action] && !had[of[*action]] {
            let needed = needed(*action, actions, &left);
            for step in order.iter().filter(|step| needed[**step]) {
                left[*step] = false;
                had[of[*step]] = true;
                result.push(*step);
            }
        }
    }
    result.extend(order.iter().filter(|action| left[**action]));
    result
}

/// Returns which actions an action waits for, directly or not, among those left; itself included.
fn needed(action: usize, actions: &[Action], left: &[bool]) -> Vec<bool> {
    let mut needed = vec![false; left.len()];
    let mut open = vec![action];
    while let Some(step) = open.pop() {
        if left[step] && !needed[step] {
            needed[step] = true;
            open.extend(&actions[step].after);
        }
    }
    needed
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Actions that wait for these.
    fn waiting<const N: usize>(after: [&[usize]; N]) -> [Action<'static>; N] {
        after.map(|after| Action { id: "", effort: 1.0, lifts: Vec::new(), after: after.to_vec() })
    }

    #[test]
    fn each_trait_has_its_turn_before_any_has_a_second() {
        let actions = waiting([&[], &[0], &[], &[2]]);
        assert_eq!(turns(&[0, 1, 2, 3], &[0, 0, 1, 1], &actions, &mut [false; 2]), [0, 2, 1, 3]);
    }

    #[test]
    fn a_second_step_comes_early_where_another_trait_waits_for_it() {
        let actions = waiting([&[], &[0], &[1], &[]]);
        assert_eq!(turns(&[0, 1, 2, 3], &[0, 0, 1, 2], &actions, &mut [false; 3]), [0, 1, 2, 3]);
    }

    #[test]
    fn a_trait_that_had_its_turn_waits() {
        assert_eq!(turns(&[0, 1], &[0, 1], &waiting([&[], &[]]), &mut [true, false]), [1, 0]);
    }
}
