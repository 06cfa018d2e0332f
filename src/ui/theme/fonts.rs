//! The fonts, part of the program. `assets/fonts/README.md` says where they come from.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily};

const REGULAR: &str = "Inter Regular";
const SEMIBOLD: &str = "Inter SemiBold";
const MONOSPACE: &str = "JetBrains Mono Regular";

pub(super) fn semibold() -> FontFamily {
    FontFamily::Name("semibold".into())
}

pub(super) fn definitions() -> FontDefinitions {
    let mut definitions = FontDefinitions::empty();
    for (name, bytes) in [
        (
            REGULAR,
            include_bytes!("../../../assets/fonts/Inter-Regular.ttf").as_slice(),
        ),
        (
            SEMIBOLD,
            include_bytes!("../../../assets/fonts/Inter-SemiBold.ttf").as_slice(),
        ),
        (
            MONOSPACE,
            include_bytes!("../../../assets/fonts/JetBrainsMono-Regular.ttf").as_slice(),
        ),
    ] {
        definitions
            .font_data
            .insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    for (family, fonts) in [
        (FontFamily::Proportional, [REGULAR, MONOSPACE]),
        (semibold(), [SEMIBOLD, MONOSPACE]),
        (FontFamily::Monospace, [MONOSPACE, REGULAR]),
    ] {
        definitions
            .families
            .insert(family, fonts.map(str::to_owned).into());
    }
    definitions
}
