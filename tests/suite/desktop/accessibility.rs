//! What a screen reader sees: the accessibility bus (AT-SPI 2), as far as these tests need it.

use std::{
    collections::{BTreeMap, HashMap},
    fmt,
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

use zbus::{
    MatchRule,
    blocking::{Connection, MessageIterator, Proxy},
    message::Type,
    zvariant::{OwnedObjectPath, Value},
};

const ACCESSIBLE: &str = "org.a11y.atspi.Accessible";

/// Of `AtspiStateType`.
const STATE_CHECKED: u32 = 4;
const STATE_FOCUSED: u32 = 12;

/// The states that a screen reader speaks of, by their places in `AtspiStateType`.
const SAID_STATES: [(u32, &str); 8] = [
    (STATE_CHECKED, "checked"),
    (STATE_FOCUSED, "focused"),
    (9, "expandable"),
    (10, "expanded"),
    (16, "modal"),
    (20, "pressed"),
    (36, "wrong"),
    (43, "read only"),
];

/// The attributes that matter to a screen reader.
const SAID_ATTRIBUTES: [&str; 4] = ["container-live", "level", "live", "placeholder-text"];

/// The accessibility bus of a session.
pub(super) struct AccessibilityBus(Connection);

/// A widget, as assistive technology knows it.
#[derive(Clone)]
pub(super) struct Widget {
    bus: Connection,
    destination: String,
    path: OwnedObjectPath,
    pub(super) role: &'static str,
    pub(super) name: String,
    depth: usize,
}

impl AccessibilityBus {
    /// Switches assistive technology on in the session, as a screen reader does, and connects to its bus.
    pub(super) fn switch_on(session_bus: &str) -> Self {
        let session = connect(session_bus);
        let status =
            Proxy::new(&session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Status").unwrap();
        for property in ["IsEnabled", "ScreenReaderEnabled"] {
            status.set_property(property, true).unwrap();
        }
        let bus = Proxy::new(&session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus").unwrap();
        let address: String = bus.call("GetAddress", &()).unwrap();
        Self(connect(&address))
    }

    /// Notes what a screen reader is given to say from now on.
    pub(super) fn listen(&self) -> Announcements {
        let registry = Proxy::new(
            &self.0,
            "org.a11y.atspi.Registry",
            "/org/a11y/atspi/registry",
            "org.a11y.atspi.Registry",
        )
        .unwrap();
        let () = registry
            .call(
                "RegisterEvent",
                &("object:announcement", Vec::<String>::new(), ""),
            )
            .unwrap();
        let rule = MatchRule::builder()
            .msg_type(Type::Signal)
            .interface("org.a11y.atspi.Event.Object")
            .unwrap()
            .member("Announcement")
            .unwrap()
            .build();
        let signals = MessageIterator::for_match_rule(rule, &self.0, None).unwrap();
        let said = Arc::new(Mutex::new(Vec::new()));
        let heard = said.clone();
        thread::spawn(move || {
            for signal in signals {
                let Ok(signal) = signal else { return };
                let body = signal.body();
                let (_, _, _, text, _): (&str, i32, i32, Value<'_>, HashMap<&str, Value<'_>>) =
                    body.deserialize().unwrap();
                let text = String::try_from(text).unwrap();
                heard.lock().unwrap().push(text);
            }
        });
        Announcements(said)
    }

    /// Every widget of every program, parents before their children. A widget that goes away meanwhile is left out.
    pub(super) fn widgets(&self) -> Vec<Widget> {
        let root = Widget {
            bus: self.0.clone(),
            destination: "org.a11y.atspi.Registry".to_owned(),
            path: OwnedObjectPath::try_from("/org/a11y/atspi/accessible/root").unwrap(),
            role: "registry",
            name: String::new(),
            depth: 0,
        };
        let mut found = Vec::new();
        root.collect(&mut found);
        found
    }
}

/// What was to be said, in its order.
pub(super) struct Announcements(Arc<Mutex<Vec<String>>>);

impl Announcements {
    pub(super) fn so_far(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }
}

impl Widget {
    /// Presses a button, chooses a radio button, ticks a box.
    pub(super) fn press(&self) {
        let pressed: bool = self
            .proxy("org.a11y.atspi.Action")
            .call("DoAction", &(0_i32,))
            .unwrap();
        assert!(pressed, "{self} takes no press");
    }

    /// Gives it the keyboard's focus.
    pub(super) fn focus(&self) {
        let focused: bool = self
            .proxy("org.a11y.atspi.Component")
            .call("GrabFocus", &())
            .unwrap();
        assert!(focused, "{self} takes no focus");
    }

    /// Whether it has the keyboard's focus.
    pub(super) fn has_focus(&self) -> bool {
        self.has_state(STATE_FOCUSED)
    }

    /// Whether a box is ticked.
    pub(super) fn is_checked(&self) -> bool {
        self.has_state(STATE_CHECKED)
    }

    fn has_state(&self, state: u32) -> bool {
        let states: Vec<u32> = self
            .proxy(ACCESSIBLE)
            .call("GetState", &())
            .unwrap_or_default();
        states
            .first()
            .is_some_and(|states| states & (1 << state) != 0)
    }

    /// Its middle on the screen, in pixels.
    pub(super) fn center(&self) -> (i32, i32) {
        let (x, y, width, height) = self.extents();
        (x + width / 2, y + height / 2)
    }

    /// Its width and height in pixels.
    pub(super) fn size(&self) -> (i32, i32) {
        let (_, _, width, height) = self.extents();
        (width, height)
    }

    fn extents(&self) -> (i32, i32, i32, i32) {
        self.proxy("org.a11y.atspi.Component")
            .call("GetExtents", &(0_u32,))
            .unwrap()
    }

    /// What describes it beside its name.
    pub(super) fn description(&self) -> String {
        let accessible = self.proxy(ACCESSIBLE);
        accessible.get_property("Description").unwrap_or_default()
    }

    /// The text in it.
    pub(super) fn text(&self) -> String {
        self.proxy("org.a11y.atspi.Text")
            .call("GetText", &(0_i32, -1_i32))
            .unwrap_or_default()
    }

    /// Everything of it that can be read aloud: name, description, text, value.
    pub(super) fn words(&self) -> String {
        let (description, text) = (self.description(), self.text());
        let attributes: HashMap<String, String> = self
            .proxy(ACCESSIBLE)
            .call("GetAttributes", &())
            .unwrap_or_default();
        let value: f64 = self
            .proxy("org.a11y.atspi.Value")
            .get_property("CurrentValue")
            .unwrap_or_default();
        format!("{self}|{description}|{text}|{value}|{attributes:?}")
    }

    /// What a screen reader is told of it, in one line: role, name, description, states, and attributes such as the level of
    /// a heading or that it speaks up when it changes.
    pub(super) fn said(&self) -> String {
        let accessible = self.proxy(ACCESSIBLE);
        let description = self.description();
        let attributes: BTreeMap<String, String> =
            accessible.call("GetAttributes", &()).unwrap_or_default();
        let states: Vec<u32> = accessible.call("GetState", &()).unwrap_or_default();
        let states = u64::from(*states.first().unwrap_or(&0))
            | u64::from(*states.get(1).unwrap_or(&0)) << 32;
        let indent = 2 * self.depth.saturating_sub(2);
        let described = Some(description).filter(|text| !text.is_empty());
        let states = SAID_STATES
            .into_iter()
            .filter(|(bit, _)| states & (1 << bit) != 0)
            .map(|(_, state)| state.to_owned());
        let attributes = attributes
            .iter()
            .filter(|(name, _)| SAID_ATTRIBUTES.contains(&name.as_str()))
            .map(|(name, value)| format!("{name} {value}"));
        let first = format!("{:indent$}{} \"{}\"", "", self.role, self.name);
        let rest = described.map(|text| format!("({text})")).into_iter();
        let all: Vec<String> = std::iter::once(first)
            .chain(rest)
            .chain(states)
            .chain(attributes)
            .collect();
        all.join(", ")
    }

    /// Whether the other is this widget.
    pub(super) fn is(&self, other: &Self) -> bool {
        self.destination == other.destination && self.path == other.path
    }

    fn collect(&self, found: &mut Vec<Self>) {
        let children: Result<Vec<(String, OwnedObjectPath)>, _> =
            self.proxy(ACCESSIBLE).call("GetChildren", &());
        for (destination, path) in children.unwrap_or_default() {
            let mut child = Self {
                destination,
                path,
                depth: self.depth + 1,
                ..self.clone()
            };
            let proxy = child.proxy(ACCESSIBLE);
            let (Ok(role), Ok(name)) = (
                proxy.call::<_, _, u32>("GetRole", &()),
                proxy.get_property("Name"),
            ) else {
                continue;
            };
            (child.role, child.name) = (role_name(role), name);
            found.push(child.clone());
            child.collect(found);
        }
    }

    fn proxy(&self, interface: &'static str) -> Proxy<'static> {
        zbus::blocking::proxy::Builder::new(&self.bus)
            .destination(self.destination.clone())
            .unwrap()
            .path(self.path.clone())
            .unwrap()
            .interface(interface)
            .unwrap()
            .cache_properties(zbus::proxy::CacheProperties::No)
            .build()
            .unwrap()
    }
}

impl fmt::Display for Widget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:indent$}{} \"{}\"",
            "",
            self.role,
            self.name,
            indent = 2 * self.depth
        )
    }
}

/// A call without an answer is given up, since a program that is just starting or ending may never answer.
fn connect(address: &str) -> Connection {
    let connection = zbus::connection::Builder::address(address)
        .unwrap()
        .method_timeout(Duration::from_secs(3))
        .build();
    zbus::block_on(connection).unwrap().into()
}

/// The roles of `AtspiRole` that these tests meet.
fn role_name(role: u32) -> &'static str {
    match role {
        7 => "check box",
        11 => "combo box",
        23 => "window",
        27 => "image",
        29 => "label",
        31 => "list",
        32 => "list item",
        33 => "menu",
        35 => "menu item",
        39 => "group",
        40 => "password field",
        42 => "progress bar",
        43 => "button",
        44 => "radio button",
        48 => "scroll bar",
        50 => "separator",
        61 => "entry",
        75 => "program",
        79 => "text field",
        83 => "heading",
        88 => "link",
        _ => "something else",
    }
}
