//! The fonts that come along for what embeds them or draws with them: Noto Sans, cut down by `subset.sh`. They cover Latin,
//! Greek and Cyrillic in two weights, and Hebrew and Arabic in one.

/// The fonts, the first one first.
pub(super) const FONTS: [&[u8]; 4] = [
    include_bytes!("NotoSans-Regular.ttf"),
    include_bytes!("NotoSans-Bold.ttf"),
    include_bytes!("NotoSansHebrew-Regular.ttf"),
    include_bytes!("NotoSansArabic-Regular.ttf"),
];
