//! The practice account, over real sockets, with bytes on the wire as literals.

mod account;
mod admin;
mod browser;
mod hosts;
mod token;
pub(crate) mod wire;

use std::{
    io::{ErrorKind, Read as _},
    net::TcpStream,
    time::Duration,
};

use talkdesk_setup::practice::Practice;

#[test]
fn its_addresses_name_the_account_and_the_port() {
    let practice = Practice::start().unwrap();
    let port = practice.address().port();

    assert!(practice.address().ip().is_loopback());
    assert_eq!(
        practice.admin_address("Acme"),
        format!("http://127.0.0.1:{port}/admin/acme")
    );
    assert_eq!(
        practice.token_host("Acme"),
        format!("http://acme.localhost:{port}")
    );
    assert_eq!(practice.api_host(), format!("http://api.localhost:{port}"));
}

#[test]
fn dropping_it_ends_open_connections_and_frees_the_port() {
    let practice = Practice::start().unwrap();
    let address = practice.address();
    let mut idle = TcpStream::connect(address).unwrap();
    let limit = Some(Duration::from_secs(20));
    idle.set_read_timeout(limit).unwrap();
    wire::get(&practice, "localhost", "/");

    drop(practice);

    let end = idle.read(&mut [0]).map_err(|error| error.kind());
    assert!(
        [Ok(0), Err(ErrorKind::ConnectionReset)].contains(&end),
        "{end:?}"
    );
    assert!(TcpStream::connect(address).is_err());
}
