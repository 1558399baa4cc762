use super::text::Text;
use crate::report::figure::Figure;

/// A report in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The title.
    pub title: String,
    /// Who answered what, and when.
    pub subtitle: String,
    /// The language of its own words as a BCP 47 tag; questions and advice are in the questionnaire's.
    pub language: String,
    /// Its sections.
    pub sections: Vec<Section>,
    /// What it was made of, in one line, if it tells.
    pub stamp: Option<String>,
}

/// A part of a document under a heading.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Section {
    /// Kebab-case, unique within the document.
    pub id: String,
    /// The heading.
    pub title: String,
    /// What stands at the far end of the heading's line, such as a score.
    pub aside: Option<Text>,
    /// Whether it is detail, which a page may keep folded until it is wanted.
    pub folded: bool,
    /// What it says.
    pub blocks: Vec<Block>,
    /// Its parts.
    pub sections: Vec<Section>,
}

impl Section {
    /// Returns a section without content.
    #[must_use]
    pub fn new(id: impl Into<String>, title: impl Into<String>) -> Self {
        Self { id: id.into(), title: title.into(), ..Self::default() }
    }

    /// Adds a block.
    pub fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// Adds a paragraph.
    pub fn say(&mut self, text: impl Into<Text>) {
        self.blocks.push(Block::Paragraph(text.into()));
    }
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Text),
    /// A list.
    List(List),
    /// Short labels, each with what it stands for.
    Facts(Vec<Fact>),
    /// A table.
    Table(Table),
    /// A picture with its twin in words.
    Drawing(Drawing),
    /// Something to notice before reading on.
    Callout(Callout),
    /// Questions with their answers.
    Answers(Answers),
}

/// A list.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// Whether the order matters.
    pub ordered: bool,
    /// What it lists.
    pub items: Vec<Text>,
}

/// A label and what it stands for.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// The label.
    pub label: String,
    /// What it stands for.
    pub text: Text,
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each with a cell for every column.
    pub rows: Vec<Vec<Text>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its title.
    pub title: String,
    /// How its cells are set.
    pub align: Align,
}

impl Column {
    /// Returns a column with this title.
    pub fn new(title: impl Into<String>, align: Align) -> Self {
        Self { title: title.into(), align }
    }
}

/// How cells are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// To the left; lines may be broken.
    Words,
    /// To the left, each in one piece.
    Values,
    /// To the right, each in one piece.
    Numbers,
}

/// A picture with its twin in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// What it shows.
    pub figure: Figure,
    /// How to read it.
    pub caption: String,
    /// The same in words, for those who do not see it.
    pub twin: Table,
}

/// Something to notice before reading on.
#[derive(Debug, Clone, PartialEq)]
pub struct Callout {
    /// Why it is there.
    pub tone: Tone,
    /// What it says.
    pub text: Text,
}

/// Why a callout is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Good to know.
    Note,
    /// Read what follows with care.
    Caution,
}

/// Questions with their answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Answers(pub Vec<Line>);

/// A question with its answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The question's id.
    pub id: String,
    /// The question.
    pub question: String,
    /// The answer in words, or why there is none.
    pub answer: Text,
    /// What the answer is worth, in points; `None` where it is not scored.
    pub value: Option<Text>,
    /// Notes, evidence and the like.
    pub remarks: Vec<Fact>,
}
