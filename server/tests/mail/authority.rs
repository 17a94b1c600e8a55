use std::fs;
use std::path::{Path, PathBuf};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, KeyUsagePurpose};

/// A certificate authority that lives as long as its folder.
pub(crate) struct Authority {
    folder: PathBuf,
    issuer: CertifiedIssuer<'static, KeyPair>,
}

/// A certificate and its key, as files.
pub(crate) struct Certificate {
    pub(crate) certificate: PathBuf,
    pub(crate) key: PathBuf,
}

impl Authority {
    pub(crate) fn new(folder: &Path) -> Self {
        let mut parameters = CertificateParams::new(Vec::new()).expect("no names");
        parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        parameters.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        parameters
            .distinguished_name
            .push(DnType::CommonName, "Authority of the tests");
        let key = KeyPair::generate().expect("key");
        let issuer = CertifiedIssuer::self_signed(parameters, key).expect("certificate");
        fs::create_dir_all(folder).expect("folder");
        fs::write(folder.join("ca.pem"), issuer.pem()).expect("written");
        Self {
            folder: folder.to_owned(),
            issuer,
        }
    }

    /// What whoever trusts this authority is given.
    pub(crate) fn file(&self) -> PathBuf {
        self.folder.join("ca.pem")
    }

    pub(crate) fn certify(&self, host: &str) -> Certificate {
        let parameters = CertificateParams::new(vec![host.to_owned()]).expect("name");
        let key = KeyPair::generate().expect("key");
        let certificate = parameters.signed_by(&key, &self.issuer).expect("certificate");
        let files = Certificate {
            certificate: self.folder.join(format!("{host}.pem")),
            key: self.folder.join(format!("{host}.key")),
        };
        fs::write(&files.certificate, certificate.pem()).expect("written");
        fs::write(&files.key, key.serialize_pem()).expect("written");
        files
    }
}
