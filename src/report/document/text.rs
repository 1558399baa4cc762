/// A run of text with styles.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text(pub Vec<Span>);

/// A part of a text in one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// How it is set.
    pub style: Style,
    /// What it says, as it is: nothing in it is markup.
    pub text: String,
    /// What explains it, if it is a number that comes about in some way: a pole, dimension, trait, question or move,
    /// by its kind and id (`trait:ci-cd`, `level:automation.itops`).
    pub topic: Option<String>,
}

/// How a part of a text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// As the text round it.
    Plain,
    /// It matters.
    Strong,
    /// It is aside, or quoted.
    Emphasis,
    /// It is an id or another word of a file.
    Code,
}

impl Text {
    /// Returns an empty text.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds plain text.
    #[must_use]
    pub fn plain(self, text: impl Into<String>) -> Self {
        self.with(Style::Plain, text)
    }

    /// Adds text that matters.
    #[must_use]
    pub fn strong(self, text: impl Into<String>) -> Self {
        self.with(Style::Strong, text)
    }

    /// Adds text that is aside, or quoted.
    #[must_use]
    pub fn emphasis(self, text: impl Into<String>) -> Self {
        self.with(Style::Emphasis, text)
    }

    /// Adds a word of a file.
    #[must_use]
    pub fn code(self, text: impl Into<String>) -> Self {
        self.with(Style::Code, text)
    }

    /// Names what explains this text.
    #[must_use]
    pub fn about(mut self, topic: &str) -> Self {
        self.0.iter_mut().for_each(|span| span.topic = Some(topic.to_owned()));
        self
    }

    /// Adds another text.
    #[must_use]
    pub fn then(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Returns whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|span| span.text.is_empty())
    }

    /// Returns what it says, without styles.
    #[must_use]
    pub fn unstyled(&self) -> String {
        self.0.iter().map(|span| span.text.as_str()).collect()
    }

    fn with(mut self, style: Style, text: impl Into<String>) -> Self {
        self.0.push(Span { style, text: text.into(), topic: None });
        self
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::new().plain(text)
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::new().plain(text)
    }
}
