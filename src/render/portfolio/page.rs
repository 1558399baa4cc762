//! One self-contained page: no network, charts as SVG, in light and in dark, to read and to print. A small script lets
//! tables be sorted and teams be found; the page is whole without it.

use maud::{DOCTYPE, Markup as Html, PreEscaped, html};

use super::{heat, html};
use crate::portfolio::{Distribution, Portfolio, Team, document};
use crate::render::html::STYLE;
use crate::render::svg::{self, Place};
use crate::report::document::{Block, Section};
use crate::report::number;
use crate::text::printable;

/// What the page adds to the style of reports.
const CROWD: &str = include_str!("style.css");
/// The script, as it stands in the page.
const SCRIPT: &str = include_str!("script.js");
/// The SHA-256 of the script in base64: the page runs this and nothing else.
const FINGERPRINT: &str = "h/cqbvolBA+Y0lDmQFAIjkR7SjwaiNixLLkOvtAKmWM=";

pub(super) fn write(portfolio: &Portfolio) -> String {
    let document = document::write(portfolio);
    let title = printable(&document.title);
    let policy = format!("default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{FINGERPRINT}'");
    let page = html! {
        (DOCTYPE)
        html lang=(document.language) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="color-scheme" content="light dark";
                title { (title) }
                style { (PreEscaped(STYLE)) (PreEscaped(CROWD)) (PreEscaped(svg::css())) }
            }
            body {
                a.skip href="#main" { "To the teams" }
                header {
                    h1 dir="auto" { (title) }
                    @if !document.subtitle.is_empty() { p.subtitle dir="auto" { (printable(&document.subtitle)) } }
                }
                nav aria-label="Sections" {
                    ul { @for section in &document.sections { li { a href={ "#" (section.id) } { (printable(&section.title)) } } } }
                }
                main #main tabindex="-1" { @for of in &document.sections { (section(portfolio, of)) } }
                footer { p dir="auto" { (title) } }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    page.into_string() + "\n"
}

fn section(portfolio: &Portfolio, of: &Section) -> Html {
    let blocks = || of.blocks.iter().filter(|block| of.id != "teams" || !matches!(block, Block::Table(_)));
    html! {
        section id=(of.id) {
            h2 dir="auto" { (printable(&of.title)) }
            @match of.id.as_str() {
                "plane" => div.side { (plane(portfolio)) div { @for block in blocks() { (html::block(block)) } } },
                "spread" => {
                    (spread(portfolio))
                    @for block in blocks() { (html::block(block)) }
                },
                _ => @for block in blocks() { (html::block(block)) },
            }
            @if of.id == "teams" { (heat::table(portfolio)) }
        }
    }
}

fn plane(portfolio: &Portfolio) -> Html {
    let Some(picture) = svg::crowd(portfolio, Place::Page) else { return html! { div {} } };
    let has_point = |team: &&Team| team.poles.iter().all(|score| score.reading().point().is_some());
    let absent = portfolio.teams.len() - portfolio.teams.iter().filter(has_point).count();
    html! {
        figure {
            (PreEscaped(picture))
            figcaption.caption {
                "Each point is a team; lines, or among many teams a hollow point, show what missing answers leave open."
                @if absent > 0 {
                    " Not drawn, for too few answers: " (number::count(absent, "team", "teams")) "."
                }
            }
        }
    }
}

/// A picture for each dimension, and one for the overall scores.
fn spread(portfolio: &Portfolio) -> Html {
    let cut = portfolio.placement.as_ref().map(|placement| placement.cut);
    html! {
        div.many {
            @for scores in portfolio.distributions.chunk_by(|a, b| a.dimension == b.dimension) {
                @let title = scores[0].dimension.as_deref().map_or("Overall", |id| portfolio.dimension_title(id));
                @let rows: Vec<(&str, usize, &Distribution)> = scores.iter().map(|of| {
                    let colour = portfolio.poles.iter().position(|pole| pole.id == of.pole);
                    (portfolio.pole_title(&of.pole), colour.unwrap_or_default(), &of.of)
                }).collect();
                figure {
                    figcaption dir="auto" { (printable(title)) }
                    (PreEscaped(svg::spread(title, &rows, cut, Place::Page)))
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    /// The base64 of RFC 4648.
    fn base64(bytes: &[u8]) -> String {
        const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut text = String::new();
        for chunk in bytes.chunks(3) {
            let bits = chunk.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte));
            let bits = bits << (8 * (3 - chunk.len()));
            for place in 0..4 {
                let digit = DIGITS[usize::try_from(bits >> (18 - 6 * place) & 63).unwrap()];
                text.push(if place <= chunk.len() { char::from(digit) } else { '=' });
            }
        }
        text
    }

    #[test]
    fn the_page_allows_its_own_script_and_no_other() {
        assert_eq!(base64(b"foobar"), "Zm9vYmFy");
        assert_eq!(base64(b"foo!b"), "Zm9vIWI=");
        assert_eq!(base64(&Sha256::digest(SCRIPT)), FINGERPRINT);
        assert!(!SCRIPT.contains("</"));
    }
}
