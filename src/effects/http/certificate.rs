//! What a certificate says of itself.

use jiff::Timestamp;
use rustls::pki_types::CertificateDer;
use x509_cert::{
    TbsCertificate, certificate::CertificateInner, der::Decode as _, ext::pkix::BasicConstraints,
    name::Name,
};

use crate::{connection::Certificate, foreign_text::Redaction};

/// In characters.
const LONGEST_NAME: usize = 120;

/// `None` where it cannot be read: whether it is accepted is not decided here.
pub(super) fn read(der: &CertificateDer<'_>) -> Option<Certificate> {
    let certificate = CertificateInner::from_der(der).ok()?;
    let certificate: &TbsCertificate = certificate.tbs_certificate();
    let not_after = certificate.validity().not_after.to_unix_duration();
    Some(Certificate {
        issuer: shown(certificate.issuer())?,
        not_after: Timestamp::from_second(i64::try_from(not_after.as_secs()).ok()?).ok()?,
    })
}

/// Whose it is, and whether it may vouch for others. A certificate without a word on that is an authority's of old.
///
/// # Errors
/// When it cannot be read.
pub(super) fn read_authority(der: &CertificateDer<'_>) -> Result<(String, bool), Unreadable> {
    let certificate = CertificateInner::from_der(der).or(Err(Unreadable))?;
    let certificate: &TbsCertificate = certificate.tbs_certificate();
    let constraints = certificate
        .get_extension::<BasicConstraints>()
        .or(Err(Unreadable))?;
    let may_vouch = constraints.is_none_or(|(_, constraints)| constraints.ca);
    let name = shown(certificate.subject()).unwrap_or_else(|| "without a name".to_owned());
    Ok((name, may_vouch))
}

/// It is no certificate, or a damaged one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unreadable;

/// `DigiCert Inc, DigiCert Global G2`: organization and name, or the whole where there is neither. Anybody can write
/// anything into a certificate, so it is cleaned.
fn shown(name: &Name) -> Option<String> {
    let mut parts: Vec<String> = [name.organization(), name.common_name()]
        .into_iter()
        .filter_map(|part| Some(part.ok()??.value().into_owned()))
        .collect();
    parts.dedup();
    let whole = if parts.is_empty() {
        name.to_string()
    } else {
        parts.join(", ")
    };
    Redaction::default().show(&whole, LONGEST_NAME)
}
