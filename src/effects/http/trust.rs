//! Whom this computer trusts, and a witness of each TLS handshake.

use std::{
    fmt, fs, io,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use rustls::{
    ClientConfig, ConfigBuilder, DigitallySignedStruct, NamedGroup, RootCertStore, SignatureScheme,
    WantsVerifier,
    client::{
        ClientSessionStore, Resumption, Tls12ClientSessionValue, Tls13ClientSessionValue,
        danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    },
    crypto::aws_lc_rs::default_provider,
    pki_types::{CertificateDer, ServerName, UnixTime, pem::PemObject as _},
};
use rustls_platform_verifier::Verifier;

use super::{ca_file, certificate, stages::Stages};
use crate::{
    connection::TrustSource,
    verification::{Cause, TrustFileProblem},
};

/// The system's certificate authorities and the person's, read at most once for a verification.
pub(super) struct Trust {
    source: TrustSource,
    verifier: OnceLock<Result<Arc<Verifier>, Cause>>,
}

impl Trust {
    /// What the environment names, and the person's file beside it.
    pub(super) fn new(ca_file: Option<PathBuf>) -> Self {
        Self {
            source: TrustSource {
                ca_file,
                ..from_environment()
            },
            verifier: OnceLock::new(),
        }
    }

    pub(super) fn source(&self) -> &TrustSource {
        &self.source
    }

    /// Reads the lists, if that was not done yet.
    ///
    /// # Errors
    /// As [`Trust::tls`].
    pub(super) fn verifier(&self) -> Result<Arc<Verifier>, Cause> {
        self.verifier
            .get_or_init(|| load(&self.source))
            .as_ref()
            .map(Arc::clone)
            .map_err(Clone::clone)
    }

    /// The client's side of TLS 1.2 and later, which tells `stages` of its handshakes and remembers no session.
    ///
    /// # Errors
    /// When there is no usable list of certificate authorities.
    pub(super) fn tls(&self, stages: &Arc<Stages>) -> Result<ClientConfig, Cause> {
        let verifier = self.verifier()?;
        let mut config = builder()?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(Witness {
                verifier,
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
        std::env::var_os(variable)
            .filter(|path| !path.is_empty() && cfg!(not(any(windows, target_vendor = "apple"))))
            .map(PathBuf::from)
    };
    TrustSource {
        cert_file: named("SSL_CERT_FILE"),
        cert_dir: named("SSL_CERT_DIR"),
        ca_file: None,
    }
}

/// A file in `SSL_CERT_FILE` that is missing would go unnoticed where another list is there too.
fn load(source: &TrustSource) -> Result<Arc<Verifier>, Cause> {
    if let Some(path) = &source.cert_file
        && let Some(problem) = problem_with(path)
    {
        return Err(Cause::TrustFile {
            path: path.to_string_lossy().into_owned(),
            problem,
        });
    }
    let own = match &source.ca_file {
        Some(path) => {
            ca_file::read(path)
                .map_err(|problem| Cause::CaFile {
                    path: path.to_string_lossy().into_owned(),
                    problem,
                })?
                .certificates
        }
        None => Vec::new(),
    };
    // What is in the CA file was checked, so that the only error is that not one authority was found.
    Verifier::new_with_extra_roots(own, Arc::new(default_provider()))
        .map(Arc::new)
        .map_err(|_no_authority| Cause::NoTrustStore)
}

fn problem_with(path: &Path) -> Option<TrustFileProblem> {
    let pem = match fs::read(path) {
        Ok(pem) => pem,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Some(TrustFileProblem::Missing);
        }
        Err(_) => return Some(TrustFileProblem::Unreadable),
    };
    let has_certificate =
        CertificateDer::pem_slice_iter(&pem).any(|certificate| certificate.is_ok());
    (!has_certificate).then_some(TrustFileProblem::NoCertificate)
}

/// Leaves every decision to the platform's verifier, and notes the certificate and the version of TLS, which each way of
/// signing tells.
struct Witness {
    verifier: Arc<Verifier>,
    stages: Arc<Stages>,
}

impl fmt::Debug for Witness {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.verifier.fmt(formatter)
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
        self.verifier
            .verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.stages.tls_version("TLS 1.2");
        self.verifier.verify_tls12_signature(message, cert, dss)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.stages.tls_version("TLS 1.3");
        self.verifier.verify_tls13_signature(message, cert, dss)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.verifier.supported_verify_schemes()
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
