//! Keyboard and mouse.

use std::{thread, time::Duration};

use super::{Widget, Window};

impl Window<'_> {
    /// Gives a field the focus and types into it by keyboard.
    pub(in crate::desktop) fn type_into(&self, role: &str, name: &str, text: &str) -> &Self {
        self.take_keyboard();
        self.wait_for(role, name).focus();
        self.wait(&format!("the focus on {name}"), |widget| {
            widget.role == role && widget.name == name && widget.has_focus()
        });
        self.desktop
            .run("xdotool", &["type", "--delay", "4", "--", text]);
        self
    }

    /// Types what the widget with the focus takes.
    pub(in crate::desktop) fn typed(&self, text: &str) -> &Self {
        self.desktop
            .run("xdotool", &["type", "--delay", "4", "--", text]);
        self
    }

    /// Waits until a widget of this role and name has the focus.
    pub(in crate::desktop) fn wait_for_focus(&self, role: &str, name: &str) -> &Self {
        self.wait(&format!("the focus on the {role} {name}"), |widget| {
            widget.role == role && widget.name == name && widget.has_focus()
        });
        self
    }

    /// Goes forward by the Tab key, widget after widget, until this one has the focus.
    pub(in crate::desktop) fn tab_to(&self, role: &str, name: &str) -> &Self {
        self.wait_for(role, name);
        let mut passed: Vec<Widget> = Vec::new();
        loop {
            let before = self.focused();
            if let Some(widget) = &before {
                if widget.role == role && widget.name == name {
                    return self;
                }
                let again = passed.iter().any(|one| one.is(widget));
                let way: Vec<String> = passed.iter().map(ToString::to_string).collect();
                assert!(
                    !again,
                    "Tab does not reach the {role} \"{name}\", but\n{}",
                    way.join("\n")
                );
                passed.push(widget.clone());
            }
            self.key("Tab");
            self.wait("the focus somewhere else", |widget| {
                widget.has_focus() && before.as_ref().is_none_or(|before| !before.is(widget))
            });
        }
    }

    fn focused(&self) -> Option<Widget> {
        let mut widgets = self.desktop.bus.widgets().into_iter();
        widgets.find(|widget| widget.role != "window" && widget.has_focus())
    }

    /// Chooses an entry of the menu.
    pub(in crate::desktop) fn choose(&self, entry: &str) -> &Self {
        self.press("Menu").wait_for("menu item", entry).press();
        self
    }

    /// Presses the mouse's first button twice within a tenth of a second.
    pub(in crate::desktop) fn double_click(&self, role: &str, name: &str) -> &Self {
        let (x, y) = self.place_to_press(role, name);
        let (x, y) = (x.to_string(), y.to_string());
        self.take_keyboard();
        self.desktop
            .run("xdotool", &["mousemove", "--sync", &x, &y]);
        self.desktop
            .run("xdotool", &["click", "--repeat", "2", "--delay", "80", "1"]);
        self
    }

    /// The middle of a widget, once a press there counts: one soon after its page came is taken as meant for another.
    fn place_to_press(&self, role: &str, name: &str) -> (i32, i32) {
        const SURELY_SEEN: Duration = Duration::from_millis(500);
        let widget = self.wait_for(role, name);
        thread::sleep(SURELY_SEEN);
        widget.center()
    }

    pub(in crate::desktop) fn key(&self, key: &str) -> &Self {
        self.desktop.run("xdotool", &["key", key]);
        self
    }

    /// Presses a mouse button in the middle of a widget.
    pub(in crate::desktop) fn click(&self, role: &str, name: &str, button: u8) -> &Self {
        let (x, y) = self.place_to_press(role, name);
        let (x, y, button) = (x.to_string(), y.to_string(), button.to_string());
        self.take_keyboard();
        self.desktop.run(
            "xdotool",
            &["mousemove", "--sync", &x, &y, "click", &button],
        );
        self
    }

    /// Gives the window the display's keyboard, as a window manager would.
    pub(in crate::desktop) fn take_keyboard(&self) {
        self.desktop.run(
            "xdotool",
            &[
                "search",
                "--sync",
                "--onlyvisible",
                "--name",
                "^Talkdesk setup$",
                "windowfocus",
            ],
        );
    }
}
