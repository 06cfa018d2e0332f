//! The widgets that all pages are made of.
//!
//! The vertical distance between widgets is zero unless a page adds one (`ui.add_space(space::L)`), because distances
//! carry meaning here. Beside each other they stand 8 points apart.

mod banner;
mod button;
mod card;
mod card_title;
mod check_row;
mod chip;
mod copy_button;
mod copy_row;
mod details;
mod drop_down;
mod explain;
mod explained_terms;
mod facts;
mod field;
mod focus;
mod heading_with;
mod instruction;
mod link;
mod mark;
mod menu;
mod modal;
mod note_line;
mod page;
mod paste_menu;
mod progress;
mod prose;
mod radio;
mod rail;
mod remark;
mod result_row;
mod row_with_button;
mod secret_edit;
mod secret_field;
mod secret_input;
mod secret_paint;
mod segmented;
mod sign;
mod step_line;
mod text;
mod text_field;
mod timeline;
mod toast;

pub use banner::{Tone, banner, quiet_banner};
pub use button::{ButtonKind, button, steady_button};
pub use card::card;
pub use card_title::card_title;
pub use check_row::check_row;
pub use chip::{chip, chip_button, chips};
pub use copy_button::copy_button;
pub use copy_row::{CopyMark, copy_row};
pub use details::{details, section};
pub use drop_down::drop_down;
pub use explain::{explain, explain_on_focus};
pub use explained_terms::explained_terms;
pub use facts::facts;
pub use field::{error_line, field_id, focus_field, group_label};
pub use focus::leaves_enter;
pub use heading_with::heading_with;
pub use instruction::{InstructionResponse, instruction};
pub use link::link;
pub use mark::{Mark, mark, paint_mark};
pub use menu::menu;
pub use modal::{modal, modal_title};
pub use note_line::{line_of_note, note_with_button, ticking_note_with_button};
pub use page::{page, page_without_footer};
pub use paste_menu::paste_menu;
pub use progress::progress;
pub use prose::{
    bullet, cause, code_quotation, code_with_hint, fact, hint_with_code, note, numbered, quotation,
    strong,
};
pub use rail::{RailStep, StepState, rail};
pub use remark::remark;
pub use result_row::result_row;
pub use row_with_button::row_with_button;
pub use secret_field::{SECRET_CAPACITY, SecretField, SecretResponse};
pub use segmented::segmented;
pub(super) use sign::paint_sign;
pub use step_line::step_line;
use text::heard_only;
pub use text::{
    above_the_heading, code, heading, heading_id, hint, muted, paragraph, say, status, subheading,
};
pub use text_field::{TextField, forget_undo, keep_undo_in_focus_only};
pub use timeline::{TimelineRow, timeline};
pub use toast::toast;
