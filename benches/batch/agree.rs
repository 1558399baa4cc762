//! That two programs came to the same result.

use std::io;
use std::path::Path;

/// Numbers may differ by so much.
const TOLERANCE: f64 = 1e-9;

/// Checks that the columns of a peer's table are in ours, row by row.
pub fn check(ours: &Path, peer: &Path, rows: u64) -> io::Result<()> {
    let (mut ours, mut theirs) = (csv::Reader::from_path(ours)?, csv::Reader::from_path(peer)?);
    let titles = ours.headers()?.clone();
    let place = |title| titles.iter().position(|known| known == title);
    let places: Option<Vec<usize>> = theirs.headers()?.iter().map(place).collect();
    let places = places.ok_or_else(|| io::Error::other("a peer has a column that we do not have"))?;
    let (mut own, mut other, mut count) = (csv::StringRecord::new(), csv::StringRecord::new(), 0);
    while ours.read_record(&mut own)? && theirs.read_record(&mut other)? {
        count += 1;
        for (place, cell) in places.iter().zip(&other) {
            if !agree(&own[*place], cell) {
                let title = &titles[*place];
                let message = format!(
                    "row {count}, {title}: we have {:?}, {} has {cell:?}",
                    &own[*place],
                    peer.display()
                );
                return Err(io::Error::other(message));
            }
        }
    }
    if count == rows { Ok(()) } else { Err(io::Error::other(format!("{count} rows instead of {rows}"))) }
}

fn agree(own: &str, other: &str) -> bool {
    own == other
        || matches!((own.parse::<f64>(), other.parse::<f64>()), (Ok(own), Ok(other)) if (own - other).abs() <= TOLERANCE)
}
