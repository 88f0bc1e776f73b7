//! Which proxy leads to a server, by the environment.
//!
//! As Go's net/http reads it for kubectl (golang.org/x/net/http/httpproxy): `HTTPS_PROXY` for https, `HTTP_PROXY` for http, none for this machine itself and for
//! what `NO_PROXY` lists. kube compares `NO_PROXY` with the address of the proxy, not of the server, so it is not left to kube.

use std::net::IpAddr;

use http::Uri;

use crate::model::net::Net;

/// The proxy for a server; `None` for the direct way. `read` gives variables of the environment.
///
/// # Errors
/// In words, when the variable holds no URL.
pub(super) fn of_environment(server: &Uri, read: impl Fn(&str) -> Option<String>) -> Result<Option<Uri>, String> {
    let read = |names: [&str; 2]| names.into_iter().find_map(|name| read(name).filter(|value| !value.is_empty()));
    let (names, default_port) = match server.scheme_str() {
        Some("http") => (["HTTP_PROXY", "http_proxy"], 80),
        _ => (["HTTPS_PROXY", "https_proxy"], 443),
    };
    let Some(proxy) = read(names) else { return Ok(None) };
    let host = server.host().unwrap_or_default().trim_matches(['[', ']']).to_ascii_lowercase();
    let port = server.port_u16().unwrap_or(default_port);
    let exceptions = read(["NO_PROXY", "no_proxy"]).unwrap_or_default();
    if is_local(&host) || exceptions.split(',').any(|exception| excepts(exception.trim(), &host, port)) {
        return Ok(None);
    }
    let url = if proxy.contains("://") { proxy } else { format!("http://{proxy}") };
    let name = names[0];
    url.parse().map(Some).map_err(|e| format!("{name} is no URL: {e}"))
}

fn is_local(host: &str) -> bool {
    host == "localhost" || host.parse().is_ok_and(|address: IpAddr| address.is_loopback())
}

/// Whether an entry of `NO_PROXY` names the host.
fn excepts(entry: &str, host: &str, port: u16) -> bool {
    let entry = entry.to_ascii_lowercase();
    if entry == "*" {
        return true;
    }
    let address: Option<IpAddr> = host.parse().ok();
    if let Some((network, prefix)) = entry.split_once('/') {
        let network = network.parse().ok().zip(prefix.parse().ok()).map(|(network, prefix)| Net::new(network, prefix));
        return network.zip(address).is_some_and(|(network, address)| network.contains(&Net::host(address)));
    }
    // A port stands after a name, an IPv4 address, or an IPv6 address in brackets.
    let (name, wanted) = match entry.rsplit_once(':') {
        Some((name, digits)) if !name.contains(':') || name.ends_with(']') => match digits.parse::<u16>() {
            Ok(wanted) => (name, Some(wanted)),
            Err(_) => return false,
        },
        _ => (entry.as_str(), None),
    };
    if name.is_empty() || wanted.is_some_and(|wanted| wanted != port) {
        return false;
    }
    let name = name.trim_matches(['[', ']']);
    if let Some(address) = address {
        return name.parse() == Ok(address);
    }
    match name.strip_prefix("*.").or(name.strip_prefix('.')) {
        // Only what is below the domain.
        Some(domain) => host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.')),
        None => host == name || host.strip_suffix(name).is_some_and(|rest| rest.ends_with('.')),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proxy(server: &str, variables: &[(&str, &str)]) -> Result<Option<String>, String> {
        let read = |name: &str| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        of_environment(&server.parse().unwrap(), read).map(|uri| uri.map(|uri| uri.to_string()))
    }

    #[test]
    fn a_proxy_by_scheme() {
        let both = [("HTTPS_PROXY", "http://p:1"), ("http_proxy", "q:2"), ("NO_PROXY", "")];
        assert_eq!(proxy("https://api.x:6443", &both).unwrap().unwrap(), "http://p:1/");
        assert_eq!(proxy("http://api.x:8080", &both).unwrap().unwrap(), "http://q:2/");
        assert_eq!(proxy("https://api.x", &[("https_proxy", "socks5://s:9")]).unwrap().unwrap(), "socks5://s:9/");
        assert_eq!(proxy("https://api.x", &[("HTTP_PROXY", "http://p:1")]), Ok(None));
        assert!(proxy("https://api.x", &[("HTTPS_PROXY", "http://")]).unwrap_err().contains("HTTPS_PROXY is no URL"));
    }

    #[test]
    fn what_needs_no_proxy() {
        let cases = [
            ("https://localhost:6443", "", true),
            ("https://127.0.0.1:6443", "", true),
            ("https://[::1]:6443", "", true),
            ("https://10.1.2.3:6443", "", false),
            ("https://10.1.2.3:6443", "10.0.0.0/8", true),
            ("https://11.1.2.3:6443", "10.0.0.0/8", false),
            ("https://10.1.2.3:6443", "a, 10.1.2.3 ,b,", true),
            ("https://10.1.2.3:6443", "10.1.2.3:6443", true),
            ("https://10.1.2.3:6443", "10.1.2.3:443", false),
            ("https://[fd00::1]:6443", "fd00::/64", true),
            ("https://[fd00::1]:6443", "fd00::1", true),
            ("https://[fd00::1]:6443", "[fd00::1]:6443", true),
            ("https://api.example.com", "example.com", true),
            ("https://API.example.com", ".Example.com", true),
            ("https://example.com", ".example.com", false),
            ("https://example.com", "*.example.com", false),
            ("https://example.com", "example.com:443", true),
            ("https://badexample.com", "example.com", false),
            ("https://api.x", "*", true),
            ("https://api.x", ",:1,a/b,1.2.3.4/x,x:y", false),
        ];
        for (server, exceptions, direct) in cases {
            let found = proxy(server, &[("HTTPS_PROXY", "http://p:1"), ("no_proxy", exceptions)]).unwrap();
            assert_eq!(found.is_none(), direct, "{server} {exceptions}");
        }
    }
}
