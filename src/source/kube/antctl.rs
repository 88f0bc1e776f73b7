//! Which flows policies have, as antctl in container `antrea-agent` tells it: all policies of a Node in one exec.

use std::time::Instant as Clock;

use tokio::time::{Instant, timeout_at};

use super::agent_pod::AgentPod;
use super::event::{Asked, Event};
use super::exec::{self, ExecEnd, Output};
use super::feed::Feed;
use super::frames::{Frame, Frames};
use super::owners::CommandOutput;
use super::read_node::AGENT_CONTAINER;
use super::script;
use super::{NodeError, NodeErrorKind};
use crate::source::recipe::{self, PolicyWords, Seconds};

/// Most that antctl may print in one exec.
const LONGEST: usize = 32 << 20;
/// What of a command's messages is kept, in bytes.
const MESSAGE: usize = 4096;

/// A container that is asked.
pub(super) struct Antctl<'a> {
    pub(super) client: &'a kube::Client,
    pub(super) pod: &'a AgentPod,
    /// When all must be there.
    pub(super) deadline: Instant,
    /// What each antctl gives itself.
    pub(super) seconds: Seconds,
    pub(super) feed: &'a Feed,
}

/// What came of one policy.
type Told = Result<CommandOutput, NodeError>;

impl Antctl<'_> {
    /// The flows of each policy, in their order. Where the container has no shell each policy is an exec of its own.
    pub(super) async fn policy_flows(&self, policies: &[PolicyWords]) -> Vec<Told> {
        let mut told: Vec<Told> = Vec::new();
        for some in script::batches(policies, self.seconds) {
            if let Some(Err(error)) = told.last() {
                // The next exec would fare no better.
                let error = error.clone();
                told.extend(some.iter().map(|_| Err(error.clone())));
                continue;
            }
            match self.at_once(some).await {
                Some(outputs) => told.extend(outputs),
                None => {
                    let rest = policies.get(told.len()..).unwrap_or_default();
                    told.extend(self.one_by_one(rest).await);
                    break;
                }
            }
        }
        told
    }

    /// One exec; `None` when the container has no shell.
    async fn at_once(&self, policies: &[PolicyWords]) -> Option<Vec<Told>> {
        let begun = Clock::now();
        let mark = script::mark();
        let argv = script::policy_flows(&mark, policies, self.seconds);
        let mut answer = Answer::new(&mark, policies.len());
        let ended = self.run(&argv, &mut answer).await;
        let missing = match ended {
            Ok(end) if answer.told == 0 && !answer.begun && matches!(end.code, 126 | 127) => return None,
            Ok(end) => {
                let why = format!("antctl's answers end in the middle (exit code {})", end.code);
                NodeError::new(NodeErrorKind::Cut, why)
            }
            Err(error) => error,
        };
        let is_whole = answer.told == policies.len();
        let asked = Asked {
            node: Some(self.pod.node.clone()),
            what: format!(
                "exec in {AGENT_CONTAINER} of {}: antctl get ovsflows of {} policies",
                self.pod.name,
                policies.len()
            ),
            bytes: answer.wire,
            plain_bytes: answer.frames.plain_bytes(),
            took: begun.elapsed(),
            failed: (!is_whole).then(|| missing.to_string()),
        };
        // Nobody listens: then nobody takes what comes either.
        let _interrupted = self.feed.event(Event::Asked(asked)).await;
        Some(answer.outputs.into_iter().map(|output| output.ok_or_else(|| missing.clone())).collect())
    }

    async fn one_by_one(&self, policies: &[PolicyWords]) -> Vec<Told> {
        let mut told: Vec<Told> = Vec::new();
        for policy in policies {
            let output = match told.last() {
                Some(Err(error)) => Err(error.clone()),
                _ => self.one(&recipe::policy_flows(policy, self.seconds)).await,
            };
            told.push(output);
        }
        told
    }

    async fn one(&self, argv: &[String]) -> Told {
        let mut held = Held::default();
        let end = self.run(argv, &mut held).await?;
        Ok(CommandOutput { code: end.code, stdout: held.0, stderr: end.stderr.into_bytes() })
    }

    async fn run(&self, argv: &[String], output: &mut impl Output) -> Result<ExecEnd, NodeError> {
        let late = |_| NodeError::new(NodeErrorKind::TimedOut, "no end of antctl get ovsflows");
        timeout_at(self.deadline, exec::run(self.client, self.pod, AGENT_CONTAINER, argv, output))
            .await
            .map_err(late)?
    }
}

fn too_long() -> NodeError {
    NodeError::new(NodeErrorKind::Agent, format!("antctl printed more than {LONGEST} bytes"))
}

/// What a command prints, held.
#[derive(Default)]
struct Held(Vec<u8>);

impl Output for Held {
    async fn take(&mut self, bytes: &[u8]) -> Result<(), NodeError> {
        if self.0.len() + bytes.len() > LONGEST {
            return Err(too_long());
        }
        self.0.extend_from_slice(bytes);
        Ok(())
    }
}

/// What the script prints, policy by policy: their numbers stand for them.
struct Answer {
    frames: Frames,
    outputs: Vec<Option<CommandOutput>>,
    now: Option<(usize, CommandOutput)>,
    begun: bool,
    /// How many have ended.
    told: usize,
    held: usize,
    wire: u64,
}

impl Answer {
    fn new(mark: &str, policies: usize) -> Answer {
        let outputs = (0..policies).map(|_| None).collect();
        Answer { frames: Frames::new(mark), outputs, now: None, begun: false, told: 0, held: 0, wire: 0 }
    }

    fn frame(&mut self, frame: Frame) -> Result<(), NodeError> {
        match frame {
            Frame::Begin(head) => {
                self.begun = true;
                let place =
                    head.file.parse().ok().filter(|place| self.outputs.get(*place).is_some_and(Option::is_none));
                let place = place.ok_or_else(|| {
                    let why = format!("the answer has {:?}, which was not asked for", head.file);
                    NodeError::new(NodeErrorKind::Failed, why)
                })?;
                self.now = Some((place, CommandOutput { code: 0, stdout: Vec::new(), stderr: Vec::new() }));
            }
            Frame::Data(bytes) => {
                self.held += bytes.len();
                if self.held > LONGEST {
                    return Err(too_long());
                }
                if let Some((_, output)) = &mut self.now {
                    output.stdout.extend_from_slice(&bytes);
                }
            }
            Frame::Message(bytes) => {
                if let Some((_, output)) = &mut self.now {
                    let room = MESSAGE.saturating_sub(output.stderr.len());
                    output.stderr.extend_from_slice(bytes.get(..bytes.len().min(room)).unwrap_or_default());
                }
            }
            Frame::End(code) => {
                if let Some((place, output)) = self.now.take()
                    && let Some(slot) = self.outputs.get_mut(place)
                {
                    *slot = Some(CommandOutput { code, ..output });
                    self.told += 1;
                }
            }
            Frame::Done => {}
        }
        Ok(())
    }
}

impl Output for Answer {
    async fn take(&mut self, bytes: &[u8]) -> Result<(), NodeError> {
        self.wire += bytes.len() as u64;
        let mut frames = Vec::new();
        for slice in self.frames.slices(bytes) {
            let pushed = self.frames.push(slice, &mut frames);
            for frame in frames.drain(..) {
                self.frame(frame)?;
            }
            pushed.map_err(|error| NodeError::new(NodeErrorKind::Failed, error.to_string()))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Exit code, output and messages of a command that ended.
    type Ended = Option<(i32, String, String)>;

    fn told(answer: &str) -> (Vec<Ended>, Option<String>) {
        let mut taken = Answer::new("@m", 3);
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let error = runtime.block_on(taken.take(answer.as_bytes())).err().map(|error| error.to_string());
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
        let shown = |output: CommandOutput| (output.code, text(&output.stdout), text(&output.stderr));
        (taken.outputs.into_iter().map(|output| output.map(shown)).collect(), error)
    }

    #[test]
    fn each_policy_has_its_own_answer() {
        let frame = |file: &str, out: &str, err: &str, code: i32| {
            format!("@m begin {file}\n{out}\n@m stderr\n{err}\n@m end {code}\n")
        };
        let some = |code, out: &str, err: &str| Some((code, out.to_owned(), err.to_owned()));
        let all = [frame("0", "[]", "", 0), frame("2", "", "Not Found", 1), frame("1", "[{}]", "", 0)].concat();
        let expected = vec![some(0, "[]", ""), some(0, "[{}]", ""), some(1, "", "Not Found")];
        assert_eq!(told(&format!("{all}@m done\n")), (expected, None));
        // What is cut is not told.
        let cut = frame("0", "[]", "", 0) + "@m begin 1\n[{\"flow\"";
        assert_eq!(told(&cut), (vec![some(0, "[]", ""), None, None], None));
        for (other, why) in [("3", "not asked for"), ("x", "not asked for"), ("0", "not asked for")] {
            let (_, error) = told(&(frame("0", "[]", "", 0) + &frame(other, "", "", 0)));
            assert!(error.as_ref().is_some_and(|error| error.contains(why)), "{other}: {error:?}");
        }
        assert!(told("garbage\n").1.is_some());
    }
}
