//! Every state is there, and the page's policy stops nothing of it.

use crate::gallery::Gallery;

#[tokio::test(flavor = "multi_thread")]
async fn every_state_draws_itself_without_a_complaint_of_the_browser() {
    let gallery = Gallery::open().await;
    assert!(gallery.states.len() > 3, "{:?}", gallery.states);
    gallery.prefer("prefers-color-scheme", "light").await;
    gallery.resize(300, 560).await;
    for state in &gallery.states {
        gallery.show(state, "").await;
        assert!(gallery.browser.count("#app *").await > 0, "{state} draws nothing");
    }
    assert_eq!(gallery.browser.console_log().await, [""; 0]);
    gallery.browser.quit().await;
}
