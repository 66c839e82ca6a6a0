//! The page that Streams shows before the CCP where a browser keeps cookies from frames.
//!
//! What the browser would say to it is an option here: no browser can be made to say all of it at will.

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;

use super::Site;
use super::http::html;
use super::options::StorageAccess;

/// Streams looks for it below the CCP's own address when that is on this machine.
pub(super) fn router(site: Site) -> Router {
    Router::new().route("/ccp-v2/request-storage-access", get(page)).with_state(site)
}

async fn page(State(site): State<Site>) -> Response {
    let verdict =
        site.with(|instance| verdict(instance.options.storage_access, instance.session.was_visited()));
    html(include_str!("../../pages/ccp/consent.html").replace("{!verdict}", verdict))
}

/// What the page is told, in the words of its script.
fn verdict(access: StorageAccess, visited: bool) -> &'static str {
    match access {
        StorageAccess::Granted => "granted",
        StorageAccess::Ask => "ask",
        StorageAccess::VisitFirst if visited => "ask",
        StorageAccess::VisitFirst | StorageAccess::Denied => "denied",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visit_changes_only_what_depends_on_it() {
        use StorageAccess::*;
        let verdicts = |visited| [Granted, Ask, VisitFirst, Denied].map(|access| verdict(access, visited));
        assert_eq!(verdicts(false), ["granted", "ask", "denied", "denied"]);
        assert_eq!(verdicts(true), ["granted", "ask", "ask", "denied"]);
    }
}
