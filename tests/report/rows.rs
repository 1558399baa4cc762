use standpoint::report::row;

use super::fixture::{built_in, of_sheet, questionnaire, report, sheet};

#[test]
fn the_columns_are_known_before_there_is_a_report() {
    assert_eq!(row::columns(&questionnaire()), row::of_report(&report()));
    for id in ["devops-itops", "delivery-metrics", "ops-readiness"] {
        let questionnaire = built_in(id);
        let report = of_sheet(&questionnaire, &sheet(&questionnaire, 7));
        assert_eq!(row::columns(&questionnaire), row::of_report(&report));
        assert_eq!(row::cells(&report).len(), row::columns(&questionnaire).len());
    }
}

#[test]
fn what_has_no_value_is_empty_and_not_zero() {
    let questionnaire = questionnaire();
    let report = of_sheet(&questionnaire, &standpoint::answers::AnswerSheet::new(&questionnaire));
    let columns = row::columns(&questionnaire);
    let cells = row::cells(&report);
    let cell = |title: &str| cells[columns.iter().position(|column| column == title).unwrap()].as_str();
    assert_eq!(cell("flow"), "");
    assert_eq!((cell("flow_low"), cell("flow_high")), ("0", "1"));
    assert_eq!((cell("zone"), cell("label"), cell("confidence")), ("", "no-data", "open"));
    assert_eq!((cell("coverage"), cell("integration")), ("0", ""));
}
