//! A headless Chromium with an empty profile, driven over WebDriver.

use std::process::Stdio;

use thirtyfour::error::WebDriverResult;
use thirtyfour::prelude::*;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use crate::wait::until;

/// Without these a sandboxed or offline machine cannot run it, or it talks to its maker.
const ARGUMENTS: [&str; 12] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-background-timer-throttling",
    "--use-fake-ui-for-media-stream",
    // Without a microphone no agent becomes available.
    "--use-fake-device-for-media-stream",
];

/// Ends with the value; the driver process ends the browser.
#[derive(Debug)]
pub struct Browser {
    pub driver: WebDriver,
    _process: Child,
}

impl Browser {
    pub async fn start() -> Self {
        Self::start_sized(1280, 900).await
    }

    pub async fn start_sized(width: u32, height: u32) -> Self {
        let (process, port) = driver().await;
        let mut capabilities = DesiredCapabilities::chrome();
        for argument in ARGUMENTS {
            capabilities.add_arg(argument).expect("an argument");
        }
        capabilities.add_arg(&format!("--window-size={width},{height}")).expect("an argument");
        if let Ok(chrome) = std::env::var("CHROME") {
            capabilities.set_binary(&chrome).expect("a binary");
        }
        let driver =
            WebDriver::new(&format!("http://localhost:{port}"), capabilities).await.expect("a browser");
        Self { driver, _process: process }
    }

    pub async fn open(&self, url: &str) {
        self.driver.goto(url).await.unwrap_or_else(|error| panic!("{url}: {error}"));
    }

    /// Into the console page itself.
    pub async fn console(&self) {
        self.driver.enter_default_frame().await.expect("the top frame");
    }

    /// Into the softphone's frame.
    pub async fn softphone(&self) {
        self.frame(&["iframe.softphone"]).await;
    }

    /// Into the CCP's frame inside the softphone's.
    pub async fn ccp(&self) {
        self.frame(&["iframe.softphone", "#ccp iframe"]).await;
    }

    /// Into a frame by the selectors of the frames around it, from the top.
    pub async fn frame(&self, path: &[&str]) {
        until(&format!("the frame {path:?}"), || async { self.try_frame(path).await.ok() }).await;
    }

    async fn try_frame(&self, path: &[&str]) -> WebDriverResult<()> {
        self.driver.enter_default_frame().await?;
        for selector in path {
            self.driver.find(By::Css(*selector)).await?.enter_frame().await?;
        }
        Ok(())
    }

    /// Waits until the softphone is ready.
    pub async fn ready(&self) {
        until("the softphone to be ready", || async {
            self.softphone().await;
            let marks = self.eval("return performance.getEntriesByName('cti:ready').length").await;
            (marks == 1).then_some(())
        })
        .await;
    }

    pub async fn eval(&self, script: &str) -> serde_json::Value {
        match self.driver.execute(script, Vec::new()).await {
            Ok(value) => value.json().clone(),
            Err(error) => panic!("{script}: {error}"),
        }
    }

    /// Waits for an element in the present frame.
    pub async fn find(&self, selector: &str) -> WebElement {
        until(&format!("`{selector}`"), || async { self.driver.find(By::Css(selector)).await.ok() }).await
    }

    pub async fn click(&self, selector: &str) {
        until(&format!("`{selector}` to take a click"), || async {
            self.driver.find(By::Css(selector)).await.ok()?.click().await.ok()
        })
        .await;
    }

    /// Waits until an element in the present frame contains a text.
    pub async fn sees(&self, selector: &str, text: &str) {
        until(&format!("`{selector}` to say `{text}`"), || async {
            let found = self.driver.find(By::Css(selector)).await.ok()?.text().await.ok()?;
            found.contains(text).then_some(())
        })
        .await;
    }

    /// As `eval`, for a script that answers with a promise.
    pub async fn eval_async(&self, script: &str) -> serde_json::Value {
        let script =
            format!("const done = arguments[arguments.length - 1]; (() => {{ {script} }})().then(done)");
        match self.driver.execute_async(script, Vec::new()).await {
            Ok(value) => value.json().clone(),
            Err(error) => panic!("{error}"),
        }
    }

    /// How many elements there are in the present frame, now.
    pub async fn count(&self, selector: &str) -> usize {
        self.driver.find_all(By::Css(selector)).await.map_or(0, |found| found.len())
    }

    pub async fn gone(&self, selector: &str) {
        until(&format!("`{selector}` to go"), || async { (self.count(selector).await == 0).then_some(()) })
            .await;
    }

    /// Presses the button or tab with this name, in the present frame.
    pub async fn press(&self, name: &str) {
        let xpath = format!(
            "//*[self::button or @role='button' or @type='submit'][not(@disabled)][normalize-space()='{name}' or @aria-label='{name}' or @value='{name}']"
        );
        until(&format!("a button `{name}`"), || async {
            self.driver.find(By::XPath(xpath.as_str())).await.ok()?.click().await.ok()
        })
        .await;
    }

    /// Opens the softphone's drawer on a panel, by the panel's name in settings.
    pub async fn show_panel(&self, panel: &str) {
        let (tab, item) = (format!("#tab-{panel}"), format!("#menu-{panel}"));
        let click = async |selector: &str| self.driver.find(By::Css(selector)).await.ok()?.click().await.ok();
        until(&format!("the panel `{panel}`"), || async {
            if self.count(".drawer.open").await == 0 {
                click(".drawer .handle").await?;
            }
            if self.count(&tab).await > 0 {
                return click(&tab).await;
            }
            if self.count(".menu").await == 0 {
                click(".more").await?;
            }
            click(&item).await
        })
        .await;
    }

    /// Waits for a window beside the given one.
    pub async fn other_window(&self, known: &thirtyfour::WindowHandle) -> thirtyfour::WindowHandle {
        until("another window", || async {
            self.driver.windows().await.ok()?.into_iter().find(|handle| handle != known)
        })
        .await
    }

    /// What the browser's console has said since last asked.
    pub async fn console_log(&self) -> Vec<String> {
        let entries = self.driver.get_log("browser").await.unwrap_or_default();
        entries.into_iter().map(|entry| entry.message).collect()
    }

    /// A PNG of the window in `target/screenshots`, for people to look at.
    pub async fn screenshot(&self, name: &str) {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/screenshots");
        std::fs::create_dir_all(&folder).expect("a folder for screenshots");
        self.driver.screenshot(&folder.join(format!("{name}.png"))).await.expect("a screenshot");
    }

    pub async fn quit(self) {
        let _ = self.driver.clone().quit().await;
    }
}

/// Starts a driver on a port that it chooses. It now and then chooses one that another just took: then again.
async fn driver() -> (Child, u16) {
    let binary = std::env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".to_owned());
    for _ in 0..5 {
        let mut process = Command::new(&binary)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap_or_else(|error| panic!("{binary}: {error}; run `cargo xtask setup`"));
        if let Some(port) = port(&mut process).await {
            return (process, port);
        }
    }
    panic!("{binary} did not start; run it by hand to see why");
}

/// `None` where it ended without saying its port.
async fn port(process: &mut Child) -> Option<u16> {
    let mut lines = BufReader::new(process.stdout.take()?).lines();
    while let Ok(Some(line)) = lines.next_line().await {
        let port = line.split("started successfully on port ").nth(1);
        if let Some(port) = port.and_then(|rest| rest.trim_end_matches('.').parse().ok()) {
            // Goes on reading, so that the driver never blocks on a full pipe.
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            return Some(port);
        }
    }
    None
}
