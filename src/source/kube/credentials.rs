//! What is said of credentials that could not be got.

use kube::client::AuthError;

use super::error::chain;

/// Characters of a plugin's standard error that are repeated.
const REPEATED: usize = 600;

/// Why there are no credentials. Of a credential plugin neither what it printed to standard output is repeated, which may hold a token, nor its environment.
pub(super) fn words(error: &AuthError) -> String {
    match error {
        AuthError::AuthExecRun { out, .. } => {
            let said = String::from_utf8_lossy(&out.stderr);
            let said: String = said.trim().chars().take(REPEATED).collect();
            let said = if said.is_empty() { String::new() } else { format!(": {said}") };
            format!("the credential plugin of the kubeconfig ended with {}{said}", out.status)
        }
        AuthError::AuthExecStart(cause) => {
            format!("the credential plugin of the kubeconfig cannot be started: {cause}")
        }
        other => chain(other),
    }
}
