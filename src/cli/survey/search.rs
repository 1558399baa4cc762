//! Finding a dimension or a question by a few words.

use standpoint::questionnaire::QuestionIx;
use standpoint::survey::Session;
use standpoint::text::printable;

/// Somewhere one can go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destination {
    /// The question to go to; of a dimension, its first one.
    pub question: QuestionIx,
    /// What it is called.
    pub title: String,
}

/// Returns where one can go: each dimension that has a question to ask, followed by its questions; questions of no
/// dimension stand where they are asked.
pub fn destinations(session: &Session<'_>) -> Vec<Destination> {
    let questionnaire = session.questionnaire();
    let mut last = None;
    let mut found = Vec::new();
    for question in session.questions() {
        let asked = &questionnaire[question];
        let of = asked.of.map(|of| &questionnaire[of]);
        let dimension = of.map(|of| of.dimension);
        if let Some(dimension) = dimension.filter(|_| dimension != last) {
            found.push(Destination {
                question,
                title: printable(&questionnaire[dimension].title).into_owned(),
            });
        }
        last = dimension;
        let of = of.map_or(String::new(), |of| format!("{}: ", printable(&of.title)));
        found.push(Destination { question, title: format!("  {of}{}", printable(&asked.text)) });
    }
    found
}

/// Returns the question that the words name: by its number among those asked, an id, the beginning of a title, or
/// words in a title or text, in this order; of several the first.
pub fn find(session: &Session<'_>, words: &str) -> Option<QuestionIx> {
    let questionnaire = session.questionnaire();
    if let Ok(number) = words.parse::<usize>() {
        return session.questions().nth(number.checked_sub(1)?);
    }
    let wanted = words.to_lowercase();
    let named = |question: &QuestionIx, fits: &dyn Fn(&str) -> bool| {
        let asked = &questionnaire[*question];
        let of = asked.of.map(|of| &questionnaire[of]);
        let dimension = of.map(|of| &questionnaire[of.dimension]);
        let mut names = vec![&asked.id, &asked.text];
        names.extend(of.into_iter().flat_map(|of| [&of.id, &of.title]));
        names.extend(dimension.into_iter().flat_map(|dimension| [&dimension.id, &dimension.title]));
        names.into_iter().any(|name| fits(&name.to_lowercase()))
    };
    let exactly = |name: &str| name == wanted;
    let at_the_start = |name: &str| name.starts_with(&wanted);
    let inside = |name: &str| wanted.split_whitespace().all(|word| name.contains(word));
    session
        .questions()
        .find(|question| named(question, &exactly))
        .or_else(|| session.questions().find(|question| named(question, &at_the_start)))
        .or_else(|| session.questions().find(|question| named(question, &inside)))
}
