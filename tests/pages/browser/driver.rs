//! A browser as its user holds it: Chromium, driven through chromedriver by the protocol of the W3C for that,
//! of which this needs nine commands.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value as Json, json};
use tempfile::TempDir;

const ADVICE: &str = "install chromium and chromium-driver (cargo verify does it on Debian)";
/// axe-core 4.14.1, MPL-2.0; used by this test only.
const AXE: &str = include_str!("axe.min.js");
/// How long a command may take before the browser counts as stuck.
const PATIENCE: Duration = Duration::from_mins(1);
/// The name that references to elements have.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// One browser with one window.
pub(crate) struct Browser {
    driver: Child,
    port: u16,
    session: String,
    _profile: TempDir,
}

impl Browser {
    pub(crate) fn start() -> Self {
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("start chromedriver: {error}; {ADVICE}"));
        let said = BufReader::new(driver.stdout.take().unwrap());
        let port = said.lines().map_while(Result::ok).find_map(|line| {
            let (_, rest) = line.split_once("successfully on port ")?;
            rest.trim_end_matches('.').parse().ok()
        });
        let port = port.unwrap_or_else(|| panic!("chromedriver says no port; {ADVICE}"));
        let profile = tempfile::tempdir().unwrap();
        let arguments = [
            "--headless=new",
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            // Whatever is not on this machine does not exist.
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        ];
        let folder = format!("--user-data-dir={}", profile.path().display());
        let arguments: Vec<&str> = arguments.into_iter().chain([folder.as_str()]).collect();
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "goog:chromeOptions": {
                "args": arguments,
                "prefs": { "intl.accept_languages": "fr" },
            },
            "timeouts": { "implicit": 5_000, "script": 30_000 },
        } } });
        let mut browser = Self { driver, port, session: String::new(), _profile: profile };
        let session = browser.ask("POST", "/session", &wanted);
        let session = session["sessionId"].as_str();
        session.unwrap_or_else(|| panic!("no session; {ADVICE}")).clone_into(&mut browser.session);
        browser
    }

    fn ask(&self, method: &str, path: &str, body: &Json) -> Json {
        let answered = self.try_ask(method, path, body);
        answered.unwrap_or_else(|fault| panic!("{method} {path} {body:.300}: {fault:.300}"))
    }

    fn try_ask(&self, method: &str, path: &str, body: &Json) -> Result<Json, String> {
        let body = if method == "POST" { body.to_string() } else { String::new() };
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )
        .unwrap();
        // The driver keeps the connection open whatever it is asked, so its length is read.
        let mut reply = BufReader::new(stream);
        let (mut line, mut length) = (String::new(), 0);
        while reply.read_line(&mut line).unwrap() > 2 {
            let header = line.to_ascii_lowercase();
            if let Some(digits) = header.strip_prefix("content-length:") {
                length = digits.trim().parse().unwrap();
            }
            line.clear();
        }
        let mut body = vec![0; length];
        reply.read_exact(&mut body).unwrap();
        let answer: Json = serde_json::from_slice(&body).unwrap();
        let value = answer["value"].clone();
        if value.get("error").is_some() { Err(value.to_string()) } else { Ok(value) }
    }

    fn tell(&self, command: &str, body: &Json) -> Json {
        self.ask("POST", &format!("/session/{}/{command}", self.session), body)
    }

    fn devtools(&self, command: &str, parameters: &Json) {
        self.tell("goog/cdp/execute", &json!({ "cmd": command, "params": parameters }));
    }

    pub(crate) fn open(&self, url: &str) {
        self.tell("url", &json!({ "url": url }));
    }

    /// Runs a function body in the page.
    pub(crate) fn run(&self, script: &str) -> Json {
        self.tell("execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// Runs a function body that calls `done` with its outcome.
    pub(crate) fn wait(&self, script: &str) -> Json {
        let script = format!("const done = arguments[0]; {script}");
        self.tell("execute/async", &json!({ "script": script, "args": [] }))
    }

    /// Waits until an expression is true in the page, which may be another one by then.
    pub(crate) fn until(&self, expression: &str) {
        let script = format!("try {{ return !!({expression}) }} catch {{ return false }}");
        let body = json!({ "script": script, "args": [] });
        let path = format!("/session/{}/execute/sync", self.session);
        let begun = now();
        // Between two pages there is none to be asked.
        while self.try_ask("POST", &path, &body) != Ok(Json::Bool(true)) {
            let text = if begun.elapsed() < PATIENCE / 4 { continue } else { self.text() };
            panic!("never: {expression} at {}\n{text}", self.address());
        }
    }

    fn element(&self, css: &str) -> String {
        let found = self.tell("element", &json!({ "using": "css selector", "value": css }));
        found[ELEMENT].as_str().unwrap().to_owned()
    }

    pub(crate) fn click(&self, css: &str) {
        let element = self.element(css);
        // As a person would before tapping what lies below a bar.
        let reference = json!({ ELEMENT: element });
        let script = "arguments[0].scrollIntoView({ block: 'center' })";
        self.tell("execute/sync", &json!({ "script": script, "args": [reference] }));
        self.tell(&format!("element/{element}/click"), &json!({}));
    }

    /// Types into an input, over what stands there.
    pub(crate) fn fill(&self, css: &str, text: &str) {
        let element = self.element(css);
        self.tell(&format!("element/{element}/clear"), &json!({}));
        self.tell(&format!("element/{element}/value"), &json!({ "text": text }));
    }

    /// Chooses a file.
    pub(crate) fn give(&self, css: &str, file: &std::path::Path) {
        let element = self.element(css);
        let path = file.display().to_string();
        self.tell(&format!("element/{element}/value"), &json!({ "text": path }));
    }

    /// Chooses an option of a list by its text.
    pub(crate) fn choose(&self, css: &str, label: &str) {
        let script = format!(
            "const list = document.querySelector({css:?}); \
             const option = [...list.options].find((o) => o.text.includes({label:?})); \
             list.value = option.value; list.dispatchEvent(new Event('input', {{ bubbles: true }}));"
        );
        self.run(&script);
    }

    /// Waits until an element is there, without any script.
    pub(crate) fn find(&self, css: &str) {
        let path = format!("/session/{}/element", self.session);
        let body = json!({ "using": "css selector", "value": css });
        let begun = now();
        while self.try_ask("POST", &path, &body).is_err() {
            assert!(begun.elapsed() < PATIENCE / 4, "never: {css}\n{}", self.text());
        }
    }

    pub(crate) fn text(&self) -> String {
        self.run("return document.body.innerText").as_str().unwrap_or_default().to_owned()
    }

    pub(crate) fn address(&self) -> String {
        self.run("return location.pathname + location.search").as_str().unwrap().to_owned()
    }

    pub(crate) fn cookie(&self, name: &str, value: &str) {
        let cookie = json!({ "name": name, "value": value, "path": "/" });
        self.tell("cookie", &json!({ "cookie": cookie }));
    }

    /// So many pixels wide.
    pub(crate) fn width(&self, width: u32) {
        let size =
            json!({ "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", &size);
    }

    pub(crate) fn dark(&self, dark: bool) {
        let value = if dark { "dark" } else { "light" };
        let features = json!([{ "name": "prefers-color-scheme", "value": value }]);
        self.devtools("Emulation.setEmulatedMedia", &json!({ "features": features }));
    }

    pub(crate) fn scripts(&self, on: bool) {
        self.devtools("Emulation.setScriptExecutionDisabled", &json!({ "value": !on }));
    }

    /// What axe-core finds against WCAG 2.2 A and AA, in a line each; everything folded is unfolded. The menu lies over
    /// the page while it is open, so it is looked at by itself.
    pub(crate) fn axe(&self) -> Vec<String> {
        self.run(
            "window.scrollTo(0, 0); for (const d of document.querySelectorAll('details')) \
             d.open = !d.matches('.menu');",
        );
        self.run(&format!("if (!window.axe) {{ {AXE} }}"));
        let found = self.wait(
            "const rules = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], \
             resultTypes: ['violations'] }; \
             const menu = document.querySelector('details.menu'); \
             axe.run(document, rules).then((page) => { \
             if (!menu) return [page]; menu.open = true; \
             return axe.run(menu, rules).then((found) => [page, found]); }) \
             .then((all) => done(all.flatMap((found) => found.violations).flatMap((v) => \
             v.nodes.map((n) => v.id + ' ' + n.html + ' ' + n.failureSummary))), \
             (error) => done([String(error)]));",
        );
        let lines = found.as_array().cloned().unwrap_or_default();
        lines.iter().map(|line| line.as_str().unwrap_or_default().to_owned()).collect()
    }

    /// Whether the page is wider than the window.
    pub(crate) fn scrolls_sideways(&self) -> bool {
        let script = "return document.documentElement.scrollWidth > window.innerWidth";
        self.run(script).as_bool().unwrap()
    }

    /// Everything the page loaded.
    pub(crate) fn loaded(&self) -> Vec<String> {
        let all = self.run("return performance.getEntriesByType('resource').map((r) => r.name)");
        let all = all.as_array().cloned().unwrap_or_default();
        all.iter().map(|url| url.as_str().unwrap_or_default().to_owned()).collect()
    }

    /// Keeps a picture of the page, if a folder for them is named in `LISANGA_PICTURES`.
    pub(crate) fn picture(&self, name: &str) {
        let Some(folder) = std::env::var_os("LISANGA_PICTURES").map(PathBuf::from) else { return };
        let height = self.run("return document.documentElement.scrollHeight").as_u64().unwrap();
        let width = self.run("return window.innerWidth").as_u64().unwrap();
        let clip =
            json!({ "x": 0, "y": 0, "width": width, "height": height.min(6_000), "scale": 1 });
        let wanted = json!({ "cmd": "Page.captureScreenshot", "params": {
            "captureBeyondViewport": true, "clip": clip } });
        let picture = self.tell("goog/cdp/execute", &wanted);
        let bytes = base64(picture["data"].as_str().unwrap());
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(format!("{name}.png")), bytes).unwrap();
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() && !std::thread::panicking() {
            self.ask("DELETE", &format!("/session/{}", self.session), &Json::Null);
        }
        // A driver that is gone already needs no end.
        let _gone = self.driver.kill();
        let _reaped = self.driver.wait();
    }
}

#[expect(clippy::disallowed_methods, reason = "only how long a browser is waited for")]
fn now() -> Instant {
    Instant::now()
}

/// Bytes from base64 (RFC 4648).
fn base64(text: &str) -> Vec<u8> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits = text.bytes().filter_map(|c| DIGITS.iter().position(|digit| *digit == c));
    let digits: Vec<usize> = digits.collect();
    let mut bytes = Vec::new();
    for four in digits.chunks(4) {
        let bits = four.iter().fold(0, |bits, digit| bits << 6 | digit) << (6 * (4 - four.len()));
        let three = [bits >> 16, bits >> 8, bits].map(|byte| u8::try_from(byte & 255).unwrap());
        bytes.extend(&three[..four.len() - 1]);
    }
    bytes
}
