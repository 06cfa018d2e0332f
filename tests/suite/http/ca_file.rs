//! A file of certificate authorities that a person names: checked, added to what is trusted, and kept.

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use jiff::Timestamp;
use talkdesk_setup::{
    connection::AcceptedCaFile,
    diagnosis::Remedy,
    effects::{
        Effects as _, Runner,
        clipboard::Clipboard,
        http::{Network, check_ca_file},
        settings_file,
    },
    program::{Answer, CaFileMsg, Effect, Msg, Program, VerifyMsg, VerifyOutcome, WizardMsg},
    saved::{Index, Settings},
    unread::Unread,
    verification::{CaFileProblem, Cause, Failure},
};

use super::{ACCOUNT, PATIENT, TOKEN, request, runtime, tls::port};
use crate::child::helper;
use crate::{
    child::{self, Variables},
    server::{ConnectProxy, HttpServer, Leaf, PrivateCa, json},
};

const CA_FILE: &str = "TEST_CA_FILE";

fn serve(authority: &PrivateCa, names: &[&str]) -> HttpServer {
    HttpServer::tls(authority.server(names), |request| {
        if request.starts_with("POST") {
            json("200 OK", TOKEN)
        } else {
            json("200 OK", ACCOUNT)
        }
    })
}

/// Writes the authority's certificate and names the file in a variable.
fn write(
    variables: &mut Variables,
    variable: &'static str,
    authority: &PrivateCa,
) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("company.pem");
    authority.write_pem(&file);
    variables.set(variable, &file);
    folder
}

fn ca_file() -> PathBuf {
    std::env::var_os(CA_FILE).unwrap().into()
}

fn verify_at(port: &str, ca_file: Option<PathBuf>) -> Result<PathBuf, Failure> {
    verify_with(port, ca_file.map(|path| accepted(&path)))
}

/// The file as a person accepts it now; with nothing in it if it cannot be used.
fn accepted(path: &Path) -> AcceptedCaFile {
    check_ca_file(path).map_or_else(
        |_| AcceptedCaFile {
            path: path.to_owned(),
            digest: String::new(),
        },
        |file| file.accepted(),
    )
}

fn verify_with(port: &str, ca_file: Option<AcceptedCaFile>) -> Result<PathBuf, Failure> {
    let host = format!("localhost:{port}");
    let network = Network::new(ca_file).within(PATIENT);
    let proof = runtime().block_on(network.verify(&request(&host, &host), |_| ()))?;
    let tls = proof.api_connection.unwrap().connection.tls.unwrap();
    Ok(tls.trust.ca_file.unwrap_or_default())
}

/// The system's own list is in use, and knows nothing of the company's authority.
#[test]
fn row_16_an_unknown_issuer_is_trusted_once_its_ca_file_is_named() {
    child::run(
        "http::ca_file::row_16_an_unknown_issuer_is_trusted_once_its_ca_file_is_named",
        |variables| {
            let authority = PrivateCa::new("Company authority");
            let server = serve(&authority, &["localhost"]);
            variables.set("TEST_SERVER_PORT", server.port().to_string());
            (write(variables, CA_FILE, &authority), server)
        },
        || {
            let port = port().to_string();
            let unknown = verify_at(&port, None).unwrap_err().cause;
            let host = "localhost".to_owned();
            let issuer = Some("Company authority".to_owned());
            assert_eq!(unknown, Cause::UnknownIssuer { host, issuer });
            assert_eq!(verify_at(&port, Some(ca_file())).unwrap(), ca_file());
        },
        drop,
    );
}

#[test]
fn row_17_a_renewed_authority_of_the_same_name_is_trusted_once_its_ca_file_is_named() {
    child::run(
        "http::ca_file::row_17_a_renewed_authority_of_the_same_name_is_trusted_once_its_ca_file_is_named",
        |variables| {
            let old = PrivateCa::new("Company authority");
            let renewed = PrivateCa::new("Company authority");
            let server = serve(&renewed, &["localhost"]);
            variables.set("TEST_SERVER_PORT", server.port().to_string());
            let folders = [
                write(variables, "SSL_CERT_FILE", &old),
                write(variables, CA_FILE, &renewed),
            ];
            (folders, server)
        },
        || {
            let port = port().to_string();
            let refused = verify_at(&port, None).unwrap_err().cause;
            assert!(
                matches!(refused, Cause::BadCertificateSignature { .. }),
                "{refused:?}"
            );
            verify_at(&port, Some(ca_file())).unwrap();
        },
        drop,
    );
}

#[test]
fn a_ca_file_is_added_to_what_is_trusted_and_replaces_nothing() {
    child::run(
        "http::ca_file::a_ca_file_is_added_to_what_is_trusted_and_replaces_nothing",
        |variables| {
            let (first, second) = (PrivateCa::new("First"), PrivateCa::new("Second"));
            let servers = [
                serve(&first, &["localhost"]),
                serve(&second, &["localhost"]),
            ];
            let ports = servers.each_ref().map(|server| server.port().to_string());
            variables.set("TEST_SERVER_PORTS", ports.join(" "));
            let folders = [
                write(variables, "SSL_CERT_FILE", &first),
                write(variables, CA_FILE, &second),
            ];
            (folders, servers)
        },
        || {
            for port in std::env::var("TEST_SERVER_PORTS").unwrap().split(' ') {
                verify_at(port, Some(ca_file())).unwrap();
            }
        },
        drop,
    );
}

fn refused(path: &Path) -> CaFileProblem {
    let problem = check_ca_file(path).unwrap_err();
    let failure = verify_at("1", Some(path.to_owned())).unwrap_err();
    let path = path.to_str().unwrap().to_owned();
    assert_eq!(
        failure.cause,
        Cause::CaFile {
            path,
            problem: problem.clone()
        },
        "a verification says the same before anything is tried"
    );
    problem
}

#[test]
fn row_22_a_ca_file_that_cannot_be_used_is_named_with_the_certificate_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("company.pem");
    let authority = PrivateCa::new("Company authority").pem();
    let check = |content: &[u8], problem: CaFileProblem| {
        fs::write(&file, content).unwrap();
        assert_eq!(refused(&file), problem);
    };

    assert_eq!(refused(&file), CaFileProblem::Unread(Unread::Missing));
    assert_eq!(
        refused(folder.path()),
        CaFileProblem::Unread(Unread::NotAFile)
    );
    check(b"", CaFileProblem::NoCertificate);
    check(b"a certificate\n", CaFileProblem::NoCertificate);
    check(
        b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        CaFileProblem::NoCertificate,
    );
    let limit = 4 * 1024 * 1024;
    check(
        &vec![b'a'; limit + 1],
        CaFileProblem::Unread(Unread::TooLong { limit }),
    );
    let damaged = format!(
        "{authority}-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n{authority}"
    );
    check(damaged.as_bytes(), CaFileProblem::Damaged { number: 2 });
    let cut = format!("{authority}{}", &authority[..authority.len() / 2]);
    check(cut.as_bytes(), CaFileProblem::Damaged { number: 2 });
    let servers =
        PrivateCa::new("Company authority").leaf_pem(&Leaf::for_names(&["proxy.example"]));
    check(
        format!("{authority}{authority}{servers}").as_bytes(),
        CaFileProblem::NotAnAuthority {
            number: 3,
            name: "test server".to_owned(),
        },
    );
}

#[test]
fn a_ca_file_may_be_text_or_binary_and_says_whose_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("company.cer");
    let (first, second) = (PrivateCa::new("First"), PrivateCa::new("Second"));
    let check = |content: &[u8], authorities: &[&str]| {
        fs::write(&file, content).unwrap();
        let read = check_ca_file(&file).unwrap();
        assert_eq!(
            (read.path, read.authorities),
            (
                file.clone(),
                authorities.iter().map(|&name| name.to_owned()).collect()
            )
        );
    };
    check(
        format!("for all of us\n{}{}", first.pem(), second.pem()).as_bytes(),
        &["First", "Second"],
    );
    check(&first.der(), &["First"]);
}

/// What counts are the certificates, not what stands around them.
#[test]
fn another_programs_certificates_in_an_accepted_ca_file_are_not_trusted() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("company.pem");
    let [first, second, other] = ["First", "Second", "Other"].map(PrivateCa::new);
    let write = |content: String| fs::write(&file, content).unwrap();
    write(first.pem() + &second.pem());
    let both = accepted(&file);
    assert_eq!(both.digest.len(), 64);
    write(format!("renewed\n{}\n{}", second.pem(), first.pem()));
    assert_eq!(accepted(&file), both);
    fs::write(&file, first.der()).unwrap();
    let one = accepted(&file);
    write(first.pem());
    assert_eq!(accepted(&file), one);

    for changed in [first.pem() + &other.pem(), first.pem(), other.pem()] {
        write(changed);
        let now = check_ca_file(&file).unwrap();
        let failure = verify_with("1", Some(both.clone())).unwrap_err();
        assert_eq!(failure.cause.changed_ca_file(), Some(&now));
    }
}

#[test]
fn a_ca_file_that_others_may_write_to_is_told() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("company.pem");
    PrivateCa::new("Company authority").write_pem(&file);
    for (mode, told) in [(0o644, false), (0o664, true), (0o646, true), (0o600, false)] {
        fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
        assert_eq!(
            check_ca_file(&file).unwrap().others_may_write,
            told,
            "{mode:o}"
        );
    }
}

/// A person's window without its pictures: what is asked of the world is done.
struct Person {
    program: Program,
    runner: Runner,
}

impl Person {
    fn start(folder: &Path) -> Self {
        let settings = settings_file::read(folder).unwrap();
        let runner = Runner::new(folder.to_owned(), Clipboard::start(), helper(), || ())
            .unwrap()
            .with_ca_file(settings.ca_file.clone());
        let program = Program::new(Index::default(), None).with_settings(settings);
        Self { program, runner }
    }

    fn send(&mut self, msg: Msg) {
        for effect in self.program.update(msg, Timestamp::now()) {
            // Only the way to Talkdesk is of interest here, not the keychain of whoever runs the tests.
            if !matches!(
                effect,
                Effect::DescribeKeychain { .. } | Effect::FindAccounts
            ) {
                self.runner.run(effect);
            }
        }
    }

    fn wait_until(&mut self, what: &str, reached: impl Fn(&Program) -> bool) {
        let began = Instant::now();
        while !reached(&self.program) {
            assert!(began.elapsed() < Duration::from_secs(40), "never: {what}");
            for msg in self.runner.answers() {
                self.send(msg);
            }
            std::thread::yield_now();
        }
    }

    fn verify(&mut self) -> &VerifyOutcome {
        self.send(Msg::SetUpAccount);
        "acme".clone_into(&mut self.program.wizard.account.input);
        self.send(Msg::Wizard(WizardMsg::Continue));
        let what = &mut self.program.wizard.guide.what;
        what.choose(Answer::NothingYet, true);
        self.send(Msg::Wizard(WizardMsg::Continue));
        let form = &mut self.program.wizard.credentials;
        "0123456789abcdef0123456789abcdef".clone_into(&mut form.client_id);
        assert!(form.client_secret.push_str("s3cr3t-of-many-letters"));
        self.send(Msg::Wizard(WizardMsg::Continue));
        self.outcome()
    }

    fn outcome(&mut self) -> &VerifyOutcome {
        self.wait_until("an outcome", |program| {
            program.wizard.verify.outcome.is_some()
        });
        self.program.wizard.verify.outcome.as_ref().unwrap()
    }
}

#[test]
fn row_16_a_ca_file_named_in_the_window_is_checked_trusted_and_kept_for_next_time() {
    child::run(
        "http::ca_file::row_16_a_ca_file_named_in_the_window_is_checked_trusted_and_kept_for_next_time",
        |variables| {
            let authority = PrivateCa::new("Company authority");
            let server = serve(&authority, &["acme.talkdeskid.com", "api.talkdeskapp.com"]);
            let proxy = ConnectProxy::leading([
                ("acme.talkdeskid.com:443", server.port()),
                ("api.talkdeskapp.com:443", server.port()),
            ]);
            variables.set("HTTPS_PROXY", proxy.address());
            (write(variables, CA_FILE, &authority), server, proxy)
        },
        || {
            let home = tempfile::tempdir().unwrap();
            let mut person = Person::start(home.path());
            let VerifyOutcome::Failed(problem) = person.verify() else {
                panic!("not trusted yet")
            };
            assert_eq!(problem.remedies[0], Remedy::ChooseCaFile);

            let empty = home.path().join("empty.pem");
            fs::write(&empty, "").unwrap();
            person.program.ca_file.path = empty.to_str().unwrap().to_owned();
            person.send(Msg::CaFile(CaFileMsg::Name));
            person.wait_until("an answer", |program| !program.ca_file.checking);
            let sentence = person.program.ca_file.problem().unwrap();
            assert_eq!(
                sentence,
                format!("The CA file {} holds no certificate.", empty.display())
            );
            assert_eq!(person.program.settings.ca_file, None);

            person.program.ca_file.path = ca_file().to_str().unwrap().to_owned();
            person.send(Msg::CaFile(CaFileMsg::Name));
            person.wait_until("an answer", |program| !program.ca_file.checking);
            let good = person.program.ca_file.good().unwrap();
            assert_eq!(good.authorities, ["Company authority"]);
            let VerifyOutcome::Failed(problem) = person.outcome() else {
                panic!("nothing is tried unasked")
            };
            assert_eq!(problem.remedies[0], Remedy::TryAgain);
            person.send(Msg::Verify(VerifyMsg::Remedy(Remedy::TryAgain)));
            assert!(matches!(person.outcome(), VerifyOutcome::Proven { .. }));

            let mut next = Person::start(home.path());
            assert!(matches!(next.verify(), VerifyOutcome::Proven { .. }));

            // Another program puts its own authority beside it.
            let company = fs::read_to_string(ca_file()).unwrap();
            fs::write(ca_file(), PrivateCa::new("Intruder").pem() + &company).unwrap();
            let mut next = Person::start(home.path());
            next.send(Msg::Started);
            next.wait_until("a question", |program| program.ca_file.changed.is_some());
            let notice = next.program.notice.clone().unwrap();
            assert!(
                notice.contains("It now holds: Intruder; Company authority."),
                "{notice}"
            );
            let VerifyOutcome::Failed(problem) = next.verify() else {
                panic!("it was not accepted")
            };
            assert_eq!(problem.remedies[0], Remedy::AcceptCaFile);
            next.send(Msg::Verify(VerifyMsg::Remedy(Remedy::AcceptCaFile)));
            assert!(matches!(next.outcome(), VerifyOutcome::Proven { .. }));
            assert_eq!(next.program.ca_file.changed, None);
        },
        drop,
    );
}

#[test]
fn row_22_a_kept_ca_file_that_is_gone_is_named_at_the_start_and_can_be_done_without() {
    child::run(
        "http::ca_file::row_22_a_kept_ca_file_that_is_gone_is_named_at_the_start_and_can_be_done_without",
        |variables| {
            let authority = PrivateCa::new("Company authority");
            let server = serve(&authority, &["acme.talkdeskid.com", "api.talkdeskapp.com"]);
            let proxy = ConnectProxy::leading([
                ("acme.talkdeskid.com:443", server.port()),
                ("api.talkdeskapp.com:443", server.port()),
            ]);
            variables.set("HTTPS_PROXY", proxy.address());
            (write(variables, "SSL_CERT_FILE", &authority), server, proxy)
        },
        || {
            let home = tempfile::tempdir().unwrap();
            let gone = home.path().join("gone.pem");
            let settings = Settings {
                ca_file: Some(accepted(&gone)),
                ..Settings::default()
            };
            settings_file::write(home.path(), &settings).unwrap();

            let mut person = Person::start(home.path());
            person.send(Msg::Started);
            person.wait_until("an answer", |program| program.ca_file.checked.is_some());
            let sentence = person.program.ca_file.problem().unwrap();
            assert_eq!(sentence, sentence_of(&gone));
            assert!(person.program.ca_file.open, "the page shows it");
            let VerifyOutcome::Failed(problem) = person.verify() else {
                panic!("nothing is tried with a list that cannot be read")
            };
            assert_eq!(problem.what_happened, sentence_of(&gone));
            person.send(Msg::Verify(VerifyMsg::Remedy(Remedy::TryWithoutCaFile)));
            assert!(matches!(person.outcome(), VerifyOutcome::Proven { .. }));
            let kept = settings_file::read(home.path()).unwrap();
            assert_eq!(kept.ca_file, None);
        },
        drop,
    );
}

fn sentence_of(gone: &Path) -> String {
    format!("The CA file {} does not exist.", gone.display())
}
