//! A sandbox process of one's own, on ports of its own.

use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

use crate::wait::until;

/// Killed when dropped.
#[derive(Debug)]
pub struct Sandbox {
    process: Child,
    pub port: u16,
    http: reqwest::Client,
}

impl Sandbox {
    /// Starts the sandbox that `CTI_SANDBOX_BIN` names with the page in `CTI_DIST`, as `cargo xtask test` sets them.
    pub async fn start() -> Self {
        let binary = path("CTI_SANDBOX_BIN", "target/tools/cti-sandbox");
        let dist = path("CTI_DIST", "dist");
        assert!(dist.join("index.html").exists(), "no page in {}; run `cargo xtask test`", dist.display());
        let port = free_ports();
        let process = Command::new(&binary)
            .args(["--port", &port.to_string(), "--dist"])
            .arg(&dist)
            .arg("--gallery")
            .arg(path("CTI_GALLERY", "target/gallery"))
            .stdout(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{}: {error}; run `cargo xtask test`", binary.display()));
        let sandbox = Self { process, port, http: reqwest::Client::new() };
        until("the sandbox to listen", || async {
            sandbox.http.get(sandbox.url("/api/agent")).send().await.ok()
        })
        .await;
        sandbox
    }

    /// An address on the console's origin.
    pub fn url(&self, path: &str) -> String {
        format!("http://localhost:{}{path}", self.port)
    }

    /// An address on the softphone's origin.
    pub fn softphone_url(&self, path: &str) -> String {
        format!("http://localhost:{}{path}", self.port + 1)
    }

    pub fn ccp_url(&self) -> String {
        format!("http://localhost:{}/ccp-v2", self.port + 2)
    }

    pub async fn get(&self, path: &str) -> Value {
        self.send(self.http.get(self.url(path)), path).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Value {
        self.send(self.http.post(self.url(path)).json(&body), path).await
    }

    pub async fn delete(&self, path: &str) -> Value {
        self.send(self.http.delete(self.url(path)), path).await
    }

    /// A header of an answer on the softphone's origin.
    pub async fn frame_header(&self, path: &str, header: &str) -> String {
        let url = self.softphone_url(path);
        let response = self.http.get(&url).send().await.unwrap_or_else(|error| panic!("{url}: {error}"));
        response.headers().get(header).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
    }

    async fn send(&self, request: reqwest::RequestBuilder, path: &str) -> Value {
        let response = request.send().await.unwrap_or_else(|error| panic!("{path}: {error}"));
        let status = response.status();
        let text = response.text().await.unwrap_or_default();
        assert!(status.is_success(), "{path} answered {status}: {text}");
        serde_json::from_str(&text).unwrap_or(Value::Null)
    }

    /// An inbound call from the number that the seeded org knows; answers its contact id.
    pub async fn ring(&self) -> String {
        self.contact(json!({"channel": "voice", "direction": "inbound", "phone": "+12135550100"})).await
    }

    pub async fn contact(&self, body: Value) -> String {
        let answer = self.post("/api/contacts", body).await;
        answer["contactId"].as_str().expect("a contact id").to_owned()
    }

    pub async fn step(&self, contact: &str, step: &str) {
        self.post(&format!("/api/contacts/{contact}/{step}"), json!({})).await;
    }

    /// Binds a flow for the next start of the softphone.
    pub async fn bind(&self, source: &str, event: &str, name: &str, body: &str) {
        self.post("/api/flows", json!({"source": source, "event": event, "name": name, "body": body})).await;
    }

    pub async fn fault(&self, side: &str, method: &str, mode: &str, more: Value) {
        let mut fault = json!({"side": side, "method": method, "mode": mode});
        for (key, value) in more.as_object().into_iter().flatten() {
            fault[key] = value.clone();
        }
        self.post("/api/faults", fault).await;
    }

    /// What the softphone asked of either side, by method, in order.
    pub async fn asked(&self, method: &str) -> Vec<Value> {
        let journal = self.get("/api/journal").await;
        let entries = journal.as_array().cloned().unwrap_or_default();
        entries.into_iter().filter(|entry| entry["method"] == method).collect()
    }

    /// Waits until a method was asked for the n-th time; answers that entry.
    pub async fn asked_times(&self, method: &str, times: usize) -> Value {
        until(&format!("`{method}` to be asked {times} times"), || async {
            self.asked(method).await.get(times - 1).cloned()
        })
        .await
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A path from the environment, else one below the workspace.
fn path(variable: &str, fallback: &str) -> PathBuf {
    std::env::var_os(variable)
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").join(fallback), PathBuf::from)
}

/// The first of four free ports in a row.
fn free_ports() -> u16 {
    loop {
        let probe = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let port = probe.local_addr().expect("its address").port();
        let others = [1, 2, 3]
            .map(|next| port.saturating_add(next))
            .map(|port| TcpListener::bind(("127.0.0.1", port)));
        if others.iter().all(Result::is_ok) {
            return port;
        }
    }
}
