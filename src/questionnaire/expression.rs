//! Parses the text of a condition; what its names mean is decided by [`check::conditions`](super::check::conditions).
//!
//! ```text
//! or         = and { "or" and }
//! and        = not { "and" not }
//! not        = "not" not | "(" or ")" | comparison
//! comparison = id relation operand | id "in" "(" operand { "," operand } ")" | "answered" "(" id ")"
//! relation   = "=" | "!=" | "<" | "<=" | ">" | ">="
//! operand    = "'" text "'" | number
//! ```

use std::ops::Range;

use super::condition::Relation;

/// Words with a meaning of their own, which cannot be ids of questions.
pub const KEYWORDS: [&str; 5] = ["and", "answered", "in", "not", "or"];

/// How deep parentheses and `not` may nest.
const DEPTH: usize = 50;

/// A parsed condition.
#[derive(Debug, Clone, PartialEq)]
pub enum Expression<'t> {
    /// All hold.
    All(Vec<Self>),
    /// At least one holds.
    Any(Vec<Self>),
    /// It does not hold.
    Not(Box<Self>),
    /// The question has an answer.
    Answered(Name<'t>),
    /// The answer stands in this relation to the operand.
    Compare(Name<'t>, Relation, Literal<'t>),
    /// The answer is one of the operands.
    In(Name<'t>, Vec<Literal<'t>>),
}

/// The id of a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Name<'t> {
    /// The id.
    pub id: &'t str,
    /// Where it stands in the condition.
    pub at: Range<usize>,
}

/// What an answer is compared with.
#[derive(Debug, Clone, PartialEq)]
pub struct Literal<'t> {
    /// The value.
    pub value: LiteralValue<'t>,
    /// Where it stands in the condition, quotes included.
    pub at: Range<usize>,
}

/// The value of a [`Literal`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum LiteralValue<'t> {
    /// A text in single quotes.
    Text(&'t str),
    /// A finite number.
    Number(f64),
}

/// Why a text is not a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// What is wrong.
    pub message: String,
    /// Where.
    pub at: Range<usize>,
}

/// Parses the text of a condition.
///
/// # Errors
/// The first place at which it stops being one.
pub fn parse(text: &str) -> Result<Expression<'_>, SyntaxError> {
    let tokens = tokens(text)?;
    let mut parser = Parser { tokens: &tokens, next: 0, depth: 0 };
    let expression = parser.or()?;
    match parser.peek().kind {
        TokenKind::End => Ok(expression),
        _ => Err(parser.unexpected("`and`, `or` or the end")),
    }
}

#[derive(Debug, Clone, PartialEq)]
struct Token<'t> {
    kind: TokenKind<'t>,
    at: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum TokenKind<'t> {
    Word(&'t str),
    Number(f64),
    Text(&'t str),
    Relation(Relation),
    Open,
    Close,
    Comma,
    End,
}

fn tokens(text: &str) -> Result<Vec<Token<'_>>, SyntaxError> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let (kind, length) = match first {
            c if c.is_whitespace() => {
                at += c.len_utf8();
                continue;
            }
            '(' => (TokenKind::Open, 1),
            ')' => (TokenKind::Close, 1),
            ',' => (TokenKind::Comma, 1),
            '=' | '!' | '<' | '>' => relation(rest).ok_or_else(|| SyntaxError {
                message: "`!` must be followed by `=`; a negation is written `not`".to_owned(),
                at: at..at + 1,
            })?,
            '\'' | '"' => quoted(rest, first).ok_or_else(|| SyntaxError {
                message: format!("the text that starts here has no closing {first}"),
                at: at..text.len(),
            })?,
            c if is_word(c) || c == '+' => word(rest).map_err(|(message, length)| SyntaxError {
                message: message.to_owned(),
                at: at..at + length,
            })?,
            c => {
                return Err(SyntaxError {
                    message: format!("`{c}` has no meaning in a condition"),
                    at: at..at + c.len_utf8(),
                });
            }
        };
        tokens.push(Token { kind, at: at..at + length });
        at += length;
    }
    tokens.push(Token { kind: TokenKind::End, at: text.len()..text.len() });
    Ok(tokens)
}

fn relation(rest: &str) -> Option<(TokenKind<'_>, usize)> {
    const RELATIONS: [(&str, Relation); 7] = [
        ("==", Relation::Equal),
        ("!=", Relation::NotEqual),
        ("<=", Relation::LessOrEqual),
        (">=", Relation::GreaterOrEqual),
        ("=", Relation::Equal),
        ("<", Relation::Less),
        (">", Relation::Greater),
    ];
    let (sign, relation) = RELATIONS.into_iter().find(|(sign, _)| rest.starts_with(sign))?;
    Some((TokenKind::Relation(relation), sign.len()))
}

fn quoted(rest: &str, quote: char) -> Option<(TokenKind<'_>, usize)> {
    let inner = &rest[1..];
    let end = inner.find(quote)?;
    Some((TokenKind::Text(&inner[..end]), end + 2))
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '.')
}

fn word(rest: &str) -> Result<(TokenKind<'_>, usize), (&'static str, usize)> {
    let mut length = rest.find(|c| !is_word(c) && c != '+').unwrap_or(rest.len());
    let mut word = &rest[..length];
    if word.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.')) {
        match word.parse::<f64>() {
            Ok(number) if number.is_finite() => return Ok((TokenKind::Number(number), length)),
            Ok(_) => return Err(("this number is too large", length)),
            Err(_) if !word.starts_with(|c: char| c.is_ascii_digit()) => {
                return Err(("this is neither a number nor the id of a question", length));
            }
            Err(_) => {}
        }
    }
    if let Some(plus) = word.find('+') {
        length = plus;
        word = &word[..plus];
    }
    Ok((TokenKind::Word(word), length))
}

struct Parser<'p, 't> {
    tokens: &'p [Token<'t>],
    next: usize,
    depth: usize,
}

impl<'t> Parser<'_, 't> {
    /// The last token is always [`TokenKind::End`], and nothing steps over it.
    fn peek(&self) -> &Token<'t> {
        &self.tokens[self.next]
    }

    fn take(&mut self) -> Token<'t> {
        let token = self.peek().clone();
        if token.kind != TokenKind::End {
            self.next += 1;
        }
        token
    }

    fn takes(&mut self, kind: TokenKind<'_>) -> bool {
        let found = self.peek().kind == kind;
        if found {
            self.next += 1;
        }
        found
    }

    fn unexpected(&self, expected: &str) -> SyntaxError {
        let token = self.peek();
        let found = match token.kind {
            TokenKind::Word(word) => format!("`{word}`"),
            TokenKind::Number(number) => format!("the number {number}"),
            TokenKind::Text(text) => format!("the text '{text}'"),
            TokenKind::Relation(relation) => format!("`{relation}`"),
            TokenKind::Open => "`(`".to_owned(),
            TokenKind::Close => "`)`".to_owned(),
            TokenKind::Comma => "`,`".to_owned(),
            TokenKind::End => "the end".to_owned(),
        };
        SyntaxError { message: format!("expected {expected}, found {found}"), at: token.at.clone() }
    }

    fn expect(&mut self, kind: TokenKind<'_>, expected: &str) -> Result<(), SyntaxError> {
        if self.takes(kind) { Ok(()) } else { Err(self.unexpected(expected)) }
    }

    fn or(&mut self) -> Result<Expression<'t>, SyntaxError> {
        let mut parts = vec![self.and()?];
        while self.takes(TokenKind::Word("or")) {
            parts.push(self.and()?);
        }
        Ok(one_or(parts, Expression::Any))
    }

    fn and(&mut self) -> Result<Expression<'t>, SyntaxError> {
        let mut parts = vec![self.not()?];
        while self.takes(TokenKind::Word("and")) {
            parts.push(self.not()?);
        }
        Ok(one_or(parts, Expression::All))
    }

    fn not(&mut self) -> Result<Expression<'t>, SyntaxError> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(SyntaxError {
                message: format!("nested deeper than {DEPTH} levels"),
                at: self.peek().at.clone(),
            });
        }
        let expression = if self.takes(TokenKind::Word("not")) {
            Expression::Not(Box::new(self.not()?))
        } else if self.takes(TokenKind::Open) {
            let inner = self.or()?;
            self.expect(TokenKind::Close, "`)`, `and` or `or`")?;
            inner
        } else {
            self.comparison()?
        };
        self.depth -= 1;
        Ok(expression)
    }

    fn comparison(&mut self) -> Result<Expression<'t>, SyntaxError> {
        if self.takes(TokenKind::Word("answered")) {
            self.expect(TokenKind::Open, "`(`")?;
            let name = self.name()?;
            self.expect(TokenKind::Close, "`)`")?;
            return Ok(Expression::Answered(name));
        }
        let name = self.name()?;
        if self.takes(TokenKind::Word("in")) {
            self.expect(TokenKind::Open, "`(`")?;
            let mut literals = vec![self.literal()?];
            while self.takes(TokenKind::Comma) {
                literals.push(self.literal()?);
            }
            self.expect(TokenKind::Close, "`,` or `)`")?;
            return Ok(Expression::In(name, literals));
        }
        let TokenKind::Relation(relation) = self.peek().kind else {
            return Err(self.unexpected("`=`, `!=`, `<`, `<=`, `>`, `>=` or `in`"));
        };
        self.take();
        Ok(Expression::Compare(name, relation, self.literal()?))
    }

    fn name(&mut self) -> Result<Name<'t>, SyntaxError> {
        match self.peek().kind {
            TokenKind::Word(id) if !KEYWORDS.contains(&id) => Ok(Name { id, at: self.take().at }),
            _ => Err(self.unexpected("the id of a question")),
        }
    }

    fn literal(&mut self) -> Result<Literal<'t>, SyntaxError> {
        let value = match self.peek().kind {
            TokenKind::Text(text) => LiteralValue::Text(text),
            TokenKind::Number(number) => LiteralValue::Number(number),
            _ => return Err(self.unexpected("a text in single quotes or a number")),
        };
        Ok(Literal { value, at: self.take().at })
    }
}

fn one_or<'t>(
    mut parts: Vec<Expression<'t>>,
    many: impl FnOnce(Vec<Expression<'t>>) -> Expression<'t>,
) -> Expression<'t> {
    if parts.len() == 1 { parts.swap_remove(0) } else { many(parts) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(id: &str, start: usize) -> Name<'_> {
        Name { id, at: start..start + id.len() }
    }

    fn text(value: &str, start: usize) -> Literal<'_> {
        Literal { value: LiteralValue::Text(value), at: start..start + value.len() + 2 }
    }

    #[test]
    fn and_binds_tighter_than_or_and_not_tighter_than_both() {
        let compare = |id, start| Expression::Compare(name(id, start), Relation::Equal, text("x", start + 2));
        assert_eq!(
            parse("a='x' or not b='x' and c='x'"),
            Ok(Expression::Any(vec![
                compare("a", 0),
                Expression::All(vec![Expression::Not(Box::new(compare("b", 13))), compare("c", 23)]),
            ]))
        );
        assert_eq!(
            parse("(a='x' or b='x') and c='x'"),
            Ok(Expression::All(vec![
                Expression::Any(vec![compare("a", 1), compare("b", 10)]),
                compare("c", 21),
            ]))
        );
    }

    #[test]
    fn numbers_are_told_from_ids_that_begin_with_a_digit() {
        assert_eq!(
            parse("24-hour-duty >= -1.5e1"),
            Ok(Expression::Compare(
                name("24-hour-duty", 0),
                Relation::GreaterOrEqual,
                Literal { value: LiteralValue::Number(-15.0), at: 16..22 },
            ))
        );
    }

    #[test]
    fn lists_and_answered_are_read() {
        assert_eq!(parse("a in ('x')"), Ok(Expression::In(name("a", 0), vec![text("x", 6)])));
        assert_eq!(parse(" answered ( a ) "), Ok(Expression::Answered(name("a", 12))));
    }

    #[test]
    fn the_place_of_a_mistake_is_the_token() {
        for (condition, at) in [
            ("", 0..0),
            ("a", 1..1),
            ("a = b", 4..5),
            ("a = 'x' b", 8..9),
            ("a = 'x", 4..6),
            ("a ! 'x'", 2..3),
            ("a in 'x'", 5..8),
            ("a in ()", 6..7),
            ("and = 'x'", 0..3),
            ("(a = 'x'", 8..8),
            ("a = 1e999", 4..9),
            ("a = é", 4..6),
            ("a = 'x' ∧ b = 'y'", 8..11),
            ("+é = 1", 0..3),
        ] {
            assert_eq!(parse(condition).map_err(|error| error.at), Err(at), "{condition}");
        }
    }

    #[test]
    fn deep_nesting_ends_in_a_message() {
        for (opening, closing) in [("(", ")"), ("not ", ""), ("(not ", ")")] {
            let deep = format!("{}a = 1{}", opening.repeat(100_000), closing.repeat(100_000));
            assert!(parse(&deep).unwrap_err().message.starts_with("nested deeper"));
        }
        let wide = vec!["a = 1"; 10_000].join(" and ");
        assert!(parse(&wide).is_ok());
    }
}
