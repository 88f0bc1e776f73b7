//! What can go wrong, by name.

use std::time::Duration;

/// A fault of the API server, of a Node or of an agent.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// Answers late.
    Delay(Duration),
    /// Takes the request and never answers.
    Hang,
    /// 401
    Unauthorized,
    /// 403 whatever the rules are.
    Forbidden,
    /// 404
    NotFound,
    /// 410 on a page that continues a list.
    ExpiredPage,
    /// 429 with `Retry-After` in seconds.
    TooManyRequests(u32),
    /// 500
    ServerError,
    /// 503
    Unavailable,
    /// 504
    GatewayTimeout,
    /// The connection closes without an answer.
    Disconnect,
    /// The body, or what a command prints, ends after so many bytes, and the connection with it.
    Cut(u64),
    /// Random bytes with status 200, or from a command that ends with 0.
    Garbage,
    /// A gzip header and then random bytes.
    GarbageGzip,
    /// Valid JSON that is not what was asked for.
    OtherJson,
    /// Nothing at all with status 200, or from a command that ends with 0.
    Empty,
    /// A few bytes at a time, with this pause.
    SlowDrip(Duration),
    /// Lines without end, up to so many bytes.
    Huge(u64),

    /// exec: the stream closes in good form after so many bytes, without saying how the command ended.
    NoStatus(u64),
    /// exec: after so many bytes the runtime says that it failed.
    RuntimeFails(u64),
    /// exec: nothing but this exit code and a line on standard error.
    Exit(i32),
    /// exec: killed (137) after so many bytes.
    Killed(u64),
    /// exec: log lines on standard error while all is well.
    StderrNoise,
    /// exec: no container of that name in the Pod.
    WrongContainer,
    /// exec: the container does not run.
    ContainerNotRunning,
    /// exec and port-forward: the API server cannot reach the Node's kubelet.
    Unreachable,

    /// port-forward: nothing listens on the agent's port.
    ForwardRefused,
    /// The agent presents the certificate of another authority.
    WrongCertificate,
}

/// Where a fault strikes. A Node is its name, or `*`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum On {
    /// A verb (or `*`) on a resource as rules name it (`pods`, `pods/exec`, `serviceaccounts/token`), with its group when it is not the core's
    /// (`networkpolicystats.stats.antrea.io`).
    Api(String, String),
    /// Commands on a Node.
    Exec(String),
    /// Commands on a Node that hold this word.
    Command(String, String),
    /// A Node's port-forward.
    Forward(String),
    /// Every path of a Node's agent.
    Agent(String),
    /// One path of a Node's agent (`/metrics`).
    AgentPath(String, String),
}

/// Short forms.
impl On {
    pub fn api(verb: &str, resource: &str) -> On {
        On::Api(verb.into(), resource.into())
    }
    pub fn exec(node: &str) -> On {
        On::Exec(node.into())
    }
    pub fn command(node: &str, word: &str) -> On {
        On::Command(node.into(), word.into())
    }
    pub fn forward(node: &str) -> On {
        On::Forward(node.into())
    }
    pub fn agent(node: &str) -> On {
        On::Agent(node.into())
    }
    pub fn agent_path(node: &str, path: &str) -> On {
        On::AgentPath(node.into(), path.into())
    }

    fn takes(&self, place: &On) -> bool {
        let one = |rule: &str, what: &str| rule == "*" || rule == what;
        match (self, place) {
            (On::Api(verb, resource), On::Api(v, r)) => one(verb, v) && one(resource, r),
            (On::Exec(node), On::Command(n, _)) | (On::Forward(node), On::Forward(n)) => one(node, n),
            (On::Command(node, word), On::Command(n, line)) => one(node, n) && line.contains(word.as_str()),
            (On::Agent(node), On::AgentPath(n, _)) => one(node, n),
            (On::AgentPath(node, path), On::AgentPath(n, p)) => one(node, n) && path == p,
            _ => false,
        }
    }
}

#[derive(Debug)]
struct Planned {
    on: On,
    fault: Fault,
    /// Requests that still pass before it strikes.
    after: u32,
    /// How often it still strikes.
    times: u32,
}

/// Faults that are set.
#[derive(Debug, Default)]
pub struct Faults {
    planned: Vec<Planned>,
}

impl Faults {
    pub fn set(&mut self, on: On, fault: Fault, after: u32, times: u32) {
        self.planned.push(Planned { on, fault, after, times });
    }

    pub fn clear(&mut self) {
        self.planned.clear();
    }

    /// The fault that strikes here now.
    pub fn strike(&mut self, place: &On, wanted: impl Fn(&Fault) -> bool) -> Option<Fault> {
        for planned in self.planned.iter_mut().filter(|planned| planned.on.takes(place) && wanted(&planned.fault)) {
            if planned.after > 0 {
                planned.after -= 1;
            } else if planned.times > 0 {
                planned.times -= 1;
                return Some(planned.fault.clone());
            }
        }
        None
    }
}
