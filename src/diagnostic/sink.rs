use super::{Diagnostic, Diagnostics, Severity};

/// Collects findings while a text is read and hands them over in source order.
#[derive(Debug, Default)]
pub struct Sink {
    findings: Vec<Diagnostic>,
}

impl Sink {
    /// Returns an empty sink.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a finding.
    pub fn push(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }

    /// Returns how many findings have been taken.
    #[must_use]
    pub fn len(&self) -> usize {
        self.findings.len()
    }

    /// Returns whether nothing has been taken.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// Returns whether an error has been taken.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|f| f.severity == Severity::Error)
    }

    /// Returns the findings sorted by file name, place and code; a finding
    /// without a place comes first. The same finding at the same place is kept once.
    #[must_use]
    pub fn finish(self) -> Diagnostics {
        let place = |finding: &Diagnostic| {
            let label = finding.labels.first()?;
            Some((label.source.name().to_owned(), label.span))
        };
        let mut findings = self.findings;
        findings.sort_by(|a, b| {
            place(a).cmp(&place(b)).then_with(|| a.code.cmp(b.code)).then_with(|| a.message.cmp(&b.message))
        });
        findings.dedup();
        Diagnostics(findings)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Source, Span};
    use super::*;

    #[test]
    fn findings_come_out_in_source_order_and_once() {
        let source = Source::new("q.toml", "abcdef");
        let at = |code, start| Diagnostic::error(code, "m").at(&source, Span::new(start, start + 1), "");
        let mut sink = Sink::new();
        for finding in [at("b", 4), at("a", 1), at("b", 4), Diagnostic::warning("c", "m")] {
            sink.push(finding);
        }
        assert!(sink.has_errors());
        let codes: Vec<_> = sink.finish().iter().map(|d| d.code).collect();
        assert_eq!(codes, ["c", "a", "b"]);
    }
}
