use std::fmt::Write;

use standpoint::diagnostic::Source;
use standpoint::report::Report;

use super::fixture::{compiled, of_answers};

/// Titles that are long, or that try to be something else.
const TITLES: [&str; 12] = [
    "Ownership of services, from the first idea to the last shutdown",
    "<b>Bold</b> & <script>document.title = 'taken'</script>",
    "שיתוף פעולה בין הצוותים",
    "الأتمتة والأدوات",
    "運用と開発の協力関係",
    "A\u{202e}desrever\u{202c} and \u{1b}[31mred\u{1b}[0m title",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenknopf",
    "=HYPERLINK(\"https://example.org\")",
    "Προσωπικό και γνώση",
    "Безопасность и соответствие",
    "Short",
    "[A link](https://example.org) and `code`",
];

/// A report on twelve dimensions with long notes on every answer, in several scripts.
pub fn report() -> Report {
    let (questionnaire, answers) = (questionnaire(), answers());
    of_answers(&compiled(&[Source::new("large.toml", questionnaire)]), &answers)
}

fn questionnaire() -> String {
    let mut toml = String::from(
        "[questionnaire]\nid = \"large\"\nversion = \"1.0.0\"\ntitle = \"A questionnaire of unusual size with an unusually long title\"\n\
         [[pole]]\nid = \"swift\"\ntitle = \"Swift and adaptable delivery\"\n[[pole]]\nid = \"steady\"\ntitle = \"Steady operation\"\n\
         [[level]]\nid = \"low\"\ntitle = \"Low\"\nfrom = 0.0\n[[level]]\nid = \"high\"\ntitle = \"High\"\nfrom = 0.5\n[placement]\n",
    );
    for (id, swift, steady) in
        [("a", "low", "low"), ("b", "high", "low"), ("c", "low", "high"), ("d", "high", "high")]
    {
        let _ = write!(
            toml,
            "[[placement.zone]]\nid = \"{id}\"\ntitle = \"Zone {id} with a title of some length\"\nsummary = \"It is so.\"\n\
             when = {{ swift = \"{swift}\", steady = \"{steady}\" }}\n"
        );
    }
    toml.push_str("[scale.reach]\noptions = [\n");
    for (id, value) in [("none", 0.0), ("some", 0.25), ("half", 0.5), ("most", 0.75), ("all", 1.0)] {
        let _ = writeln!(toml, "{{ id = \"{id}\", text = \"{id} of it\", value = {value:?} }},");
    }
    toml.push_str("]\n");
    for (index, title) in TITLES.iter().enumerate() {
        let title = quoted(title);
        let _ = write!(toml, "[[dimension]]\nid = \"d{index}\"\ntitle = {title}\n");
        for (pole, name) in ["swift", "steady"].iter().enumerate() {
            let id = format!("t{index}-{pole}");
            let _ = write!(
                toml,
                "[[trait]]\nid = \"{id}\"\ndimension = \"d{index}\"\npoles = [\"{name}\"]\ntitle = {title}\n"
            );
            for question in 0..3 {
                let _ = write!(
                    toml,
                    "[[question]]\nid = \"{id}-q{question}\"\ntrait = \"{id}\"\nkind = \"choice\"\ntext = {title}\nscale = \"reach\"\n"
                );
            }
            let requires = match (index, pole) {
                (0, 0) => String::new(),
                (_, 0) => format!("requires = [{{ trait = \"t{}-1\", at-least = 0.6 }}]\n", index - 1),
                _ => format!("requires = [{{ trait = \"t{index}-0\", at-least = 0.6 }}]\n"),
            };
            let requires = if index % 4 == 0 && pole == 0 { String::new() } else { requires };
            let _ = write!(
                toml,
                "[[recommendation]]\nid = \"r{index}-{pole}\"\ntrait = \"{id}\"\nbelow = 0.9\nlift = 0.6\neffort = [2, 15]\n\
                 title = {title}\nfirst-step = {title}\nsign = {title}\n{requires}"
            );
        }
    }
    toml
}

fn answers() -> String {
    let mut toml = format!("questionnaire = \"large\"\nteam = {}\n[answers]\n", quoted(&TITLES.join(" · ")));
    for (index, title) in TITLES.iter().enumerate() {
        for pole in 0..2 {
            for question in 0..3 {
                // Dimensions 4 and up stand in one place, so that their labels have to give way.
                let answer = match index {
                    0..4 => (index + pole + question) % 5 + 1,
                    _ => 4,
                };
                let note = quoted(&format!("{title} ").repeat(500 / (title.chars().count() + 1)));
                let evidence = quoted(title);
                let _ = writeln!(
                    toml,
                    "t{index}-{pole}-q{question} = {{ answer = {answer}, note = {note}, evidence = [{evidence}] }}"
                );
            }
        }
    }
    toml
}

/// A TOML string with everything escaped that needs it.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(c);
            }
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted + "\""
}
