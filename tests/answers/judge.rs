use standpoint::answers::{Problem, Raw, Response, fits, judge};
use standpoint::questionnaire::Value;

use super::small;

fn answer(question: &str, raw: &Raw<'_>) -> Result<Response, Problem> {
    let small = small();
    judge(&small[small.find_question(question).unwrap()], raw)
}

fn text(question: &str, text: &str) -> Result<Response, Problem> {
    answer(question, &Raw::Text(text))
}

fn message(result: Result<Response, Problem>) -> String {
    let problem = result.expect_err("the answer is refused");
    format!("{problem}; {}", problem.help().unwrap_or_default())
}

#[test]
fn an_option_is_given_by_id_or_by_number_from_1() {
    let daily = Ok(Response::Answered(Value::Choice(2)));
    assert_eq!(text("pace", "daily"), daily);
    assert_eq!(text("pace", " daily "), daily);
    assert_eq!(text("pace", "3"), daily);
    assert_eq!(answer("pace", &Raw::Integer(3)), daily);
    assert_eq!(answer("pace", &Raw::Float(3.0)), daily);
}

#[test]
fn what_is_no_option_is_refused_with_the_nearest() {
    assert_eq!(message(text("pace", "dayly")), "there is no option `dayly`; did you mean `daily`?");
    assert_eq!(message(text("pace", "Daily")), "there is no option `Daily`; did you mean `daily`?");
    assert_eq!(message(text("pace", "na")), "there is no option `na`; did you mean `n/a`?");
    assert_eq!(
        message(text("pace", "weekly")),
        "there is no option `weekly`; its options: yearly, monthly, daily"
    );
    for number in [0.0, 4.0, 1.5, -1.0, f64::NAN, f64::INFINITY] {
        assert!(
            matches!(answer("pace", &Raw::Float(number)), Err(Problem::OptionNumber { options: 3, .. })),
            "{number}"
        );
    }
    assert!(matches!(answer("pace", &Raw::Integer(i64::MIN)), Err(Problem::OptionNumber { .. })));
    assert!(matches!(answer("pace", &Raw::Bool(true)), Err(Problem::WrongType { .. })));
    assert_eq!(answer("pace", &Raw::List(vec![Raw::Text("daily")])), Err(Problem::OneOnly));
}

#[test]
fn several_options_are_a_list_or_joined_by_semicolons() {
    let both = Ok(Response::Answered(Value::Multiple(vec![0, 1])));
    assert_eq!(answer("parts", &Raw::List(vec![Raw::Text("runbook"), Raw::Integer(1)])), both);
    assert_eq!(text("parts", "runbook; roles"), both);
    assert_eq!(text("parts", "2;1;"), both);
    assert_eq!(text("parts", "roles"), Ok(Response::Answered(Value::Multiple(vec![0]))));
    assert_eq!(answer("parts", &Raw::Integer(1)), Ok(Response::Answered(Value::Multiple(vec![0]))));
}

#[test]
fn a_list_is_refused_where_it_is_not_clear() {
    assert_eq!(text("parts", "roles;roles"), Err(Problem::Repeated { option: "roles".to_owned() }));
    assert_eq!(text("parts", "roles;1"), Err(Problem::Repeated { option: "roles".to_owned() }));
    assert_eq!(text("parts", "roles;n/a"), Err(Problem::StateAmongAnswers { state: "n/a" }));
    assert_eq!(text("parts", ";"), Err(Problem::Empty));
    let nested = Raw::List(vec![Raw::List(vec![Raw::Text("roles")])]);
    assert!(matches!(answer("parts", &nested), Err(Problem::WrongType { .. })));
}

#[test]
fn nothing_chosen_is_an_answer_only_where_no_option_says_so() {
    let nothing = Raw::List(Vec::new());
    assert_eq!(answer("parts", &nothing), Err(Problem::NothingChosen { none: "none".to_owned() }));
    assert_eq!(answer("extras", &nothing), Ok(Response::Answered(Value::Multiple(Vec::new()))));
}

#[test]
fn numbers_are_plain_decimals_in_range() {
    for (given, number) in
        [("21", 21.0), (" 0.5 ", 0.5), ("1e2", 100.0), ("+3", 3.0), ("-0", 0.0), ("3650", 3650.0)]
    {
        assert_eq!(text("days", given), Ok(Response::Answered(Value::Number(number))), "{given}");
    }
    let Ok(Response::Answered(Value::Number(zero))) = answer("days", &Raw::Float(-0.0)) else { panic!() };
    assert!(zero.is_sign_positive());
    for given in ["1,000", "1_000", "1 000", "21 days", "50%", "inf", "NaN", "0x10", "1e", "--1", "½", "٣"]
    {
        assert_eq!(text("days", given), Err(Problem::NotANumber { given: given.to_owned() }));
    }
    for given in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(answer("days", &Raw::Float(given)), Err(Problem::NotFinite));
    }
    assert_eq!(text("days", "1e999"), Err(Problem::NotFinite));
    assert_eq!(
        message(text("days", "-1")),
        "-1 days is not between 0 and 3650; check the number and its unit"
    );
    assert!(matches!(text("days", "3650.1"), Err(Problem::OutOfRange { .. })));
    assert!(matches!(answer("days", &Raw::Bool(true)), Err(Problem::WrongType { .. })));
}

#[test]
fn yes_and_no_have_four_words() {
    for given in [Raw::Text("yes"), Raw::Text("Yes"), Raw::Text("TRUE"), Raw::Bool(true)] {
        assert_eq!(answer("by-hand", &given), Ok(Response::Answered(Value::YesNo(true))));
    }
    for given in [Raw::Text("no"), Raw::Text(" NO "), Raw::Text("false"), Raw::Bool(false)] {
        assert_eq!(answer("by-hand", &given), Ok(Response::Answered(Value::YesNo(false))));
    }
    for given in [Raw::Text("y"), Raw::Text("1"), Raw::Integer(1), Raw::Float(0.0), Raw::Text("maybe")] {
        assert!(matches!(answer("by-hand", &given), Err(Problem::NotYesNo { .. })), "{given:?}");
    }
}

#[test]
fn every_question_can_be_unknown_or_not_apply_and_nothing_is_no_answer() {
    for question in ["pace", "by-hand", "days", "parts", "remarks"] {
        assert_eq!(text(question, "unknown"), Ok(Response::Unknown));
        assert_eq!(text(question, " N/A "), Ok(Response::NotApplicable { reason: None }));
        assert_eq!(text(question, " "), Err(Problem::Empty));
        assert!(matches!(
            answer(question, &Raw::Other("a date")),
            Err(Problem::WrongType { found: "a date", .. })
        ));
    }
}

#[test]
fn free_text_is_kept_as_it_is() {
    assert_eq!(text("remarks", " a; b\n"), Ok(Response::Answered(Value::Text(" a; b\n".to_owned()))));
    assert!(matches!(answer("remarks", &Raw::Integer(1)), Err(Problem::WrongType { .. })));
}

#[test]
fn a_value_fits_only_its_own_kind_of_question() {
    let small = small();
    let of = |id: &str| &small[small.find_question(id).unwrap()];
    let values = [
        Value::Choice(1),
        Value::Multiple(vec![0, 1]),
        Value::Number(1.0),
        Value::YesNo(true),
        Value::Text("x".to_owned()),
    ];
    for (value, fitting) in values.iter().zip(["pace", "parts", "days", "by-hand", "remarks"]) {
        for question in ["pace", "parts", "days", "by-hand", "remarks"] {
            assert_eq!(fits(of(question), value).is_ok(), question == fitting, "{value:?} to {question}");
        }
    }
    for (question, value) in [
        ("pace", Value::Choice(3)),
        ("parts", Value::Multiple(vec![1, 0])),
        ("parts", Value::Multiple(vec![1, 1])),
        ("parts", Value::Multiple(vec![3])),
        ("parts", Value::Multiple(Vec::new())),
        ("days", Value::Number(f64::NAN)),
        ("days", Value::Number(-1.0)),
        ("remarks", Value::Text("unknown".to_owned())),
        ("remarks", Value::Text(String::new())),
    ] {
        assert!(fits(of(question), &value).is_err(), "{value:?} to {question}");
    }
}

#[test]
fn a_long_answer_is_not_repeated_whole() {
    assert!(message(text("pace", &"é".repeat(10_000))).len() < 300);
    assert!(message(text("days", &"9,".repeat(10_000))).len() < 300);
    assert!(message(answer("pace", &Raw::Float(1e300))).len() < 200);
}
