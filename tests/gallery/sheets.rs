//! Pictures of every state for people to look at, as one sheet for each width, theme and language, in
//! `target/screenshots/gallery`.

use std::path::Path;

use serde_json::json;

use crate::gallery::{Gallery, SHOW};

const SHEETS: &str = include_str!("sheets.js");
/// Of a state, of the sheet that all are on, and how much of it a picture has: a large one takes the browser too long.
const WIDTHS: [(u32, u32, f64); 3] = [(300, 2600, 1.0), (400, 2600, 1.0), (800, 5000, 0.5)];
const THEMES: [&str; 2] = ["light", "dark"];
const LANGUAGES: [&str; 3] = ["en", "de", "ja"];

#[tokio::test(flavor = "multi_thread")]
async fn every_state_is_drawn_on_sheets_for_people_to_look_at() {
    let gallery = Gallery::open().await;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/screenshots/gallery");
    std::fs::create_dir_all(&folder).expect("a folder for sheets");
    gallery.browser.open(gallery.index()).await;
    gallery.browser.find("[data-state]").await;
    let states = json!(gallery.states);
    for language in LANGUAGES {
        let draw = format!("{SHOW} {SHEETS} window.hang = hang; return sheet({states}, '{language}')");
        gallery.browser.eval_async(&draw).await;
        for ((width, board, scale), theme) in
            WIDTHS.iter().flat_map(|width| THEMES.map(|theme| (width, theme)))
        {
            gallery.resize_scaled(*board, 600, *scale).await;
            let height = gallery.browser.eval(&format!("return hang({width}, '{theme}')")).await;
            let height = height.as_u64().and_then(|height| u32::try_from(height).ok()).expect("a height");
            gallery.resize_scaled(*board, height, *scale).await;
            let file = folder.join(format!("{width}-{theme}-{language}.png"));
            gallery.browser.driver.screenshot(&file).await.expect("a sheet");
            let bytes = std::fs::metadata(&file).expect("a sheet").len();
            assert!(bytes > 100_000, "{}: nothing on it", file.display());
        }
    }
    gallery.browser.quit().await;
}
