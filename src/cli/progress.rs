//! A sign of life on the terminal, and the times of the stages.

use std::io::{self, IsTerminal};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::diagnostics;

/// Most runs are over before; a line that flickers up says nothing.
const PATIENCE: Duration = Duration::from_millis(500);

/// Follows a run through its stages.
#[derive(Debug)]
pub(super) struct Progress {
    verbose: bool,
    spinner: Option<Spinner>,
}

/// The thread that draws. It ends when the sender is dropped.
#[derive(Debug)]
struct Spinner {
    stages: Sender<&'static str>,
    thread: JoinHandle<()>,
}

impl Progress {
    /// Shows a spinner only where a person can see it, and none beside the lines of `verbose`.
    pub(super) fn new(quiet: bool, verbose: bool) -> Self {
        let spinner = (!quiet && !verbose && io::stderr().is_terminal()).then(|| {
            let (stages, received) = channel();
            Spinner { stages, thread: std::thread::spawn(move || draw(&received)) }
        });
        Self { verbose, spinner }
    }

    /// Does the work of a stage; `describe` says afterwards what it gave.
    #[expect(clippy::disallowed_methods, reason = "times go to stderr and into no report")]
    pub(super) fn stage<T>(
        &self,
        name: &'static str,
        work: impl FnOnce() -> T,
        describe: impl FnOnce(&T) -> String,
    ) -> T {
        if let Some(spinner) = &self.spinner {
            // A thread that has ended draws nothing; the work goes on.
            let _ = spinner.stages.send(name);
        }
        let start = Instant::now();
        let result = work();
        if self.verbose {
            let milliseconds = start.elapsed().as_secs_f64() * 1000.0;
            diagnostics::info(&format!("{name}: {milliseconds:.1} ms, {}", describe(&result)));
        }
        result
    }

    /// Clears the line; what follows has none.
    pub(super) fn finish(&mut self) {
        if let Some(Spinner { stages, thread }) = self.spinner.take() {
            drop(stages);
            let _ = thread.join();
        }
    }
}

fn draw(stages: &Receiver<&'static str>) {
    let mut stage = "";
    #[expect(clippy::disallowed_methods, reason = "when to show the line is no part of a report")]
    let visible_from = Instant::now() + PATIENCE;
    loop {
        #[expect(clippy::disallowed_methods, reason = "as above")]
        let wait = visible_from.saturating_duration_since(Instant::now());
        match stages.recv_timeout(wait) {
            Ok(next) => stage = next,
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
    let bar = ProgressBar::new_spinner();
    bar.set_style(ProgressStyle::default_spinner());
    bar.set_message(stage);
    bar.enable_steady_tick(Duration::from_millis(100));
    while let Ok(next) = stages.recv() {
        bar.set_message(next);
    }
    bar.finish_and_clear();
}
