//! A headless browser, driven by its own protocol: commands and events are JSON over a web socket.
#![allow(
    dead_code,
    clippy::needless_pass_by_value,
    reason = "each test uses a part of it; values are made at the call"
)]

use std::fs;
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;
use tungstenite::{Message, WebSocket};

/// What a browser may be called; the variable names another one.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Set by those who want a test without a browser to fail.
const REQUIRED: &str = "RASHOMON_REQUIRE_BROWSER";

const PATIENCE: Duration = Duration::from_secs(30);

/// A running browser with one page open. It ends with this value.
pub(crate) struct Browser {
    process: Child,
    socket: WebSocket<TcpStream>,
    session: Option<String>,
    sent: u64,
    /// Addresses that the page asked for.
    pub(crate) requests: Vec<String>,
    /// Errors in scripts and on the console, refusals of the security policy.
    pub(crate) errors: Vec<String>,
    _profile: TempDir,
}

impl Browser {
    /// Starts a browser; says aloud that the test is skipped where there is none.
    pub(crate) fn start() -> Option<Self> {
        let named = std::env::var("RASHOMON_BROWSER").ok();
        let found = named.into_iter().chain(NAMES.map(String::from)).find(|it| {
            let version = Command::new(it).arg("--version").stderr(Stdio::null()).output();
            version.is_ok_and(|it| it.status.success())
        });
        let Some(program) = found else {
            assert!(
                std::env::var_os(REQUIRED).is_none(),
                "no browser was found, and {REQUIRED} is set"
            );
            eprintln!(
                "\n*** SKIPPED: no browser was found (looked for {NAMES:?}); the page was NOT tested in one ***\n"
            );
            return None;
        };
        let profile = tempfile::tempdir().unwrap();
        let process = Command::new(program)
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
            ])
            .args([
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ])
            .args(["--disable-dev-shm-usage", "--hide-scrollbars", "--remote-debugging-port=0"])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            // What it leaves behind goes with the profile.
            .env("TMPDIR", profile.path())
            .arg("about:blank")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let (port, path) = address(profile.path());
        let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let (socket, _) =
            tungstenite::client(format!("ws://127.0.0.1:{port}{path}"), stream).unwrap();
        let (requests, errors) = (Vec::new(), Vec::new());
        let mut browser =
            Self { process, socket, session: None, sent: 0, requests, errors, _profile: profile };
        let target = browser.call("Target.createTarget", json!({"url": "about:blank"}));
        let attach = json!({"targetId": target["targetId"], "flatten": true});
        let session = browser.call("Target.attachToTarget", attach);
        browser.session = session["sessionId"].as_str().map(String::from);
        for domain in ["Page", "Runtime", "Log", "Network"] {
            browser.call(&format!("{domain}.enable"), json!({}));
        }
        let watch = "addEventListener('securitypolicyviolation', it => console.error('refused: ' + it.violatedDirective + ' ' + it.blockedURI))";
        browser.call("Page.addScriptToEvaluateOnNewDocument", json!({"source": watch}));
        Some(browser)
    }

    /// Sets the size of the page in CSS pixels, and whether the system is dark.
    pub(crate) fn look(&mut self, width: u32, height: u32, dark: bool) {
        let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600});
        self.call("Emulation.setDeviceMetricsOverride", size);
        let scheme = if dark { "dark" } else { "light" };
        let features = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
        self.call("Emulation.setEmulatedMedia", features);
    }

    /// Opens a file and waits until it is there.
    pub(crate) fn open(&mut self, file: &Path, fragment: &str) {
        let url = format!("file://{}{fragment}", file.display());
        self.call("Page.navigate", json!({"url": "about:blank"}));
        self.requests.clear();
        self.errors.clear();
        self.call("Page.navigate", json!({"url": url}));
        self.wait("location.protocol === 'file:' && document.readyState === 'complete'");
    }

    /// The value of an expression of the page.
    pub(crate) fn value(&mut self, expression: &str) -> Value {
        let question =
            json!({"expression": expression, "returnByValue": true, "awaitPromise": true});
        let answer = self.call("Runtime.evaluate", question);
        assert!(answer["exceptionDetails"].is_null(), "{expression}: {answer}");
        answer["result"]["value"].clone()
    }

    pub(crate) fn holds(&mut self, expression: &str) -> bool {
        self.value(expression) == json!(true)
    }

    /// Waits until an expression of the page holds.
    pub(crate) fn wait(&mut self, expression: &str) {
        let end = Instant::now() + PATIENCE;
        while !self.holds(expression) {
            assert!(Instant::now() < end, "never came true: {expression}");
            sleep(Duration::from_millis(20));
        }
    }

    /// Presses a key, as a reader would.
    pub(crate) fn press(&mut self, key: &str) {
        let mut down = json!({"type": "keyDown", "key": key});
        if key.chars().count() == 1 {
            down["text"] = json!(key);
        } else if key == "Enter" {
            down["text"] = json!("\r");
        }
        self.call("Input.dispatchKeyEvent", down);
        self.call("Input.dispatchKeyEvent", json!({"type": "keyUp", "key": key}));
    }

    pub(crate) fn write(&mut self, text: &str) {
        self.call("Input.insertText", json!({"text": text}));
    }

    /// Clicks on the first part of an element, with the mouse.
    pub(crate) fn click(&mut self, selector: &str) {
        let place = format!(
            "(() => {{ const it = document.querySelector({}); it.scrollIntoView({{block: 'center'}});
             const box = it.getClientRects()[0]; return [box.x + box.width / 2, box.y + box.height / 2]; }})()",
            json!(selector)
        );
        let place = self.value(&place);
        for kind in ["mousePressed", "mouseReleased"] {
            let event = json!({"type": kind, "x": place[0], "y": place[1], "button": "left", "clickCount": 1});
            self.call("Input.dispatchMouseEvent", event);
        }
    }

    /// A picture of what is in view, PNG as base64.
    pub(crate) fn picture(&mut self) -> String {
        let answer = self.call("Page.captureScreenshot", json!({"format": "png"}));
        answer["data"].as_str().unwrap().to_owned()
    }

    /// The page asked for nothing but itself, and nothing went wrong.
    pub(crate) fn assert_quiet(&mut self) {
        self.value("1");
        assert!(self.errors.is_empty(), "{:#?}", self.errors);
        let foreign: Vec<_> = self.requests.iter().filter(|it| !it.starts_with("file:")).collect();
        assert!(foreign.is_empty() && self.requests.len() == 1, "{:#?}", self.requests);
    }

    /// Sends a command and waits for its answer; what happens meanwhile is noted.
    fn call(&mut self, method: &str, parameters: Value) -> Value {
        self.sent += 1;
        let mut command = json!({"id": self.sent, "method": method, "params": parameters});
        if let Some(session) = &self.session {
            command["sessionId"] = json!(session);
        }
        self.socket.send(Message::text(command.to_string())).unwrap();
        loop {
            let Message::Text(text) = self.socket.read().unwrap() else { continue };
            let mut answer: Value = serde_json::from_str(&text).unwrap();
            if answer["id"] == json!(self.sent) {
                assert!(answer["error"].is_null(), "{method}: {}", answer["error"]);
                return answer["result"].take();
            }
            self.note(&answer);
        }
    }

    fn note(&mut self, event: &Value) {
        let what = &event["params"];
        match event["method"].as_str().unwrap_or_default() {
            "Network.requestWillBeSent" => {
                let url = what["request"]["url"].as_str().unwrap_or_default();
                if url != "about:blank" {
                    self.requests.push(url.to_owned());
                }
            }
            "Runtime.exceptionThrown" => self.errors.push(what["exceptionDetails"].to_string()),
            "Runtime.consoleAPICalled" if what["type"] == "error" => {
                self.errors.push(what["args"].to_string());
            }
            "Log.entryAdded" if what["entry"]["level"] != "verbose" => {
                self.errors.push(what["entry"].to_string());
            }
            _ => {}
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Both fail only if the browser is gone already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Port and path that a browser writes to its profile once it listens.
fn address(profile: &Path) -> (u16, String) {
    let file = profile.join("DevToolsActivePort");
    let end = Instant::now() + PATIENCE;
    loop {
        let text = fs::read_to_string(&file).unwrap_or_default();
        if let Some((port, path)) = text.trim().split_once('\n')
            && let Ok(port) = port.parse()
        {
            return (port, path.to_owned());
        }
        assert!(Instant::now() < end, "the browser does not start");
        sleep(Duration::from_millis(50));
    }
}
