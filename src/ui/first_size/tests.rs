use super::*;

const LIKED: Vec2 = Vec2::new(920.0, 680.0);

#[test]
fn a_window_fits_the_screen_with_its_title_bar_and_a_panel() {
    let frame = Some(Vec2::new(2.0, 30.0));
    for (screen, expected) in [
        (Vec2::new(1920.0, 1080.0), LIKED),
        (Vec2::new(1024.0, 600.0), Vec2::new(920.0, 506.0)),
        // 1366 x 768 at 150 %.
        (Vec2::new(910.0, 512.0), Vec2::new(908.0, 418.0)),
    ] {
        assert_eq!(fitting(LIKED, screen, frame), expected, "{screen:?}");
    }
    let screen = Vec2::new(1024.0, 600.0);
    assert_eq!(fitting(LIKED, screen, None), Vec2::new(920.0, 500.0));
}

#[test]
fn a_bare_screen_is_filled() {
    assert_eq!(fitting(LIKED, LIKED, Some(Vec2::ZERO)), LIKED);
}
