/// The characters that a page is drawn with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glyphs {
    /// Whether they go beyond ASCII.
    pub(super) unicode: bool,
    /// Horizontal rules and frames.
    pub(super) rule: char,
    /// Vertical frames, and the bar beside a callout.
    pub(super) bar: char,
    /// Before the items of a list.
    pub(super) bullet: char,
    /// Before an answer.
    pub(super) arrow: char,
    /// Between a heading and its aside.
    pub(super) dot: char,
    /// The corners of a frame: top left, top right, bottom left, bottom right.
    pub(super) corners: [char; 4],
    /// Ticks on a frame: left, bottom.
    pub(super) ticks: [char; 2],
    /// The cut: down, across, and where they cross.
    pub(super) cut: [char; 3],
    /// The band round the cut.
    pub(super) band: char,
    /// The box of a range: across, down.
    pub(super) range: [char; 2],
    /// The corners of that box, in the order of `corners`.
    pub(super) range_corners: [char; 4],
    /// The ends of a range that is a line: left, right, top, bottom.
    pub(super) range_ends: [char; 4],
    /// What is certain of a bar and what is open, for each pole in turn.
    pub(super) bars: [(char, char); 4],
    /// Where the point of a bar lies within what is open.
    pub(super) point: char,
    /// The axis over the bars: left end, tick, right end.
    pub(super) axis: [char; 3],
    /// The cut behind the bars.
    pub(super) behind: char,
    /// Where a text was cut off.
    pub(super) ellipsis: &'static str,
}

impl Glyphs {
    pub(super) const UNICODE: Self = Self {
        unicode: true,
        rule: '─',
        bar: '│',
        bullet: '•',
        arrow: '→',
        dot: '·',
        corners: ['┌', '┐', '└', '┘'],
        ticks: ['┤', '┴'],
        cut: ['│', '─', '┼'],
        band: '·',
        range: ['┄', '┆'],
        range_corners: ['╭', '╮', '╰', '╯'],
        range_ends: ['├', '┤', '┬', '┴'],
        bars: [('█', '░'), ('■', '□'), ('●', '○'), ('◆', '◇')],
        point: '┃',
        axis: ['├', '┼', '┤'],
        behind: '┊',
        ellipsis: "…",
    };

    pub(super) const ASCII: Self = Self {
        unicode: false,
        rule: '-',
        bar: '|',
        bullet: '-',
        arrow: '>',
        dot: '.',
        corners: ['+', '+', '+', '+'],
        ticks: ['+', '+'],
        cut: ['|', '-', '+'],
        band: '.',
        range: ['~', '!'],
        range_corners: ['~', '~', '~', '~'],
        range_ends: ['<', '>', '^', 'v'],
        bars: [('#', '.'), ('=', '.'), ('o', '.'), ('x', '.')],
        point: '|',
        axis: ['|', '+', '|'],
        behind: ':',
        ellipsis: "...",
    };
}

/// Returns the text in ASCII: signs of writing as what stands for them, every other character as `?`.
pub(super) fn in_ascii(text: &str) -> String {
    let mut ascii = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '–' | '—' | '−' => ascii.push('-'),
            '‘' | '’' => ascii.push('\''),
            '“' | '”' => ascii.push('"'),
            '…' => ascii.push_str("..."),
            '\u{a0}' => ascii.push(' '),
            '×' => ascii.push('x'),
            '≥' => ascii.push_str(">="),
            '√' => ascii.push_str("sqrt"),
            '●' => ascii.push('@'),
            c if c.is_ascii() => ascii.push(c),
            _ => ascii.push('?'),
        }
    }
    ascii
}
