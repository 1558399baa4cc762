/// No result may speak of fewer persons than this, whatever is asked for.
pub const LEAST: u64 = 3;

/// Whether a group's results may be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Visibility {
    /// They may.
    Shown,
    /// It speaks of too few persons.
    Primary,
    /// It is large enough, and with it those that are not could be reckoned from the total.
    Secondary,
}

/// Which groups of a total may be seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    /// Whether the total may.
    pub total: bool,
    /// Whether each group may, in the order of the groups.
    pub groups: Vec<Visibility>,
}

/// Decides which groups may be seen beside their total, given how many persons each holds and the least that a result
/// may speak of; a group of nobody has nothing to hide.
///
/// Groups below the least are hidden. As long as fewer than two groups, or fewer persons than the least, are hidden, the
/// smallest group that is shown is hidden too, the first of equals: otherwise what is hidden could be reckoned from the
/// total and the rest. A total below the least is hidden with all its groups. The rule is the threshold rule with
/// complementary suppression of the FCSM's Statistical Policy Working Paper 22 (2005).
#[must_use]
pub fn suppress(persons: &[u64], least: u64) -> Suppression {
    suppress_by(persons, |_| false, least, |of| of.iter().map(|index| persons[*index]).sum())
}

/// Decides as [`suppress`] where more is known: `hidden` says which groups may not be seen for another reason, `together`
/// how many different persons some groups hold, where somebody may be in several.
#[must_use]
pub fn suppress_by(
    persons: &[u64],
    hidden: impl Fn(usize) -> bool,
    least: u64,
    together: impl Fn(&[usize]) -> u64,
) -> Suppression {
    let groups = persons.iter().enumerate().map(|(index, &persons)| match persons {
        0 => Visibility::Shown,
        _ if persons < least => Visibility::Primary,
        _ if hidden(index) => Visibility::Secondary,
        _ => Visibility::Shown,
    });
    let mut groups: Vec<Visibility> = groups.collect();
    let total = together(&(0..persons.len()).collect::<Vec<_>>()) >= least;
    if !total {
        return Suppression { total, groups };
    }
    let unseen = |groups: &[Visibility]| -> Vec<usize> {
        (0..groups.len()).filter(|&index| groups[index] != Visibility::Shown).collect()
    };
    loop {
        let now = unseen(&groups);
        if now.is_empty() || (now.len() >= 2 && together(&now) >= least) {
            return Suppression { total, groups };
        }
        let smallest = (0..groups.len())
            .filter(|&index| groups[index] == Visibility::Shown && persons[index] > 0)
            .min_by_key(|&index| persons[index]);
        match smallest {
            Some(index) => groups[index] = Visibility::Secondary,
            None => return Suppression { total, groups },
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    #[test]
    fn the_vectors_of_suppression_hold() {
        let text = include_str!("../../tests/vectors/confidentiality.json");
        let vectors: Value = serde_json::from_str(text).expect("the vectors are JSON");
        let least = vectors["k"].as_u64().unwrap();
        let cases = vectors["suppression"].as_array().expect("the vectors have cases");
        assert!(!cases.is_empty());
        for case in cases {
            let (names, persons): (Vec<&String>, Vec<u64>) = case["groups"]
                .as_object()
                .unwrap()
                .iter()
                .map(|(name, n)| (name, n.as_u64().unwrap()))
                .unzip();
            let found = suppress(&persons, least);
            let of = |visibility: Visibility| -> Vec<&str> {
                let groups = names.iter().zip(&found.groups).zip(&persons);
                let groups = groups.filter(|((_, group), n)| **group == visibility && **n > 0);
                groups.map(|((name, _), _)| name.as_str()).collect()
            };
            let expected = &case["expected"];
            assert_eq!(serde_json::json!(of(Visibility::Shown)), expected["shown"], "{case}");
            assert_eq!(serde_json::json!(of(Visibility::Primary)), expected["primary"], "{case}");
            assert_eq!(serde_json::json!(of(Visibility::Secondary)), expected["secondary"], "{case}");
            assert_eq!(found.total, expected["total_shown"], "{case}");
        }
    }

    #[test]
    fn who_is_hidden_twice_is_one_person() {
        // Two quarters of the same four persons: together they are four, so that a third quarter is hidden with them.
        let persons = [4, 4, 9, 12];
        let found = suppress_by(
            &persons,
            |_| false,
            5,
            |of| match of {
                [0, 1] => 4,
                of => of.iter().map(|index| persons[*index]).sum(),
            },
        );
        assert_eq!(
            found.groups,
            [Visibility::Primary, Visibility::Primary, Visibility::Secondary, Visibility::Shown]
        );
        assert_eq!(
            suppress(&persons, 5).groups,
            [Visibility::Primary, Visibility::Primary, Visibility::Shown, Visibility::Shown]
        );
    }

    proptest! {
        #[test]
        fn what_is_hidden_cannot_be_reckoned_from_the_rest(
            persons in prop::collection::vec(0_u64..14, 0..9),
            least in 3_u64..8,
        ) {
            let found = suppress(&persons, least);
            let hidden: Vec<u64> = persons
                .iter()
                .zip(&found.groups)
                .filter(|(n, group)| **n > 0 && **group != Visibility::Shown)
                .map(|(n, _)| *n)
                .collect();
            if found.total {
                let safe = hidden.is_empty() || (hidden.len() >= 2 && hidden.iter().sum::<u64>() >= least);
                prop_assert!(safe, "{:?} {:?}", persons, found);
            }
            for (n, group) in persons.iter().zip(&found.groups) {
                prop_assert_eq!(*group == Visibility::Primary, 0 < *n && *n < least);
            }
        }
    }
}
