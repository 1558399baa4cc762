use std::io;
use std::path::Path;

use standpoint::render::svg::{self, Place};
use standpoint::report::{Report, figure};

use super::report::of_file;
use crate::cli::args::{Badge, Chart, ChartKind};
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::output::Target;

/// What a chart is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Picture {
    Svg,
    Png,
}

/// Draws one chart of a result.
pub fn run(args: &Chart) -> Result<Exit, Error> {
    let (target, picture) = target(args.output.as_deref(), &[Picture::Svg, Picture::Png])?;
    let report = of_file(&args.answers, args.questionnaire.as_deref(), &args.redaction)?;
    let bytes = match picture {
        Picture::Svg => draw(&report, args.kind, Place::Alone)?.into_bytes(),
        Picture::Png => pixels(&draw(&report, args.kind, Place::Pixels)?, args.scale)?,
    };
    target.write(|out| out.write_all(&bytes))?;
    Ok(Exit::Done)
}

/// Draws a badge.
pub fn badge(args: &Badge) -> Result<Exit, Error> {
    let (target, _) = target(args.output.as_deref(), &[Picture::Svg])?;
    let report = of_file(&args.answers, args.questionnaire.as_deref(), &args.redaction)?;
    target.write(|out: &mut dyn io::Write| out.write_all(svg::badge(&report).as_bytes()))?;
    Ok(Exit::Done)
}

fn draw(report: &Report, kind: ChartKind, place: Place) -> Result<String, Error> {
    match kind {
        ChartKind::Plane => figure::plane(report).map(|plane| svg::plane(&plane, place)).ok_or_else(|| {
            Error::usage("this questionnaire spans no plane: that takes two poles and zones")
                .hint("draw the profile with --kind bars")
        }),
        ChartKind::Radar => svg::radar(&figure::profile(report), place).ok_or_else(|| {
            Error::usage("a net takes at least three dimensions with a score")
                .hint("draw the profile with --kind bars")
        }),
        ChartKind::Heatmap => Ok(svg::heatmap(&figure::heat(report), place)),
        ChartKind::Bars => Ok(svg::profile(&figure::profile(report), place)),
    }
}

#[cfg(feature = "png")]
fn pixels(svg: &str, scale: f32) -> Result<Vec<u8>, Error> {
    standpoint::render::png::draw(svg, scale)
        .map_err(|error| Error::usage(error.to_string()).hint("choose another --scale"))
}

#[cfg(not(feature = "png"))]
fn pixels(_svg: &str, _scale: f32) -> Result<Vec<u8>, Error> {
    Err(Error::usage("this build of the program writes charts as SVG only")
        .hint("end the name in .svg, or build the program with `--features png`"))
}

/// Where a picture goes, and as what: the extension says it, and without a file it is SVG.
fn target(output: Option<&Path>, pictures: &[Picture]) -> Result<(Target, Picture), Error> {
    let target = Target::new(output);
    let Target::File(path) = &target else { return Ok((target, Picture::Svg)) };
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let named = match extension.to_ascii_lowercase().as_str() {
        "svg" => Some(Picture::Svg),
        "png" => Some(Picture::Png),
        _ => None,
    };
    if let Some(named) = named.filter(|named| pictures.contains(named)) {
        return Ok((target, named));
    }
    let (what, hint) = match pictures {
        [_] => ("badges are written as SVG", "end the name in .svg"),
        _ => ("charts are written as SVG or PNG", "end the name in .svg or .png"),
    };
    Err(Error::usage(format!("{what}, and {} is another kind of file", path.display())).hint(hint))
}
