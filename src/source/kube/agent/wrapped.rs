//! An answer of `/ovsflows` while it comes: the lines that the switch printed, out of the list that the agent makes of them.

use super::flow_lines::FlowLines;
use super::http::{AgentHttp, Answer, AskError};
use super::plan::FLOWS;

/// One answer.
#[derive(Debug)]
pub struct Wrapped {
    answer: Answer,
    lines: FlowLines,
    out: Vec<u8>,
}

impl Wrapped {
    /// Asks for it.
    ///
    /// # Errors
    /// As [`AgentHttp::get`].
    pub async fn ask(http: &mut AgentHttp<'_>, path: &str) -> Result<Wrapped, AskError> {
        let answer = http.get(path, FLOWS).await?;
        Ok(Wrapped { answer, lines: FlowLines::default(), out: Vec::new() })
    }

    /// Takes what comes next, and says whether there was anything: [`Wrapped::bytes`] has the lines that are complete by it.
    ///
    /// # Errors
    /// As [`AgentHttp::chunk`], and when this is no list of lines, or no whole one.
    pub async fn next(&mut self, http: &mut AgentHttp<'_>) -> Result<bool, AskError> {
        self.out.clear();
        let Some(chunk) = http.chunk(&mut self.answer).await? else {
            let cut = || AskError::Garbled("the answer ends in the middle of its list".to_owned());
            return self.lines.is_complete().then_some(false).ok_or_else(cut);
        };
        if let Err(error) = self.lines.feed(&chunk, &mut self.out) {
            let error = AskError::Garbled(error.to_string());
            http.give_up(&mut self.answer, &error).await?;
            return Err(error);
        }
        Ok(true)
    }

    /// Lines that [`Wrapped::next`] completed, each with its newline.
    pub fn bytes(&self) -> &[u8] {
        &self.out
    }

    /// How many lines there were so far.
    pub fn lines(&self) -> u64 {
        self.lines.lines()
    }

    /// What the first flow calls its table.
    pub fn table(&self) -> Option<&str> {
        self.lines.table()
    }
}
