/// Gives each ticket its days: whoever is free takes the first ticket whose prerequisites are done, and works on it
/// alone until it is done. Returns begin and end of each, in working days from 0.
///
/// `after` holds for each ticket the earlier ones that it waits for.
pub(super) fn schedule(days: &[f64], after: &[Vec<usize>], people: usize) -> Vec<(f64, f64)> {
    let mut free = vec![0.0_f64; people.clamp(1, days.len().max(1))];
    let mut times: Vec<Option<(f64, f64)>> = vec![None; days.len()];
    for _ in 0..days.len() {
        let person = (0..free.len()).min_by(|a, b| free[*a].total_cmp(&free[*b])).unwrap_or_default();
        let ready = |ticket: usize| {
            after[ticket].iter().try_fold(free[person], |start, before| Some(start.max(times[*before]?.1)))
        };
        let next = (0..days.len())
            .filter(|ticket| times[*ticket].is_none())
            .filter_map(|ticket| Some((ready(ticket)?, ticket)))
            .min_by(|(a, one), (b, other)| a.total_cmp(b).then(one.cmp(other)));
        let Some((start, ticket)) = next else { break };
        let end = start + days[ticket];
        times[ticket] = Some((start, end));
        free[person] = end;
    }
    times.into_iter().map(Option::unwrap_or_default).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_takes_one_ticket_after_the_other() {
        let times = schedule(&[2.0, 3.0, 1.0], &[vec![], vec![0], vec![]], 1);
        assert_eq!(times, [(0.0, 2.0), (2.0, 5.0), (5.0, 6.0)]);
    }

    #[test]
    fn several_work_side_by_side_and_wait_for_what_must_come_first() {
        let times = schedule(&[2.0, 3.0, 1.0], &[vec![], vec![0], vec![]], 2);
        assert_eq!(times, [(0.0, 2.0), (2.0, 5.0), (0.0, 1.0)]);
        assert_eq!(schedule(&[2.0], &[vec![]], 1_000_000), [(0.0, 2.0)]);
        assert_eq!(schedule(&[], &[], 3), []);
    }
}
