//! A certificate authority of the test's own and the certificates it signs.

use std::{path::Path, sync::Arc};

use rcgen::{
    BasicConstraints, Certificate, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair,
    KeyUsagePurpose, date_time_ymd,
};
use rustls::{
    ServerConfig, SupportedProtocolVersion,
    crypto::aws_lc_rs::default_provider,
    pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
};

pub(crate) struct PrivateCa {
    issuer: CertifiedIssuer<'static, KeyPair>,
}

/// What a server's certificate says. The default is in force for decades.
pub(crate) struct Leaf<'a> {
    pub(crate) names: &'a [&'a str],
    /// The years on whose first day it begins and ends to be in force.
    pub(crate) years: (i32, i32),
}

impl<'a> Leaf<'a> {
    pub(crate) fn for_names(names: &'a [&'a str]) -> Self {
        Self {
            names,
            years: (2020, 2090),
        }
    }
}

impl PrivateCa {
    /// Two authorities of one name have different keys: the second one's certificates fail as "bad signature".
    pub(crate) fn new(name: &str) -> Self {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let key = KeyPair::generate().expect("a key");
        Self {
            issuer: CertifiedIssuer::self_signed(params, key).expect("a certificate authority"),
        }
    }

    pub(crate) fn pem(&self) -> String {
        self.issuer.pem()
    }

    pub(crate) fn der(&self) -> Vec<u8> {
        self.issuer.der().to_vec()
    }

    /// A server's certificate as text.
    pub(crate) fn leaf_pem(&self, leaf: &Leaf<'_>) -> String {
        self.leaf(leaf).0.pem()
    }

    /// Writes the authority's certificate where `SSL_CERT_FILE` can name it.
    pub(crate) fn write_pem(&self, path: &Path) {
        std::fs::write(path, self.pem()).expect("the certificate authority's file is written");
    }

    /// A server's side of TLS, with a fresh certificate for `names`.
    pub(crate) fn server(&self, names: &[&str]) -> Arc<ServerConfig> {
        self.server_with(&Leaf::for_names(names))
    }

    pub(crate) fn server_with(&self, leaf: &Leaf<'_>) -> Arc<ServerConfig> {
        self.server_of_versions(leaf, rustls::ALL_VERSIONS)
    }

    pub(crate) fn server_of_version(
        &self,
        leaf: &Leaf<'_>,
        version: &'static SupportedProtocolVersion,
    ) -> Arc<ServerConfig> {
        self.server_of_versions(leaf, &[version])
    }

    fn server_of_versions(
        &self,
        leaf: &Leaf<'_>,
        versions: &[&'static SupportedProtocolVersion],
    ) -> Arc<ServerConfig> {
        let (certificate, key) = self.leaf(leaf);
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
            .with_protocol_versions(versions)
            .expect("TLS versions")
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], key)
            .expect("a server's side of TLS");
        Arc::new(config)
    }

    fn leaf(&self, leaf: &Leaf<'_>) -> (Certificate, KeyPair) {
        let names: Vec<String> = leaf.names.iter().map(|&name| name.to_owned()).collect();
        let mut params = CertificateParams::new(names).expect("names for a certificate");
        params
            .distinguished_name
            .push(DnType::CommonName, "test server");
        params.is_ca = IsCa::ExplicitNoCa;
        params.not_before = date_time_ymd(leaf.years.0, 1, 1);
        params.not_after = date_time_ymd(leaf.years.1, 1, 1);
        let key = KeyPair::generate().expect("a key");
        let certificate = params
            .signed_by(&key, &self.issuer)
            .expect("a server certificate");
        (certificate, key)
    }
}
