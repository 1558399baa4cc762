//! A meeting in plain lines.

use super::*;

#[test]
fn a_meeting_is_driven_by_a_script() {
    let place = Place::new();
    let lines = "yes\nno\nreveal\nagree\nno\n/back\nyes\nback\nno\nquit\n";
    let (status, text, _) = script(&place, "ann,ben", lines);
    assert_eq!(status, Some(0), "{text}");
    assert!(text.contains("The votes are split."), "{text}");
    assert!(text.contains("The votes point to no answer; choose one."), "{text}");
    assert_eq!(agreed(&place, "owns"), NO);

    let lines = "2\n0\n3\n\nmembers\njoin cy\nagain\n2\n2\nunknown\n\nagree\n\
                 na we are new\nskip\nleave cy\nleave cy\n\nna not ours\n1\n\nopen\ngoto 9\nend\nquit\n";
    let (status, text, _) = script(&place, "ann,ben", lines);
    assert_eq!(status, Some(0), "{text}");
    assert!(text.contains("2 members: ann, ben."), "{text}");
    assert!(text.contains("Type a number from 1 to 3."), "{text}");
    assert!(text.contains("Most votes, 2 of 3: 2. Weekly."), "{text}");
    assert!(text.contains("There is no such member."), "{text}");
    assert_eq!(agreed(&place, "habit-4"), Some(Response::Answered(Value::Choice(1))));
    assert_eq!(vote(&place, "cy", "habit-4"), Some(Response::Unknown));
    let reason = |reason: &str| Some(Response::NotApplicable { reason: Some(reason.to_owned()) });
    assert_eq!(vote(&place, "ann", "habit-5"), reason("we are new"));
    assert_eq!(agreed(&place, "habit-5"), reason("not ours"));
    assert_eq!(vote(&place, "ben", "habit-5"), None);
    assert!(!text.contains('\u{1b}'), "no cursor movement, no colour: {text}");
}

#[test]
fn plain_lines_do_not_repeat_a_vote() {
    let place = Place::new();
    let (_, text, _) = script(&place, "ann,ben", "yes\nyes\n\nagree\n1\n1\n\nagree\n4711\n99999\n4711");
    let voting = text.rsplit("ann, your vote").next().unwrap();
    assert!(voting.contains("not an answer to this question"), "{voting}");
    for typed in ["4711", "4,711", "99999", "99,999"] {
        assert!(!voting.contains(typed), "{typed} is repeated: {voting}");
    }
    // The last line came without its end: it counts all the same.
    assert_eq!(vote(&place, "ben", "age"), Some(Response::Answered(Value::Number(4711.0))));
}

#[test]
fn names_that_are_none_are_refused() {
    let place = Place::new();
    let long = "n".repeat(41);
    for (members, message) in [
        ("ann,Ann", "two members called Ann"),
        (long.as_str(), "at most 40"),
        ("\u{7}", "needs a name"),
        (" , ", "say who votes"),
    ] {
        let (status, _, errors) = script(&place, members, "");
        assert_eq!(status, Some(2), "{members}: {errors}");
        assert!(errors.contains(message), "{members}: {errors}");
    }
    let output = place.in_plain_lines(&["--members", "ann"], "");
    assert_eq!(output.status.code(), Some(2), "members without a meeting");
    assert!(files(&place).is_empty(), "{:?}", files(&place));
}
