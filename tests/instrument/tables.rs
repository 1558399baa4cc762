//! Tables in the documentation that are made from the definition.

use std::fmt::Write as _;
use std::fs;

use standpoint::questionnaire::Questionnaire;

use super::contents::poles;
use super::flagship;

const PAGE: &str = "docs/instrument.md";
const START: &str = "<!-- generated: traits -->\n";
const END: &str = "<!-- end -->";

fn traits(questionnaire: &Questionnaire) -> String {
    let mut table = String::from("| id | poles | title | description |\n|---|---|---|---|\n");
    for index in questionnaire.trait_indices() {
        let of = &questionnaire[index];
        let description = of.description.as_deref().unwrap_or("–");
        let poles = poles(questionnaire, index).join(", ");
        let _ = writeln!(table, "| `{}` | {poles} | {} | {description} |", of.id, of.title);
    }
    table
}

#[test]
fn the_table_of_traits_is_that_of_the_definition() {
    let page = fs::read_to_string(PAGE).unwrap();
    let (before, rest) = page.split_once(START).expect("the page has a generated table");
    let (table, after) = rest.split_once(END).expect("the table has an end");
    let expected = traits(&flagship());
    if option_env!("BLESS").is_some() {
        fs::write(PAGE, format!("{before}{START}{expected}{END}{after}")).unwrap();
    } else {
        assert!(
            table == expected,
            "{PAGE} differs from the definition; `BLESS=1 cargo test` makes the table again"
        );
    }
}
