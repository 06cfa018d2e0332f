//! A host that a person typed for region "Other".

/// Scheme, name and port of a host: `https`, or plain `http` where the host is a loopback one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Host {
    plain_http: bool,
    name: String,
    port: Option<u16>,
}

/// Why a text names no usable host. `Display` is the sentence for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostError {
    /// Nothing was entered.
    Empty,
}

impl Host {
    /// Reads `name`, `name:port` or an address whose path is ignored. `http://` is taken for loopback hosts only
    /// (`localhost`, `*.localhost` (RFC 6761 section 6.3), `127.0.0.0/8`, `[::1]`).
    ///
    /// # Errors
    /// When there is no host, it is not ASCII, it has a user part, or plain HTTP is asked of another computer.
    pub fn parse(text: &str) -> Result<Self, HostError> {
        let _ = text;
        todo!()
    }

    /// `https://name` or `http://name:port`, without a slash at the end.
    #[must_use]
    pub fn origin(&self) -> String {
        todo!()
    }

    /// The host's name without scheme and port.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether requests go in plain text, which only loopback hosts may ask for.
    #[must_use]
    pub fn is_plain_http(&self) -> bool {
        self.plain_http
    }

    /// The port that a connection is made to: the one given, else 443 or 80.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port.unwrap_or(if self.plain_http { 80 } else { 443 })
    }
}
