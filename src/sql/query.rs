//! The whole query.

use std::error;
use std::fmt::{self, Write as _};

use super::answer::{code, columns, worth};
use super::condition::{hidden, steps as asked};
use super::dialect::{Dialect, text};
use super::pool::{Part, high, low, pool};
use super::source::{Field, KEY, Shape, TWICE, pivot, table};
use super::standing;
use super::step::{Column, Step, select, with};
use crate::questionnaire::{
    Condition, DimensionIx, FormIx, Kind, PoleIx, QuestionIx, Questionnaire, TraitIx,
};

/// For which engine and over which table a query is written.
#[derive(Debug, Clone)]
pub struct Options {
    /// The engine.
    pub dialect: Dialect,
    /// The table of answers, with its schema before a point where it needs one.
    pub table: String,
    /// How the table is laid out.
    pub shape: Shape,
    /// Which columns it has beside the answers. Those of the result that it has not are `NULL`.
    pub fields: Vec<Field>,
    /// The form that the sets answer where no column says so.
    pub form: FormIx,
}

/// A column whose name is too long for the engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameTooLong {
    /// The name.
    pub name: String,
    /// How many bytes the engine takes.
    pub limit: usize,
}

impl fmt::Display for NameTooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the column `{}` has a name of {} bytes, and this engine takes {}",
            self.name,
            self.name.len(),
            self.limit
        )
    }
}

impl error::Error for NameTooLong {}

/// Writes the query that scores a table of answers: one row a set, with the columns that a batch has.
///
/// Equal questionnaires and options give equal texts. The numbers of the result are those of
/// [`scoring`](crate::scoring), give or take 1e-12.
///
/// # Errors
///
/// [`NameTooLong`] if the engine would cut the name of a column.
pub fn write(questionnaire: &Questionnaire, options: &Options) -> Result<String, NameTooLong> {
    let query = Query { questionnaire, options, dialect: options.dialect };
    query.check_names()?;
    let steps = query.steps();
    let mut out = query.head();
    with(&mut out, &steps, options.dialect);
    out += "-- The result: one row a set\n";
    select(&mut out, &query.result(), "placed", "");
    out += "\n";
    Ok(out)
}

struct Query<'a> {
    questionnaire: &'a Questionnaire,
    options: &'a Options,
    dialect: Dialect,
}

impl Query<'_> {
    fn check_names(&self) -> Result<(), NameTooLong> {
        let Some(limit) = self.dialect.longest_name() else { return Ok(()) };
        let questions = self.questionnaire.questions().iter().map(|of| of.id.clone());
        match questions.chain(self.score_names()).find(|name| name.len() > limit) {
            Some(name) => Err(NameTooLong { name, limit }),
            None => Ok(()),
        }
    }

    fn head(&self) -> String {
        let of = self.questionnaire;
        let table = match &self.options.shape {
            Shape::Wide { .. } => "one row an answer set, one column a question",
            Shape::Long { .. } => "one row an answer, with its question",
        };
        let numbers = match self.dialect.is_number("") {
            Some(_) => "",
            None => {
                "-- A cell of a question for a number that holds no number makes the engine refuse the whole query.\n"
            }
        };
        format!(
            "\
-- {id} {version}: scores, bounds, zone and label for each answer set.
-- Written for {engine} from the questionnaire with the fingerprint {fingerprint}.
-- The table: {table}; cells as in a table of answers.
-- Left out, since SQL does not carry it: levels, weak links, contradictions, notes, evidence and recommendations.
{numbers}",
            id = of.id(),
            version = of.version(),
            engine = match self.dialect {
                Dialect::DuckDb => "DuckDB",
                Dialect::Postgres => "PostgreSQL",
                Dialect::Spark => "Spark SQL",
                Dialect::Ansi => "standard SQL",
            },
            fingerprint = of.fingerprint(),
        )
    }

    fn steps(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        let table = table(&self.options.table, self.dialect);
        let table = match &self.options.shape {
            Shape::Wide { .. } => table,
            Shape::Long { key } => {
                let sets = pivot(self.questionnaire, key, &self.options.fields, table, self.dialect);
                let name = sets.name.clone();
                steps.push(sets);
                name
            }
        };
        steps.push(self.step("cells", "Cells as texts without white space around them", self.cells(), table));
        steps.push(self.step(
            "answers",
            "What each cell says: see the codes in the documentation",
            self.answers(),
            "cells",
        ));
        steps.extend(asked(self.questionnaire, "answers"));
        let last = steps.last().map_or_else(String::new, |step| step.name.clone());
        steps.push(Step {
            name: "worths".to_owned(),
            purpose: "What each answer is worth",
            columns: self.worths(),
            from: last,
            group_by: None,
        });
        steps.push(self.step("bounds", "What missing answers may be worth", self.bounds(), "worths"));
        steps.push(self.step("traits", "Traits, and how much was answered", self.traits(), "bounds"));
        steps.push(self.step("dimensions", "Dimensions on each pole", self.dimensions(), "traits"));
        steps.push(self.step("poles", "Poles over all dimensions", self.poles(), "dimensions"));
        steps.push(self.step("placed", "The place on the plane", self.placed(), "poles"));
        steps
    }

    /// A step that hands on what says of whom a set speaks.
    fn step(&self, name: &str, purpose: &'static str, columns: Vec<Column>, from: impl Into<String>) -> Step {
        let fields = self.options.fields.iter().copied();
        let fields: Vec<Field> =
            fields.filter(|field| ["cells", "answers"].contains(&name) || *field != Field::Form).collect();
        let first = name == "cells";
        let key = self
            .options
            .shape
            .key()
            .map(|key| Column::new(KEY, if first { self.dialect.name(key) } else { KEY.to_owned() }));
        let fields = fields.into_iter().map(|field| {
            let name = self.dialect.name(field.name());
            Column::new(name.clone(), name)
        });
        let columns = key.into_iter().chain(fields).chain(columns).collect();
        Step { name: name.to_owned(), purpose, columns, from: from.into(), group_by: None }
    }

    /// The questions that are scored, or that a condition names, or whose cells can be wrong.
    fn asked(&self) -> impl Iterator<Item = QuestionIx> + '_ {
        let named: Vec<QuestionIx> = self
            .questionnaire
            .questions()
            .iter()
            .filter_map(|of| of.when.as_ref())
            .flat_map(Condition::questions)
            .collect();
        self.questionnaire
            .question_indices()
            .filter(move |ix| !matches!(self.questionnaire[*ix].kind, Kind::Text) || named.contains(ix))
    }

    fn cells(&self) -> Vec<Column> {
        let mut columns = Vec::new();
        if let Shape::Long { .. } = self.options.shape {
            columns.push(Column::new(TWICE, TWICE));
        }
        for ix in self.asked() {
            let question = &self.questionnaire[ix];
            let cell = format!("CAST({} AS {})", self.dialect.name(&question.id), self.dialect.text_type());
            let cell = self.dialect.trimmed(&cell);
            if let Kind::Multiple { .. } = question.kind {
                columns.push(Column::new(code(ix) + "_list", self.dialect.listed(&cell)));
            }
            columns.push(Column::new(code(ix), format!("NULLIF({cell}, '')")).remark(&question.id));
        }
        columns
    }

    fn answers(&self) -> Vec<Column> {
        let mut result: Vec<Column> = Vec::new();
        if let Shape::Long { .. } = self.options.shape {
            result.push(Column::new(TWICE, TWICE));
        }
        result.extend(self.asked().flat_map(|ix| columns(ix, &self.questionnaire[ix], self.dialect)));
        result
    }

    fn worths(&self) -> Vec<Column> {
        let mut columns = vec![Column::new("*", "*"), Column::new("error", self.error())];
        columns.extend(self.scored().map(|(ix, name)| {
            let question = &self.questionnaire[ix];
            let worth = worth(ix, question, self.dialect);
            let worth = match hidden(self.questionnaire, ix) {
                Some(hidden) => format!("CASE WHEN {hidden} THEN NULL ELSE {worth} END"),
                None => worth,
            };
            Column::new(name, worth).remark(&question.id)
        }));
        columns
    }

    /// What a missing answer may still be worth: anything. What does not apply has no bounds.
    fn bounds(&self) -> Vec<Column> {
        let mut columns = vec![Column::new("error", "error")];
        for (ix, name) in self.scored() {
            let code = code(ix);
            let mut out: Vec<String> = hidden(self.questionnaire, ix).into_iter().collect();
            out.push(format!("{code} = 0"));
            out.extend(self.outside_form(ix).map(|outside| format!("({code} IS NULL AND {outside})")));
            let out = out.join(" OR ");
            let bound =
                |missing: &str| format!("CASE WHEN {out} THEN NULL ELSE COALESCE({name}, {missing}) END");
            let (least, most) = (bound("0.0"), bound("1.0"));
            columns.push(Column::new(name.clone(), name.clone()).remark(&self.questionnaire[ix].id));
            columns.push(Column::new(low(&name), least));
            columns.push(Column::new(high(&name), most));
        }
        columns
    }

    /// The scored questions, each with the column of its worth.
    fn scored(&self) -> impl Iterator<Item = (QuestionIx, String)> + '_ {
        let questionnaire = self.questionnaire;
        questionnaire
            .question_indices()
            .filter(|ix| questionnaire[*ix].is_scored())
            .map(|ix| (ix, format!("v{}", ix.0 + 1)))
    }

    /// The condition that the form does not hold a question; `None` if it always does.
    fn outside_form(&self, question: QuestionIx) -> Option<String> {
        let questionnaire = self.questionnaire;
        if !self.options.fields.contains(&Field::Form) {
            return (!questionnaire.in_form(question, self.options.form)).then(|| "TRUE".to_owned());
        }
        let without: Vec<String> = (0..questionnaire.forms().len())
            .map(FormIx)
            .filter(|form| !questionnaire.in_form(question, *form))
            .map(|form| text(&questionnaire[form].id))
            .collect();
        let default = if questionnaire.in_form(question, self.options.form) { "FALSE" } else { "TRUE" };
        (!without.is_empty()).then(|| {
            format!(
                "CASE WHEN {form} IS NULL THEN {default} ELSE {form} IN ({}) END",
                without.join(", "),
                form = self.form()
            )
        })
    }

    /// The form of a set; `NULL` where it names none.
    fn form(&self) -> String {
        let form = format!("CAST({} AS {})", self.dialect.name(Field::Form.name()), self.dialect.text_type());
        format!("NULLIF({}, '')", self.dialect.trimmed(&form))
    }

    /// What is wrong with a set; `NULL` if nothing is.
    fn error(&self) -> String {
        let mut cases = String::new();
        if let Shape::Long { .. } = self.options.shape {
            let _ = write!(cases, " WHEN {TWICE} > 0 THEN 'a question is answered twice'");
        }
        if self.options.fields.contains(&Field::Form) {
            let forms: Vec<String> = self.questionnaire.forms().iter().map(|form| text(&form.id)).collect();
            let _ = write!(
                cases,
                " WHEN {} NOT IN ({}) THEN 'form: there is no such form'",
                self.form(),
                forms.join(", ")
            );
        }
        for ix in self.asked() {
            let why = text(&format!("{}: not one of its answers", self.questionnaire[ix].id));
            let _ = write!(cases, " WHEN {} = -2 THEN {why}", code(ix));
        }
        if cases.is_empty() {
            format!("CAST(NULL AS {})", self.dialect.text_type())
        } else {
            format!("CASE{cases} END")
        }
    }

    fn traits(&self) -> Vec<Column> {
        let scored: Vec<String> = self.scored().map(|(_, name)| name).collect();
        let count = |column: &dyn Fn(&str) -> String| {
            let each =
                scored.iter().map(|name| format!("CASE WHEN {} IS NULL THEN 0 ELSE 1 END", column(name)));
            each.collect::<Vec<_>>().join(" + ")
        };
        let double = self.dialect.double_type();
        let share = format!("CAST({} AS {double}) / NULLIF({}, 0)", count(&str::to_owned), count(&low));
        let mut columns = vec![Column::new("error", "error"), Column::new("coverage", share)];
        for ix in self.questionnaire.trait_indices() {
            let questions = self.questionnaire[ix].questions.iter();
            let parts: Vec<Part> = questions
                .map(|question| Part {
                    weight: self.questionnaire[*question].weight,
                    name: format!("v{}", question.0 + 1),
                })
                .collect();
            columns.extend(pool(&trait_column(ix), &parts, &self.questionnaire[ix].id, self.dialect));
        }
        columns
    }

    fn dimensions(&self) -> Vec<Column> {
        let mut columns = vec![Column::new("error", "error"), Column::new("coverage", "coverage")];
        for of in self.questionnaire.dimension_indices() {
            for pole in self.questionnaire.pole_indices() {
                let traits = self.questionnaire[of].traits.iter().map(|ix| Part {
                    weight: self.questionnaire[*ix].weight_on(pole),
                    name: trait_column(*ix),
                });
                let parts: Vec<Part> = traits.filter(|part| part.weight > 0.0).collect();
                let name = self.dotted(of, pole);
                columns.extend(pool(&dimension_column(of, pole), &parts, &name, self.dialect));
            }
        }
        columns
    }

    fn poles(&self) -> Vec<Column> {
        let questionnaire = self.questionnaire;
        let mut columns = vec![Column::new("error", "error"), Column::new("coverage", "coverage")];
        for of in questionnaire.dimension_indices() {
            let poles: Vec<String> =
                questionnaire.pole_indices().map(|pole| dimension_column(of, pole)).collect();
            columns.extend(poles.iter().map(|name| Column::new(name.clone(), name.clone())));
            columns.push(Column::new(integration_column(of), standing::integration(&poles, self.dialect)));
        }
        for pole in questionnaire.pole_indices() {
            let parts: Vec<Part> = questionnaire
                .dimension_indices()
                .map(|of| Part { weight: questionnaire[of].weight, name: dimension_column(of, pole) })
                .collect();
            columns.extend(pool(&pole_column(pole), &parts, &questionnaire[pole].id, self.dialect));
        }
        columns
    }

    fn placed(&self) -> Vec<Column> {
        let questionnaire = self.questionnaire;
        let poles: Vec<String> = questionnaire.pole_indices().map(pole_column).collect();
        let mut columns = vec![Column::new("error", "error"), Column::new("coverage", "coverage")];
        for name in &poles {
            columns.push(Column::new(name.clone(), name.clone()));
            // Rounding must not turn a point and its bounds round.
            let kept = |bound: String, clamp: &str, missing: &str| {
                format!(
                    "CASE WHEN {bound} IS NOT NULL THEN {clamp}({bound}, COALESCE({name}, {missing})) END"
                )
            };
            columns.push(Column::new(low(name), kept(low(name), "LEAST", "0.0")));
            columns.push(Column::new(high(name), kept(high(name), "GREATEST", "1.0")));
        }
        let nothing = || format!("CAST(NULL AS {})", self.dialect.text_type());
        let (zone, label, confidence) = match questionnaire.placement() {
            Some(placement) => {
                let zone = standing::zone(placement, &poles);
                let label = standing::label(placement, &poles, &zone);
                (zone, label, standing::confidence(placement, &poles))
            }
            None => (nothing(), nothing(), nothing()),
        };
        columns.push(Column::new("zone", zone));
        columns.push(Column::new("label", label));
        columns.push(Column::new("confidence", confidence));
        let dimensions: Vec<String> = questionnaire.dimension_indices().map(integration_column).collect();
        let overall = standing::overall_integration(questionnaire, &dimensions, self.dialect);
        columns.push(Column::new("integration", overall));
        for of in questionnaire.dimension_indices() {
            let names = questionnaire.pole_indices().map(|pole| dimension_column(of, pole));
            columns.extend(names.map(|name| Column::new(name.clone(), name)));
        }
        columns
    }

    /// The columns of the result: a set with a cell that is no answer has no scores.
    fn result(&self) -> Vec<Column> {
        let name = |name: &str| self.dialect.name(name);
        // A key that is one of the fields stands where that field stands.
        let is_field = |key: &str| Field::SUBJECT.iter().any(|field| field.name() == key);
        let key = self.options.shape.key().filter(|key| !is_field(key));
        let mut columns: Vec<Column> = key.into_iter().map(|key| Column::new(name(key), KEY)).collect();
        for field in Field::SUBJECT {
            let field_name = name(field.name());
            let value = if self.options.shape.key() == Some(field.name()) {
                KEY.to_owned()
            } else if self.options.fields.contains(&field) {
                field_name.clone()
            } else {
                format!("CAST(NULL AS {})", self.dialect.text_type())
            };
            columns.push(Column::new(field_name, value));
        }
        let scored = |column: &str| format!("CASE WHEN error IS NULL THEN {column} END");
        for (title, column) in self.score_names().into_iter().zip(self.score_columns()) {
            columns.push(Column::new(name(&title), scored(&column)));
        }
        columns
            .push(Column::new(name("status"), "CASE WHEN error IS NULL THEN 'scored' ELSE 'rejected' END"));
        columns.push(Column::new(name("error"), "error"));
        columns
    }

    /// The titles of the scores, as a batch has them.
    fn score_names(&self) -> Vec<String> {
        let of = self.questionnaire;
        let mut names = vec!["coverage".to_owned()];
        for suffix in ["", "_low", "_high"] {
            names.extend(of.poles().iter().map(|pole| format!("{}{suffix}", pole.id)));
        }
        names.extend(["zone", "label", "confidence", "integration"].map(str::to_owned));
        for dimension in of.dimension_indices() {
            names.extend(of.pole_indices().map(|pole| self.dotted(dimension, pole)));
        }
        names
    }

    /// The columns of the last step with these scores, in the same order.
    fn score_columns(&self) -> Vec<String> {
        let of = self.questionnaire;
        let poles = || of.pole_indices().map(pole_column);
        let mut columns = vec!["coverage".to_owned()];
        columns.extend(poles());
        columns.extend(poles().map(|name| low(&name)));
        columns.extend(poles().map(|name| high(&name)));
        columns.extend(["zone", "label", "confidence", "integration"].map(str::to_owned));
        for dimension in of.dimension_indices() {
            columns.extend(of.pole_indices().map(|pole| dimension_column(dimension, pole)));
        }
        columns
    }

    fn dotted(&self, dimension: DimensionIx, pole: PoleIx) -> String {
        format!("{}.{}", self.questionnaire[dimension].id, self.questionnaire[pole].id)
    }
}

fn trait_column(ix: TraitIx) -> String {
    format!("t{}", ix.0 + 1)
}

fn dimension_column(of: DimensionIx, pole: PoleIx) -> String {
    format!("d{}_p{}", of.0 + 1, pole.0 + 1)
}

fn integration_column(of: DimensionIx) -> String {
    format!("i{}", of.0 + 1)
}

fn pole_column(pole: PoleIx) -> String {
    format!("p{}", pole.0 + 1)
}
