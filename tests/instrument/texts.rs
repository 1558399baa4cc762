use standpoint::questionnaire::{catalogue, lint};

#[test]
fn no_built_in_has_a_warning_about_its_texts_and_shape() {
    for id in catalogue::ids() {
        let warnings = lint(&catalogue::sources(id).unwrap()).unwrap().warnings;
        assert_eq!(warnings.to_string(), "", "{id}");
    }
}
