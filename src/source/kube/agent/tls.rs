//! Whom to trust: the certificate that a Node's own AntreaAgentInfo names, and nobody else.
//!
//! An agent makes a certificate for `localhost` at each start and writes it, with the CA that signed it, into `apiCABundle` of its AntreaAgentInfo (since
//! Antrea 1.13). Since any agent may write any of these objects, one is good for nothing but the connection to its own Node's Pod.

use std::sync::Arc;

use tokio_rustls::rustls::client::WebPkiServerVerifier;
use tokio_rustls::rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use tokio_rustls::rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use tokio_rustls::rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error as TlsError, RootCertStore, SignatureScheme,
};

use crate::source::kube::{NodeError, NodeErrorKind};

/// Certificates in a bundle that are looked at: an agent writes two.
const MOST_CERTIFICATES: usize = 64;

/// How to check an agent's certificate.
///
/// # Errors
/// Without a bundle, or with one that holds no certificate, unless `insecure` allows to go without a check.
pub fn config(ca_bundle: Option<&[u8]>, insecure: bool) -> Result<Arc<ClientConfig>, NodeError> {
    let provider = Arc::new(ring::default_provider());
    let verifier: Arc<dyn ServerCertVerifier> = match ca_bundle
        .filter(|bundle| !bundle.trim_ascii().is_empty())
        .map(roots)
    {
        Some(Ok(roots)) => {
            let built = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider.clone()).build();
            built.map_err(|error| agent(format!("apiCABundle of its AntreaAgentInfo: {error}")))?
        }
        // The flag is for agents that cannot be checked: one that can be is checked nevertheless.
        _ if insecure => Arc::new(Unchecked { provider: provider.clone() }),
        Some(Err(why)) => return Err(agent(format!("apiCABundle of its AntreaAgentInfo is of no use: {why}"))),
        None => {
            return Err(agent(
                "its AntreaAgentInfo has no apiCABundle (Antrea before 1.13 writes none): its certificate cannot be checked. \
                 --insecure-agent goes without, --via exec needs none",
            ));
        }
    };
    let builder = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| agent(format!("TLS: {error}")))?;
    let mut config = builder.dangerous().with_custom_certificate_verifier(verifier).with_no_client_auth();
    // Agents prefer HTTP/2: of several requests at once nothing is gained here, for they are made one after another.
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

fn agent(why: impl Into<String>) -> NodeError {
    NodeError::new(NodeErrorKind::Agent, why)
}

fn roots(bundle: &[u8]) -> Result<RootCertStore, String> {
    let mut roots = RootCertStore::empty();
    for (at, certificate) in CertificateDer::pem_slice_iter(bundle).enumerate() {
        if at == MOST_CERTIFICATES {
            return Err(format!("it holds more than {MOST_CERTIFICATES} certificates"));
        }
        let certificate = certificate.map_err(|error| format!("it is no PEM: {error}"))?;
        roots.add(certificate).map_err(|error| format!("certificate {}: {error}", at + 1))?;
    }
    if roots.is_empty() {
        return Err("there is no certificate in it".to_owned());
    }
    Ok(roots)
}

/// Takes any certificate, and checks only that the agent has its key.
#[derive(Debug)]
struct Unchecked {
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for Unchecked {
    fn verify_server_cert(
        &self,
        _end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, TlsError> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        verify_tls12_signature(message, certificate, signed, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        verify_tls13_signature(message, certificate, signed, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

/// What a failed handshake means.
pub fn explain(error: &TlsError) -> String {
    let TlsError::InvalidCertificate(what) = error else { return format!("TLS: {error}") };
    let why = match what {
        // Two CAs with one name differ by their signatures alone.
        CertificateError::UnknownIssuer | CertificateError::BadSignature => "another CA signed it",
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            "it is not for localhost"
        }
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => "it has expired",
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => "it is not valid yet",
        _ => "it cannot be trusted",
    };
    format!(
        "its certificate is not the one that its AntreaAgentInfo names: {why} ({what}). An agent makes a new one when it starts and takes up to \
         a minute to say so"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bundles_decide_what_is_trusted() {
        let good = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap().cert.pem();
        let cut = good.get(..good.len() / 2).unwrap().to_owned();
        let nonsense = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n".to_owned();
        let key = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n".to_owned();
        // bundle, insecure: what the refusal says
        let cases = [
            (Some(good.clone()), false, None),
            (Some(good.repeat(2)), false, None),
            (Some(good.clone()), true, None),
            (None, true, None),
            (Some(nonsense.clone()), true, None),
            (None, false, Some("--insecure-agent")),
            (None, false, Some("before 1.13")),
            (Some(" \n".to_owned()), false, Some("no apiCABundle")),
            (Some("x".to_owned()), false, Some("no certificate in it")),
            (Some(key), false, Some("no certificate in it")),
            (Some(cut), false, Some("no PEM")),
            (Some(nonsense), false, Some("certificate 1")),
            (Some(good.repeat(MOST_CERTIFICATES + 1)), false, Some("more than 64")),
        ];
        for (bundle, insecure, refusal) in cases {
            match (config(bundle.as_deref().map(str::as_bytes), insecure), refusal) {
                (Ok(_), None) => {}
                (Err(error), Some(why)) => {
                    assert_eq!(error.kind, NodeErrorKind::Agent);
                    assert!(error.why.contains(why), "{why}: {error}");
                }
                (other, _) => panic!("{bundle:?} {insecure}: {other:?}"),
            }
        }
    }
}
