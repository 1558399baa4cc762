use std::ops::Range;

/// Changes to a text, collected by their places in it and made all at once; what no change touches stays byte for byte.
pub(super) struct Edits<'t> {
    text: &'t str,
    line_end: &'static str,
    changes: Vec<(Range<usize>, String)>,
}

impl<'t> Edits<'t> {
    pub fn new(text: &'t str) -> Self {
        let crlf = text.find('\n').is_some_and(|newline| text[..newline].ends_with('\r'));
        Self { text, line_end: if crlf { "\r\n" } else { "\n" }, changes: Vec::new() }
    }

    /// Returns the text with all changes made.
    pub fn apply(mut self) -> String {
        // Stable: what is inserted at one place keeps its order, and comes before what is replaced from there on.
        self.changes.sort_by_key(|(range, _)| (range.start, range.end));
        let mut result = String::with_capacity(self.text.len() + 256);
        let mut copied = 0;
        for (range, new) in &self.changes {
            result.push_str(&self.text[copied..range.start]);
            result.push_str(new);
            copied = range.end;
        }
        result.push_str(&self.text[copied..]);
        result
    }

    pub fn insert(&mut self, at: usize, new: String) {
        self.changes.push((at..at, new));
    }

    /// Replaces the value of a key. Comments within the old value move to lines of their own above the key.
    pub fn replace_value(&mut self, value: Range<usize>, new: String) {
        let line = self.line_start(value.start);
        let indent = self.indent(line);
        for comment in comments(&self.text[value.clone()]) {
            self.insert(line, format!("{indent}{comment}{}", self.line_end));
        }
        self.changes.push((value, new));
    }

    /// Removes the line or lines of a key and its value. A comment behind the value stays, and so do those within it.
    pub fn remove_line(&mut self, key: usize, value: Range<usize>) {
        let start = self.line_start(key);
        for comment in comments(&self.text[value.clone()]) {
            self.insert(start, format!("{comment}{}", self.line_end));
        }
        let behind = &self.text[value.end..];
        let rest = behind.split('\n').next().unwrap_or_default();
        let blank = rest.len() - rest.trim_start().len();
        let end = if rest.trim().is_empty() { self.next_line(value.end) } else { value.end + blank };
        self.changes.push((start..end, String::new()));
    }

    /// Inserts a line behind the line that holds this offset.
    pub fn insert_line_behind(&mut self, offset: usize, line: &str) {
        let at = self.next_line(offset);
        if at > 0 && !self.text[..at].ends_with('\n') {
            self.insert(at, format!("{}{line}", self.line_end));
        } else {
            self.insert(at, format!("{line}{}", self.line_end));
        }
    }

    /// Inserts a line before the line that holds this offset, and before the comments that stand right above it.
    pub fn insert_line_before(&mut self, offset: usize, line: &str) {
        let at = self.block_start(offset);
        self.insert(at, format!("{line}{}", self.line_end));
    }

    /// The line ending of the text.
    pub fn line_end(&self) -> &'static str {
        self.line_end
    }

    /// Where the line that holds this offset begins.
    pub fn line_start(&self, offset: usize) -> usize {
        self.text[..offset].rfind('\n').map_or(self.start(), |newline| newline + 1)
    }

    /// Where the text begins, behind a byte order mark.
    fn start(&self) -> usize {
        self.text.len() - self.text.trim_start_matches('\u{feff}').len()
    }

    /// Where the line behind the one that holds this offset begins; the end of the text if there is none.
    pub fn next_line(&self, offset: usize) -> usize {
        self.text[offset..].find('\n').map_or(self.text.len(), |newline| offset + newline + 1)
    }

    /// Where the comments right above the line that holds this offset begin.
    pub fn block_start(&self, offset: usize) -> usize {
        let mut start = self.line_start(offset);
        while start > self.start() {
            let above = self.line_start(start - 1);
            if !self.text[above..start].trim_start().starts_with('#') {
                break;
            }
            start = above;
        }
        start
    }

    fn indent(&self, line: usize) -> &'t str {
        let rest = &self.text[line..];
        &rest[..rest.len() - rest.trim_start_matches([' ', '\t']).len()]
    }
}

/// The comments in a part of a TOML text that begins outside strings.
pub(super) fn comments(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['#', '"', '\'']) {
        rest = &rest[at..];
        if rest.starts_with('#') {
            let end = rest.find('\n').unwrap_or(rest.len());
            found.push(rest[..end].trim_end());
            rest = &rest[end..];
        } else {
            rest = &rest[string_len(rest)..];
        }
    }
    found
}

/// The length of the string that the text begins with, quotes included.
fn string_len(text: &str) -> usize {
    let quote = &text[..1];
    let long = quote.repeat(3);
    let delimiter = if text.starts_with(&long) { long.as_str() } else { quote };
    let mut at = delimiter.len();
    while at < text.len() {
        if quote == "\"" && text[at..].starts_with('\\') {
            at += 1;
        } else if text[at..].starts_with(delimiter) {
            at += delimiter.len();
            // Up to two quotes may stand right before the closing ones.
            while delimiter.len() == 3 && text[at..].starts_with(quote) {
                at += 1;
            }
            return at;
        }
        at += text[at..].chars().next().map_or(1, char::len_utf8);
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_told_from_strings() {
        let text = "[\"a#\\\"#\", # one\n 'b#', # two\n \"\"\"c\"#\"\"\"\", '''d'#''' ] # three";
        assert_eq!(comments(text), ["# one", "# two", "# three"]);
    }

    #[test]
    fn a_removed_line_leaves_its_comment_and_nothing_else() {
        let text = "a = 1\n  b = 2 # why\nc = 3";
        let mut edits = Edits::new(text);
        edits.remove_line(0, 4..5);
        edits.remove_line(8, 12..13);
        edits.remove_line(20, 24..25);
        assert_eq!(edits.apply(), "# why\n");
    }

    #[test]
    fn lines_are_inserted_with_the_line_end_of_the_text() {
        let mut edits = Edits::new("# of a\r\na = 1\r\nb = 2");
        edits.insert_line_before(10, "x = 0");
        edits.insert_line_behind(12, "y = 1");
        edits.insert_line_behind(19, "z = 2");
        assert_eq!(edits.apply(), "x = 0\r\n# of a\r\na = 1\r\ny = 1\r\nb = 2\r\nz = 2");
    }
}
