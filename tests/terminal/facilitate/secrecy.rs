//! Nothing on the screen tells what was voted.

use super::*;

/// Everything that the terminal is sent until all have voted on the question that these keys lead to.
fn sent(lead: &str, at: &str, votes: &str) -> (Vec<u8>, String) {
    let place = Place::new();
    let mut terminal = meet(&place, "ann,ben", (80, 24), &[]);
    terminal.shows("ann, your vote (1 of 2).");
    terminal.send(lead);
    terminal.shows(at);
    terminal.shows("ann, your vote (1 of 2).");
    let before = terminal.raw.len();
    terminal.send(votes);
    let screen = terminal.shows("Everybody has voted.");
    let bytes = terminal.raw[before..].to_vec();
    terminal.send("q");
    assert_eq!(terminal.ends_well(), 0);
    (bytes, screen)
}

#[test]
fn whatever_is_voted_the_terminal_is_sent_the_same_bytes() {
    let owns = "yy\ra";
    for (lead, at, votes) in [
        ("", "Q1:", ["yy", "ny", "dx", "sn"].as_slice()),
        (owns, "Q2:", &["1\r2\r", "12\r3\r", "1\u{1b}[A\u{1b}[B2\r2\u{7f} \r", "ds", "xx"]),
        ("nn\ra", "Q4:", &["11", "32", "xd", "ss"]),
    ] {
        let runs: Vec<_> = votes.iter().map(|votes| sent(lead, at, votes)).collect();
        for ((bytes, screen), votes) in runs.iter().zip(votes).skip(1) {
            // A key that scrolls, on a screen on which everything fits, draws nothing either.
            assert_eq!(
                String::from_utf8_lossy(bytes),
                String::from_utf8_lossy(&runs[0].0),
                "the votes {votes:?} at {at} can be told from {:?}",
                runs[0].1
            );
            assert_eq!(screen, &runs[0].1);
        }
    }
}

#[test]
fn a_number_that_is_typed_as_a_vote_never_reaches_the_screen() {
    let place = Place::new();
    let mut terminal = meet(&place, "ann,ben", (80, 24), &[]);
    terminal.shows("ann, your vote");
    terminal.send("yy\ra1\r1\r\ra");
    terminal.shows("Q3:");
    terminal.shows("ann, your vote (1 of 2).");
    let before = terminal.raw.len();
    terminal.send("4711");
    // What is too large is refused without being repeated, and typed anew.
    terminal.send("9\r");
    terminal.shows("not an answer to this question");
    terminal.send("4711\r");
    terminal.shows("ben, your vote (2 of 2).");
    terminal.send("4\u{7f}71\u{1b}[9~3\u{7f}1\r");
    terminal.shows("Everybody has voted.");
    let sent = String::from_utf8_lossy(&terminal.raw[before..]).into_owned();
    for typed in ["4711", "47119", "4,711", "47,119", "711", "71"] {
        assert!(!sent.contains(typed), "{typed} was sent: {sent:?}");
    }
    terminal.send("\r");
    let screen = terminal.shows("4,711 years");
    assert!(screen.contains("711 years"), "{screen}");
    terminal.send("q");
    assert_eq!(terminal.ends_well(), 0);
}
