//! The list of authorities that this computer trusts. Each test runs in a child process.

use std::{os::unix::fs::symlink, path::Path};

use talkdesk_setup::{
    diagnosis::{Remedy, explain},
    unread::Unread,
    verification::{Cause, TrustFileProblem},
};

use super::{
    ACCOUNT, TOKEN, reads, request,
    tls::{PORT, port},
    verify,
};
use crate::{
    child,
    server::{HttpServer, PrivateCa, json},
};

fn check_trust_file(name: &'static str, make: impl FnOnce(&Path), problem: TrustFileProblem) {
    const FILE: &str = "SSL_CERT_FILE";
    child::run(
        name,
        |variables| {
            let folder = tempfile::tempdir().unwrap();
            let file = folder.path().join("authority.pem");
            make(&file);
            variables.set(FILE, &file);
            // Were the folder used instead of the file, the connection would be tried.
            variables.set("SSL_CERT_DIR", "/etc/ssl/certs");
            let server = crate::server::silent();
            variables.set(PORT, server.port().to_string());
            (folder, server)
        },
        || {
            let path = std::env::var(FILE).unwrap();
            let host = format!("localhost:{}", port());
            let request = request(&host, &host);
            let (result, stages) = verify(&request);
            let failure = result.unwrap_err();
            reads(
                &explain(&failure, &request.target()),
                &format!("The setting SSL_CERT_FILE names {path}, which "),
                "Your client ID and secret were not sent",
                "or remove SSL_CERT_FILE and start this program again.",
                Remedy::TryAgain,
            );
            assert_eq!(
                failure.cause,
                Cause::TrustFile {
                    variable: FILE,
                    path,
                    problem
                }
            );
            assert_eq!(stages, []);
        },
        |(_folder, server)| assert_eq!(server.accepted(), 0),
    );
}

#[test]
fn row_21_a_missing_trust_file_is_named_before_anything_is_tried() {
    check_trust_file(
        "http::trust::row_21_a_missing_trust_file_is_named_before_anything_is_tried",
        |_| (),
        TrustFileProblem::Unread(Unread::Missing),
    );
}

#[test]
fn row_21_an_empty_trust_file_is_named_before_anything_is_tried() {
    check_trust_file(
        "http::trust::row_21_an_empty_trust_file_is_named_before_anything_is_tried",
        |file| std::fs::write(file, "").unwrap(),
        TrustFileProblem::NoCertificate,
    );
}

#[test]
fn row_21_a_trust_file_that_is_a_folder_is_named_before_anything_is_tried() {
    check_trust_file(
        "http::trust::row_21_a_trust_file_that_is_a_folder_is_named_before_anything_is_tried",
        |file| std::fs::create_dir(file).unwrap(),
        TrustFileProblem::Unread(Unread::NotAFile),
    );
}

#[test]
fn a_computer_without_any_authority_is_named_and_can_still_practice() {
    child::run(
        "http::trust::a_computer_without_any_authority_is_named_and_can_still_practice",
        |variables| {
            let empty = tempfile::tempdir().unwrap();
            variables.set("SSL_CERT_DIR", empty.path());
            empty
        },
        || {
            let (result, _) = verify(&request("localhost:1", "localhost:1"));
            assert_eq!(result.unwrap_err().cause, Cause::NoTrustStore);
            let server = super::talkdesk();
            verify(&super::plain_request(server.port())).0.unwrap();
        },
        drop,
    );
}

/// As `openssl rehash` leaves it, with what else may lie in a folder.
#[test]
fn a_folder_of_authorities_is_read_past_what_is_no_file() {
    child::run(
        "http::trust::a_folder_of_authorities_is_read_past_what_is_no_file",
        |variables| {
            let authority = PrivateCa::new("Company authority");
            let server = HttpServer::tls(authority.server(&["localhost"]), |request| {
                if request.starts_with("POST") {
                    json("200 OK", TOKEN)
                } else {
                    json("200 OK", ACCOUNT)
                }
            });
            variables.set(PORT, server.port().to_string());
            let folder = tempfile::tempdir().unwrap();
            let inside = |name: &str| folder.path().join(name);
            crate::stopped_drive::pipe(&inside("0"));
            symlink("/dev/zero", inside("1")).unwrap();
            symlink("nowhere", inside("2")).unwrap();
            std::fs::create_dir(inside("3")).unwrap();
            authority.write_pem(&inside("company.pem"));
            symlink("company.pem", inside("0a1b2c3d.0")).unwrap();
            let missing = folder.path().join("missing");
            let folders = std::env::join_paths([&missing, folder.path()]).unwrap();
            variables.set("SSL_CERT_DIR", folders);
            (folder, server)
        },
        || {
            let host = format!("localhost:{}", port());
            verify(&request(&host, &host)).0.unwrap();
        },
        drop,
    );
}

#[test]
fn a_folder_of_authorities_that_is_missing_is_named() {
    const FOLDER: &str = "SSL_CERT_DIR";
    child::run(
        "http::trust::a_folder_of_authorities_that_is_missing_is_named",
        |variables| variables.set(FOLDER, "/nowhere/certs"),
        || {
            let (result, _) = verify(&request("localhost:1", "localhost:1"));
            let missing = Cause::TrustFile {
                variable: FOLDER,
                path: "/nowhere/certs".to_owned(),
                problem: TrustFileProblem::Unread(Unread::Missing),
            };
            assert_eq!(result.unwrap_err().cause, missing);
        },
        drop,
    );
}
