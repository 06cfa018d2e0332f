//! The file of certificate authorities that a person named.

use std::path::Path;

use rustls::{
    RootCertStore,
    pki_types::{CertificateDer, pem::PemObject as _},
};

use sha2::{Digest as _, Sha256};

use super::certificate;
use crate::{
    connection::{AcceptedCaFile, CaFile},
    effects::bounded_file,
    verification::CaFileProblem,
};

/// In bytes. A whole system's list has about 220 KiB.
pub(super) const MAX_FILE: usize = 4 * 1024 * 1024;

type Certificates = Vec<CertificateDer<'static>>;

/// Reads certificates as text (PEM), or a single one in binary form (DER), as Windows writes it.
///
/// # Errors
/// When the file cannot be read in time, or holds anything but certificates of authorities.
pub(super) fn read(path: &Path) -> Result<(CaFile, Certificates), CaFileProblem> {
    let content = bounded_file::read_content(path, MAX_FILE).map_err(CaFileProblem::Unread)?;
    let (certificates, authorities) = certificates(&content.bytes)?;
    let file = CaFile {
        // A later start may be in another folder.
        path: std::path::absolute(path).unwrap_or_else(|_| path.to_owned()),
        authorities,
        digest: digest(&certificates),
        others_may_write: content.others_may_write,
    };
    Ok((file, certificates))
}

/// Reads the file that the person accepted.
///
/// # Errors
/// As [`read`], and when it holds other certificates than then.
pub(super) fn read_accepted(accepted: &AcceptedCaFile) -> Result<Certificates, CaFileProblem> {
    let (file, certificates) = read(&accepted.path)?;
    if file.digest == accepted.digest {
        Ok(certificates)
    } else {
        let now = Box::new(file);
        Err(CaFileProblem::Changed { now })
    }
}

/// Of the certificates alone, whatever their order and form, and whatever text stands around them.
fn digest(certificates: &Certificates) -> String {
    let mut each: Vec<_> = certificates.iter().map(Sha256::digest).collect();
    each.sort_unstable();
    each.dedup();
    let all = each.iter().fold(Sha256::new(), Sha256::chain_update);
    let hexadecimal = |text: String, byte: &u8| text + &format!("{byte:02x}");
    all.finalize().iter().fold(String::new(), hexadecimal)
}

/// And whose they are, as they say, cleaned.
fn certificates(bytes: &[u8]) -> Result<(Certificates, Vec<String>), CaFileProblem> {
    let binary = CertificateDer::from(bytes.to_vec());
    let found: Vec<_> = if certificate::read_authority(&binary).is_ok() {
        vec![Ok(binary)]
    } else {
        CertificateDer::pem_slice_iter(bytes).collect()
    };
    let (mut certificates, mut names) = (Vec::new(), Vec::new());
    for (number, found) in (1..).zip(found) {
        let damaged = CaFileProblem::Damaged { number };
        let found = found.or(Err(damaged.clone()))?;
        let (name, may_vouch) = certificate::read_authority(&found).or(Err(damaged.clone()))?;
        if !may_vouch {
            return Err(CaFileProblem::NotAnAuthority { number, name });
        }
        // What the TLS library does not take would end every later connection.
        RootCertStore::empty().add(found.clone()).or(Err(damaged))?;
        certificates.push(found);
        names.push(name);
    }
    if certificates.is_empty() {
        return Err(CaFileProblem::NoCertificate);
    }
    Ok((certificates, names))
}
