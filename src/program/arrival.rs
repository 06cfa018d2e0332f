//! The first moment of a page: a press in it was meant for the page before.

use std::time::Duration;

use super::{MenuPage, Program, Screen, Step, Store};

/// The second press of a double-click comes within this time.
const FIRST_MOMENT: Duration = Duration::from_millis(300);

/// What tells one page from another for whoever presses something on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    screen: Screen,
    step: Option<Step>,
    menu_page: Option<MenuPage>,
    store: Store,
    asks: bool,
}

/// Since when a page can be seen, by a clock that only goes forward.
#[derive(Clone, Copy, Debug, Default)]
pub struct Arrival {
    place: Option<Place>,
    was_drawn: bool,
    seen_at: Option<Duration>,
}

impl Arrival {
    /// A picture that was begun at this time ends with this page in front. Returns whether another picture is to follow at
    /// once: a page is drawn in the picture after the one in which it came to the front, and can be seen when the next one
    /// begins. What is pressed while a slow picture is drawn comes with the next one.
    pub fn sees(&mut self, place: Place, at: Duration) -> bool {
        if self.place.replace(place) != Some(place) {
            (self.was_drawn, self.seen_at) = (false, None);
        } else if self.was_drawn {
            self.seen_at.get_or_insert(at);
            return false;
        } else {
            self.was_drawn = true;
        }
        true
    }

    /// Whether a press at this time counts for nothing.
    #[must_use]
    pub fn is_fresh(&self, now: Duration) -> bool {
        self.seen_at
            .is_none_or(|at| now.saturating_sub(at) < FIRST_MOMENT)
    }
}

impl Program {
    /// The page in front.
    #[must_use]
    pub fn place(&self) -> Place {
        Place {
            screen: self.screen,
            step: (self.screen == Screen::Wizard).then_some(self.wizard.step),
            menu_page: self.menu_page,
            store: self.store(),
            asks: self.leaving.is_some(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(screen: Screen) -> Place {
        Place {
            screen,
            step: None,
            menu_page: None,
            store: Store::System,
            asks: false,
        }
    }

    const fn at(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    #[test]
    fn a_press_right_after_a_change_of_page_counts_for_nothing() {
        let mut arrival = Arrival::default();
        assert!(arrival.sees(on(Screen::Accounts), at(2000)), "to be drawn");
        assert!(arrival.sees(on(Screen::Accounts), at(2016)), "to be seen");
        assert!(!arrival.sees(on(Screen::Accounts), at(2032)));
        assert!(arrival.is_fresh(at(2032)) && arrival.is_fresh(at(2331)));
        assert!(!arrival.sees(on(Screen::Accounts), at(2200)));
        assert!(!arrival.is_fresh(at(2332)), "the same page all the time");
        let in_practice = Place {
            store: Store::Practice(1),
            ..on(Screen::Accounts)
        };
        arrival.sees(in_practice, at(3000));
        assert!(arrival.is_fresh(at(3016)), "it looks the same and is not");
    }

    #[test]
    fn a_page_that_is_drawn_slowly_is_fresh_when_it_can_be_seen() {
        let mut arrival = Arrival::default();
        arrival.sees(on(Screen::Welcome), at(1000));
        arrival.sees(on(Screen::Welcome), at(1016));
        assert!(arrival.is_fresh(at(1900)), "pressed while it was drawn");
        arrival.sees(on(Screen::Welcome), at(1900));
        assert!(arrival.is_fresh(at(2199)) && !arrival.is_fresh(at(2200)));
    }
}
