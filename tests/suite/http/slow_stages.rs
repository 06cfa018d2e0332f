//! A delay at one stage moves the row of that stage and no other. The times are those of the connection that does the
//! work.

use std::{
    path::Path,
    process::Command,
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use talkdesk_setup::verification::{Stage, VerifyRequest};

use super::{ACCOUNT, PATIENT, TOKEN, exchange, request, tls::port};
use crate::{
    child::{self, Variables},
    server::{HttpServer, PrivateCa, json},
};

/// Longer than any stage takes on a busy computer when nothing delays it.
const PAUSE: Duration = Duration::from_secs(3);

const LIBRARY: &str = "slow_lookup.so";

/// A server that waits before one of its stages, and a lookup that waits if that is asked for.
fn world(variables: &mut Variables, slow: Stage) -> (tempfile::TempDir, HttpServer) {
    let wait = move |at: Stage| {
        if at == slow {
            std::thread::sleep(PAUSE);
        }
    };
    let folder = tempfile::tempdir().unwrap();
    compile_slow_lookup(folder.path());
    variables.set("LD_PRELOAD", folder.path().join(LIBRARY));
    let pause = if slow == Stage::NameLookup {
        PAUSE
    } else {
        Duration::ZERO
    };
    variables.set("SLOW_LOOKUP_MILLISECONDS", pause.as_millis().to_string());

    let authority = PrivateCa::new("Test authority");
    let file = folder.path().join("authority.pem");
    authority.write_pem(&file);
    variables.set("SSL_CERT_FILE", &file);
    let is_first = AtomicBool::new(true);
    let server = HttpServer::tls_after(
        authority.server(&["slow.example", "localhost"]),
        move || {
            // The second connection is the API host's.
            if is_first.swap(false, Ordering::SeqCst) {
                wait(Stage::SecureConnection);
            }
        },
        move |request| {
            if request.starts_with("POST") {
                wait(Stage::Token);
                return json("200 OK", TOKEN);
            }
            wait(Stage::FirstApiCall);
            json("200 OK", ACCOUNT)
        },
    );
    variables.set("TEST_SERVER_PORT", server.port().to_string());
    (folder, server)
}

fn compile_slow_lookup(folder: &Path) {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/server/slow_lookup.c");
    let status = Command::new("cc")
        .args(["-D_GNU_SOURCE", "-shared", "-fPIC", "-o"])
        .arg(folder.join(LIBRARY))
        .arg(source)
        .arg("-ldl")
        .status()
        .unwrap();
    assert!(status.success(), "cc makes a library");
}

/// The API host is another name for the same server, so that its own lookup and connection do not count twice.
fn slow_request() -> VerifyRequest {
    request(
        &format!("slow.example:{}", port()),
        &format!("localhost:{}", port()),
    )
}

fn check(name: &'static str, slow: Stage) {
    child::run(
        name,
        |variables| world(variables, slow),
        || {
            let (result, stages) = exchange(&slow_request(), PATIENT);
            let proof = result.unwrap();
            let mut took: Vec<(Stage, Duration)> = stages
                .iter()
                .map(|done| (done.stage(), done.took))
                .collect();
            took.push((Stage::FirstApiCall, proof.api_took));
            let moved: Vec<Stage> = took
                .iter()
                .filter(|(_, took)| *took >= PAUSE)
                .map(|(stage, _)| *stage)
                .collect();
            assert_eq!(took.len(), 4, "{took:?}");
            assert_eq!(moved, [slow], "{took:?}");
        },
        drop,
    );
}

#[test]
fn a_slow_name_lookup_moves_its_own_row_only() {
    check(
        "http::slow_stages::a_slow_name_lookup_moves_its_own_row_only",
        Stage::NameLookup,
    );
}

#[test]
fn a_slow_handshake_moves_the_row_of_the_secure_connection_only() {
    check(
        "http::slow_stages::a_slow_handshake_moves_the_row_of_the_secure_connection_only",
        Stage::SecureConnection,
    );
}

#[test]
fn a_slow_token_moves_its_own_row_only() {
    check(
        "http::slow_stages::a_slow_token_moves_its_own_row_only",
        Stage::Token,
    );
}

#[test]
fn a_slow_answer_of_the_api_moves_the_row_of_the_first_api_call_only() {
    check(
        "http::slow_stages::a_slow_answer_of_the_api_moves_the_row_of_the_first_api_call_only",
        Stage::FirstApiCall,
    );
}
