//! The pictures as pixels, for what takes no SVG. Behind the feature `png`.
//!
//! Letters are drawn with the fonts that come along and no others, so the same picture gives the same bytes on each
//! machine. They cover Latin, Greek and Cyrillic in two weights, and Hebrew and Arabic in one; a character of another
//! script is drawn as an empty box.

use std::error;
use std::fmt;
use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{self, Options, Tree};

use super::font::FONTS;

static DATABASE: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut database = Database::new();
    for font in FONTS {
        database.load_font_data(font.to_vec());
    }
    database.set_sans_serif_family("Noto Sans");
    Arc::new(database)
});

/// Why a picture could not be turned into pixels.
#[derive(Debug)]
pub enum Error {
    /// It is no SVG that can be drawn.
    Picture(usvg::Error),
    /// It would have no pixels, or more than the memory holds.
    Size,
    /// The pixels could not be written as PNG.
    Encoding(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Picture(error) => write!(f, "the picture cannot be drawn: {error}"),
            Self::Size => f.write_str("the picture has no pixels at this scale, or too many"),
            Self::Encoding(error) => write!(f, "the pixels cannot be written: {error}"),
        }
    }
}

impl error::Error for Error {}

/// The longest side of a picture, in pixels.
const LONGEST: f32 = 16_384.0;

/// Turns a picture of [`svg`](super::svg) into a PNG with `scale` pixels to each of its units. It should be drawn for
/// [`Place::Pixels`](super::svg::Place::Pixels), which has one set of colours.
///
/// # Errors
/// Returns [`Error`] if the text is no SVG, or if it has no pixels at this scale or more than 16,384 on a side.
pub fn draw(svg: &str, scale: f32) -> Result<Vec<u8>, Error> {
    let options = Options { fontdb: Arc::clone(&DATABASE), ..Options::default() };
    let tree = Tree::from_str(svg, &options).map_err(Error::Picture)?;
    let pixels = |side: f32| {
        let pixels = (side * scale).ceil();
        (1.0..=LONGEST).contains(&pixels).then(|| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a whole number from 1 to 16,384"
            )]
            let whole = pixels as u32;
            whole
        })
    };
    let size = tree.size();
    let (width, height) = pixels(size.width()).zip(pixels(size.height())).ok_or(Error::Size)?;
    let mut pixmap = Pixmap::new(width, height).ok_or(Error::Size)?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    pixmap.encode_png().map_err(|error| Error::Encoding(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" width="10" height="20"><rect width="10" height="20" fill="red"/></svg>"#;

    /// The pixels of one line of text.
    fn letters(text: &str, bold: bool) -> Vec<u8> {
        let weight = if bold { 600 } else { 400 };
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"60\" height=\"30\"><text x=\"5\" y=\"20\" \
             font-family=\"Noto Sans\" font-size=\"16\" font-weight=\"{weight}\">{text}</text></svg>"
        );
        draw(&svg, 1.0).expect("a line of text can be drawn")
    }

    #[test]
    fn a_picture_has_as_many_pixels_as_asked_for() {
        let png = draw(SQUARE, 2.0).unwrap();
        let pixmap = Pixmap::decode_png(&png).unwrap();
        assert_eq!((pixmap.width(), pixmap.height()), (20, 40));
        assert!(pixmap.pixels().iter().all(|pixel| (pixel.red(), pixel.green()) == (255, 0)));
    }

    #[test]
    fn what_cannot_be_drawn_is_an_error() {
        assert!(matches!(draw("<p>no picture</p>", 1.0), Err(Error::Picture(_))));
        for scale in [0.0, -1.0, 1e9, f32::NAN] {
            assert!(matches!(draw(SQUARE, scale), Err(Error::Size)), "{scale}");
        }
    }

    #[test]
    fn each_script_that_is_promised_has_letters() {
        for bold in [false, true] {
            let none = [letters("\u{6771}", bold), letters(" ", bold)];
            for letter in ["A", "ő", "Ω", "Ж", "ש", "ع"] {
                assert!(!none.contains(&letters(letter, bold)), "{letter}");
            }
        }
        assert_ne!(letters("A", false), letters("A", true));
    }
}
