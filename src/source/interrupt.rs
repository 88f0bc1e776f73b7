//! Whether the user wants no more (Ctrl-C), for who waits without a runtime.

use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::runtime::Builder;

/// What a shell expects of a program that SIGINT ended.
const INTERRUPTED: i32 = 130;

static HEARD: AtomicBool = AtomicBool::new(false);
static BEGUN: Once = Once::new();

/// Says whether the user wants no more; by default nobody is heard.
#[derive(Clone, Copy, Debug, Default)]
pub struct Interrupt(Option<&'static AtomicBool>);

impl Interrupt {
    /// Wants no more from when this is set.
    pub fn when(flag: &'static AtomicBool) -> Interrupt {
        Interrupt(Some(flag))
    }

    /// Whether the user wants no more.
    pub fn is_heard(self) -> bool {
        self.0.is_some_and(|flag| flag.load(Ordering::Relaxed))
    }
}

/// Listens to Ctrl-C from now on. The first one is what [`Interrupt`] tells; who presses it again wants not even what there is.
pub fn listen() -> Interrupt {
    BEGUN.call_once(|| {
        let listen = || {
            let Ok(runtime) = Builder::new_current_thread().enable_io().build() else { return };
            runtime.block_on(async {
                while tokio::signal::ctrl_c().await.is_ok() {
                    if HEARD.swap(true, Ordering::Relaxed) {
                        std::process::exit(INTERRUPTED);
                    }
                }
            });
        };
        // Where nobody can listen, Ctrl-C ends the process as it does by itself.
        drop(std::thread::Builder::new().name("interrupt".to_owned()).spawn(listen));
    });
    Interrupt::when(&HEARD)
}
