//! Whom this computer trusts, and a witness of each TLS handshake.

use std::{
    env, fmt,
    path::{Path, PathBuf},
    sync::Arc,
};

use rustls::{
    ClientConfig, ConfigBuilder, DigitallySignedStruct, NamedGroup, RootCertStore, SignatureScheme,
    WantsVerifier,
    client::{
        ClientSessionStore, Resumption, Tls12ClientSessionValue, Tls13ClientSessionValue,
        WebPkiServerVerifier,
        danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    },
    crypto::aws_lc_rs::default_provider,
    pki_types::{CertificateDer, ServerName, UnixTime, pem::PemObject as _},
};
use rustls_platform_verifier::Verifier;
use tokio::{sync::OnceCell, task::spawn_blocking};

use super::{
    ca_file::{self, MAX_FILE},
    cert_dir, certificate,
    stages::Stages,
};
use crate::{
    connection::{AcceptedCaFile, TrustSource},
    effects::bounded_file,
    foreign_text,
    unread::Unread,
    verification::{Cause, TrustFileProblem},
};

const CERT_FILE: &str = "SSL_CERT_FILE";
const CERT_DIR: &str = "SSL_CERT_DIR";

type Judge = Arc<dyn ServerCertVerifier>;

/// The system's certificate authorities and the person's, read at most once for a verification.
pub(super) struct Trust {
    source: TrustSource,
    ca_file: Option<AcceptedCaFile>,
    judge: OnceCell<Result<Judge, Cause>>,
}

impl Trust {
    /// What the environment names, and the person's file beside it.
    pub(super) fn new(ca_file: Option<AcceptedCaFile>) -> Self {
        Self {
            source: TrustSource {
                ca_file: ca_file.as_ref().map(|file| file.path.clone()),
                ..from_environment()
            },
            ca_file,
            judge: OnceCell::new(),
        }
    }

    pub(super) fn source(&self) -> &TrustSource {
        &self.source
    }

    /// Reads the lists and says whether they can be used. Blocks for seconds where a drive does not answer.
    ///
    /// # Errors
    /// As [`Trust::tls`].
    pub(super) fn check(&self) -> Result<(), Cause> {
        load(&self.source, self.ca_file.as_ref()).map(|_| ())
    }

    /// The client's side of TLS 1.2 and later, which tells `stages` of its handshakes and remembers no session. The lists
    /// are read on a thread for what blocks, if that was not done yet.
    ///
    /// # Errors
    /// When there is no usable list of certificate authorities.
    pub(super) async fn tls(&self, stages: &Arc<Stages>) -> Result<ClientConfig, Cause> {
        let read = async || {
            let (source, ca_file) = (self.source.clone(), self.ca_file.clone());
            // The thread fails to answer only where the program ends.
            let judge = spawn_blocking(move || load(&source, ca_file.as_ref())).await;
            judge.unwrap_or(Err(Cause::NoTrustStore))
        };
        let judge = self.judge.get_or_init(read).await.clone()?;
        let mut config = builder()?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(Witness {
                judge,
                stages: Arc::clone(stages),
            }))
            .with_no_client_auth();
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        config.resumption = Resumption::store(Arc::new(Forgetful(Arc::clone(stages))));
        Ok(config)
    }

    /// For a way without TLS: no list is read, and a computer that has none can still be used.
    ///
    /// # Errors
    /// None that a person can meet.
    pub(super) fn nobody() -> Result<ClientConfig, Cause> {
        Ok(builder()?
            .with_root_certificates(RootCertStore::empty())
            .with_no_client_auth())
    }
}

fn builder() -> Result<ConfigBuilder<ClientConfig, WantsVerifier>, Cause> {
    ClientConfig::builder_with_provider(Arc::new(default_provider()))
        .with_protocol_versions(&[&rustls::version::TLS13, &rustls::version::TLS12])
        .map_err(|error| Cause::HandshakeFailed {
            host: String::new(),
            detail: error.to_string(),
        })
}

/// On Linux, `SSL_CERT_FILE` and `SSL_CERT_DIR` replace the system's list. On the others they have no meaning.
fn from_environment() -> TrustSource {
    let named = |variable| {
        env::var_os(variable)
            .filter(|path| !path.is_empty() && cfg!(not(any(windows, target_vendor = "apple"))))
            .map(PathBuf::from)
    };
    TrustSource {
        cert_file: named(CERT_FILE),
        cert_dir: named(CERT_DIR),
        ca_file: None,
    }
}

/// Reads the lists, each within its limits of length and time.
fn load(source: &TrustSource, ca_file: Option<&AcceptedCaFile>) -> Result<Judge, Cause> {
    let own = match ca_file {
        Some(file) => ca_file::read_accepted(file).map_err(|problem| Cause::CaFile {
            path: foreign_text::path(&file.path),
            problem,
        })?,
        None => Vec::new(),
    };
    if source.cert_file.is_some() || source.cert_dir.is_some() {
        return of_the_environment(source, own);
    }
    let systems = move || Verifier::new_with_extra_roots(own, Arc::new(default_provider()));
    match bounded_file::in_time(systems) {
        Ok(Ok(verifier)) => Ok(Arc::new(verifier)),
        // What is in the CA file was checked, so that the only error is that not one authority was found.
        Ok(Err(_)) | Err(_) => Err(Cause::NoTrustStore),
    }
}

/// What the variables name is read here and not by the platform's verifier, which would wait for pipes and drives. On the
/// systems where they have a meaning, it judges in the same way.
fn of_the_environment(
    source: &TrustSource,
    own: Vec<CertificateDer<'static>>,
) -> Result<Judge, Cause> {
    let mut found = own;
    if let Some(path) = &source.cert_file {
        found.extend(in_file(path).map_err(|problem| unusable(CERT_FILE, path, problem))?);
    }
    let mut folder_problem = None;
    for folder in source.cert_dir.iter().flat_map(env::split_paths) {
        match cert_dir::read(folder.clone()) {
            Ok(certificates) => found.extend(certificates),
            // One of several may be missing.
            Err(unread) => {
                let problem = TrustFileProblem::Unread(unread);
                let cause = unusable(CERT_DIR, &folder, problem);
                if unread == Unread::NoAnswer {
                    return Err(cause);
                }
                folder_problem.get_or_insert(cause);
            }
        }
    }
    // A folder with links names most of them twice.
    found.sort_unstable_by(|one, other| one.as_ref().cmp(other.as_ref()));
    found.dedup();
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(found);
    WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::new(default_provider()))
        .build()
        .map(|judge| judge as Judge)
        .map_err(|_no_authority| folder_problem.unwrap_or(Cause::NoTrustStore))
}

/// A file that is missing would go unnoticed where another list is there too.
fn in_file(path: &Path) -> Result<Vec<CertificateDer<'static>>, TrustFileProblem> {
    let pem = bounded_file::read(path, MAX_FILE).map_err(TrustFileProblem::Unread)?;
    let found: Vec<_> = CertificateDer::pem_slice_iter(&pem).flatten().collect();
    if found.is_empty() {
        return Err(TrustFileProblem::NoCertificate);
    }
    Ok(found)
}

fn unusable(variable: &'static str, path: &Path, problem: TrustFileProblem) -> Cause {
    Cause::TrustFile {
        variable,
        path: foreign_text::path(path),
        problem,
    }
}

/// Leaves every decision to the judge, and notes the certificate and the version of TLS, which each way of
/// signing tells.
struct Witness {
    judge: Judge,
    stages: Arc<Stages>,
}

impl fmt::Debug for Witness {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.judge.fmt(formatter)
    }
}

impl ServerCertVerifier for Witness {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        self.stages.certificate(certificate::read(end_entity));
        self.judge
            .verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.stages.tls_version("TLS 1.2");
        self.judge.verify_tls12_signature(message, cert, dss)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.stages.tls_version("TLS 1.3");
        self.judge.verify_tls13_signature(message, cert, dss)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.judge.supported_verify_schemes()
    }
}

/// Remembers no session. It is asked for one as a handshake begins, which is how that moment is known.
struct Forgetful(Arc<Stages>);

impl fmt::Debug for Forgetful {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Forgetful")
    }
}

impl ClientSessionStore for Forgetful {
    fn set_kx_hint(&self, _: ServerName<'static>, _: NamedGroup) {}

    fn kx_hint(&self, _: &ServerName<'_>) -> Option<NamedGroup> {
        None
    }

    fn set_tls12_session(&self, _: ServerName<'static>, _: Tls12ClientSessionValue) {}

    fn tls12_session(&self, _: &ServerName<'_>) -> Option<Tls12ClientSessionValue> {
        None
    }

    fn remove_tls12_session(&self, _: &ServerName<'static>) {}

    fn insert_tls13_ticket(&self, _: ServerName<'static>, _: Tls13ClientSessionValue) {}

    fn take_tls13_ticket(
        &self,
        server_name: &ServerName<'static>,
    ) -> Option<Tls13ClientSessionValue> {
        self.0.handshake_began(server_name.to_str().into_owned());
        None
    }
}
