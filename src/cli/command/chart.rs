use standpoint::render::svg::{self, Place};
use standpoint::report::figure;

use super::report::of_file;
use crate::cli::args::{Badge, Chart, ChartKind};
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::output::Target;

/// Draws one chart of a result.
pub fn run(args: &Chart) -> Result<Exit, Error> {
    let target = svg_target(args.output.as_deref())?;
    let report = of_file(&args.answers, args.questionnaire.as_deref())?;
    let chart = match args.kind {
        ChartKind::Plane => {
            figure::plane(&report).map(|plane| svg::plane(&plane, Place::Alone)).ok_or_else(|| {
                Error::usage("this questionnaire spans no plane: that takes two poles and zones")
                    .hint("draw the profile with --kind bars")
            })?
        }
        ChartKind::Radar => svg::radar(&figure::profile(&report), Place::Alone).ok_or_else(|| {
            Error::usage("a net takes at least three dimensions with a score")
                .hint("draw the profile with --kind bars")
        })?,
        ChartKind::Heatmap => svg::heatmap(&figure::heat(&report), Place::Alone),
        ChartKind::Bars => svg::profile(&figure::profile(&report), Place::Alone),
    };
    target.write(|out| out.write_all(chart.as_bytes()))?;
    Ok(Exit::Done)
}

/// Draws a badge.
pub fn badge(args: &Badge) -> Result<Exit, Error> {
    let target = svg_target(args.output.as_deref())?;
    let report = of_file(&args.answers, args.questionnaire.as_deref())?;
    target.write(|out| out.write_all(svg::badge(&report).as_bytes()))?;
    Ok(Exit::Done)
}

/// Where an SVG goes; another extension would promise another format.
fn svg_target(output: Option<&std::path::Path>) -> Result<Target, Error> {
    let target = Target::new(output);
    match &target {
        Target::File(path)
            if path.extension().is_none_or(|extension| !extension.eq_ignore_ascii_case("svg")) =>
        {
            Err(Error::usage(format!("charts are written as SVG, and {} is no .svg file", path.display()))
                .hint("end the name in .svg"))
        }
        _ => Ok(target),
    }
}
