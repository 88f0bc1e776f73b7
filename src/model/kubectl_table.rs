//! Tables as kubectl and antctl print them: a line of headers, and a line of words for each row.

/// The lines of a table that begins with the first line that says something: blank lines, comments and a shell's prompt may stand before it.
pub fn lines(text: &str) -> impl Iterator<Item = (u64, &str)> {
    let says = |line: &str| !line.is_empty() && !line.starts_with(['#', '$']);
    text.lines().zip(1..).map(|(line, at)| (at, line.trim())).filter(move |(_, line)| says(line))
}

/// Whether a text is the table of `kubectl get pods -o wide`, or of columns among `NAMESPACE`, `NAME`, `IP` and `NODE`.
///
/// ```
/// use antstats::model::kubectl_table::is_pods;
/// assert!(is_pods("NAME   READY   STATUS    RESTARTS   AGE   IP          NODE\n"));
/// assert!(is_pods("\n# Pods\nNAMESPACE NAME IP\n"));
/// assert!(!is_pods("NAME   READY   STATUS    RESTARTS   AGE\n"), "no addresses");
/// ```
pub fn is_pods(text: &str) -> bool {
    lines(text).next().is_some_and(|(_, line)| is_pods_header(line))
}

/// Whether a line is the headers of such a table.
pub fn is_pods_header(line: &str) -> bool {
    let has = |header: &str| line.split_ascii_whitespace().any(|word| word == header);
    let own = ["NAMESPACE", "NAME", "IP", "NODE"];
    has("NAME")
        && has("IP")
        && ((has("READY") && has("STATUS")) || line.split_ascii_whitespace().all(|word| own.contains(&word)))
}

/// Whether a line is the headers of `antctl get podmulticaststats`.
pub fn is_multicast_header(line: &str) -> bool {
    line.split_ascii_whitespace().eq(["NAMESPACE", "NAME", "INBOUND", "OUTBOUND"])
}
