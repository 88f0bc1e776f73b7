//! The least that any reader of flows has to do: it asks the management socket for tables and throws the answers away.

use std::io::{BufReader, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::{Duration, Instant};

const VERSION: u8 = 6;
const HELLO: u8 = 0;
const ERROR: u8 = 1;
const ECHO_REQUEST: u8 = 2;
const ECHO_REPLY: u8 = 3;
const MULTIPART_REQUEST: u8 = 18;
const MULTIPART_REPLY: u8 = 19;

/// A connection that speaks OpenFlow 1.5.
pub struct Bare {
    to: UnixStream,
    from: BufReader<UnixStream>,
    body: Vec<u8>,
}

impl Bare {
    pub fn connect(rundir: &Path) -> Bare {
        let to = UnixStream::connect(rundir.join("br-int.mgmt")).unwrap();
        let from = BufReader::with_capacity(256 << 10, to.try_clone().unwrap());
        let mut bare = Bare { to, from, body: Vec::new() };
        // With the bitmap of versions.
        bare.send(HELLO, &[0, 1, 0, 8, 0, 0, 0, 1 << VERSION]);
        assert_eq!(bare.receive(), HELLO);
        bare
    }

    fn send(&mut self, kind: u8, body: &[u8]) {
        let length = u16::try_from(8 + body.len()).unwrap();
        let message = [&[VERSION, kind][..], &length.to_be_bytes(), &[0, 0, 0, 1], body].concat();
        self.to.write_all(&message).unwrap();
    }

    /// The next message's kind; its body is held until the next one.
    fn receive(&mut self) -> u8 {
        let mut header = [0; 8];
        self.from.read_exact(&mut header).unwrap();
        self.body.resize(usize::from(u16::from_be_bytes([header[2], header[3]])) - 8, 0);
        self.from.read_exact(&mut self.body).unwrap();
        header[1]
    }

    /// The flows of a table; how many bytes they are.
    pub fn table(&mut self, table: u8) -> u64 {
        let any = [0xff; 8];
        let request =
            [&[0, 1, 0, 0, 0, 0, 0, 0, table, 0, 0, 0][..], &any, &[0; 20], &[0, 1, 0, 4, 0, 0, 0, 0]].concat();
        self.send(MULTIPART_REQUEST, &request);
        let mut bytes = 0;
        loop {
            match self.receive() {
                MULTIPART_REPLY => {
                    bytes += self.body.len() as u64 + 8;
                    if self.body[3] & 1 == 0 {
                        return bytes;
                    }
                }
                ECHO_REQUEST => self.send(ECHO_REPLY, &[]),
                ERROR => panic!("{:?}", self.body),
                _ => {}
            }
        }
    }

    /// How long an echo takes: as long as the switch's main thread is busy with others.
    pub fn echo(&mut self) -> Duration {
        let begun = Instant::now();
        self.send(ECHO_REQUEST, &[]);
        while self.receive() != ECHO_REPLY {}
        begun.elapsed()
    }
}
