use std::fmt::Write;

/// The colours of pictures; blue and vermilion are told apart by all common kinds of colour vision (Okabe and Ito 2008).
struct Palette {
    paper: &'static str,
    ink: &'static str,
    soft: &'static str,
    line: &'static str,
    band: &'static str,
    team: &'static str,
    poles: [&'static str; 4],
    /// From very low to very high.
    shades: [&'static str; 5],
}

const LIGHT: Palette = Palette {
    paper: "#ffffff",
    ink: "#1d2733",
    soft: "#5a6673",
    line: "#c9d1d9",
    band: "#eef1f4",
    team: "#1d2733",
    poles: ["#0067a5", "#c2500a", "#00785a", "#8a4a7d"],
    shades: ["#f4f6f8", "#e6f0f8", "#cfe3f2", "#b3d3ea", "#94c2e1"],
};

const DARK: Palette = Palette {
    paper: "#14191f",
    ink: "#e6eaee",
    soft: "#a3adb8",
    line: "#3a444e",
    band: "#20272e",
    team: "#ffffff",
    poles: ["#5fb0e8", "#f0894a", "#46c29a", "#d391c4"],
    shades: ["#1b2229", "#182a38", "#1b384d", "#1e4663", "#215579"],
};

/// The fonts of a screen.
const SCREEN: &str = "system-ui,-apple-system,\"Segoe UI\",Roboto,\"Noto Sans\",sans-serif";
/// The font that comes along with the program, for pictures that shall look the same everywhere.
const OWN: &str = "\"Noto Sans\",sans-serif";
/// What has no colour.
const SHAPES: &str = ".chart{font-size:14px}\
    .chart .c-middle{text-anchor:middle}.chart .c-end{text-anchor:end}.chart .c-bold{font-weight:600}\
    .chart .c-small{font-size:12px}.chart .c-frame,.chart .c-axis,.chart .c-cut{fill:none}\
    .chart .c-axis{stroke-width:1}.chart .c-frame{stroke-width:1}.chart .c-cut{stroke-width:1.25}\
    .chart .c-range{stroke-dasharray:4 3;stroke-width:1.5;fill-opacity:.1}\
    .chart .c-span{fill:none;stroke-width:1;stroke-dasharray:2 3}.chart .c-lead{stroke-width:1}\
    .chart .c-dot{stroke-width:1.5}.chart .c-ring{fill-opacity:.1;stroke-width:2}\
    .chart .c-ring1{stroke-dasharray:6 4}.chart .c-ring2{stroke-dasharray:2 3}\
    .chart .c-open{fill-opacity:.28}.chart .c-point{stroke-width:2}\
    .chart .c-label{paint-order:stroke;stroke-width:4;stroke-linejoin:round}\
    .chart .c-node{rx:5px;stroke-width:1}.chart .c-link{fill:none;stroke-width:1.25}\n";

/// The style sheet of all pictures, in light and in dark.
pub(in crate::render) fn css() -> String {
    let mut css = format!(".chart{{font-family:{SCREEN}}}{SHAPES}");
    css.push_str(&rules(&LIGHT));
    let _ = writeln!(css, "@media(prefers-color-scheme:dark){{\n{}}}", rules(&DARK));
    // On paper the page is white, whatever the screen likes.
    let _ = writeln!(css, "@media print{{\n{}}}", rules(&LIGHT));
    css
}

/// The style sheet of a picture on paper.
pub(super) fn paper() -> String {
    format!(".chart{{font-family:{OWN}}}{SHAPES}{}", rules(&LIGHT))
}

fn rules(palette: &Palette) -> String {
    let Palette { paper, ink, soft, line, band, team, poles, shades } = palette;
    let mut css = format!(
        ".chart .c-paper{{fill:{paper}}}.chart .c-ink{{fill:{ink}}}.chart .c-soft{{fill:{soft}}}\
         .chart .c-frame,.chart .c-axis{{stroke:{line}}}.chart .c-cut{{stroke:{soft}}}.chart .c-band{{fill:{band}}}\
         .chart .c-team{{fill:{team}}}.chart .c-range{{fill:{team};stroke:{team}}}.chart .c-span{{stroke:{soft}}}\
         .chart .c-lead{{stroke:{soft}}}.chart .c-dot{{fill:{paper};stroke:{ink}}}.chart .c-point{{stroke:{ink}}}\
         .chart .c-label{{fill:{ink};stroke:{paper}}}.chart .c-node{{fill:{paper};stroke:{line}}}\
         .chart .c-link{{stroke:{soft}}}\n"
    );
    for (index, colour) in poles.iter().enumerate() {
        let _ = write!(
            css,
            ".chart .c-pole{index}{{fill:{colour}}}.chart .c-ring{index}{{fill:{colour};stroke:{colour}}}"
        );
    }
    for (index, colour) in shades.iter().enumerate() {
        let _ = write!(css, ".chart .c-shade{index}{{fill:{colour}}}");
    }
    css.push('\n');
    css
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The relative luminance of a colour (WCAG 2.2).
    fn luminance(colour: &str) -> f64 {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    fn contrast(a: &str, b: &str) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn letters_and_marks_stand_out_from_what_is_behind_them() {
        for of in [LIGHT, DARK] {
            for ground in [of.paper, of.band].iter().chain(&of.shades) {
                assert!(contrast(of.ink, ground) >= 4.5, "{} on {ground}", of.ink);
            }
            for ground in [of.paper, of.band] {
                assert!(contrast(of.soft, ground) >= 4.5, "{} on {ground}", of.soft);
            }
            for mark in of.poles.iter().chain([&of.team, &of.soft]) {
                assert!(contrast(mark, of.paper) >= 3.0, "{mark} on {}", of.paper);
            }
        }
    }
}
