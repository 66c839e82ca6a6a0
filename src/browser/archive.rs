//! Run records in IndexedDB, which holds more than local storage and is read only when somebody looks.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use cti_ports::Archive;
use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    IdbDatabase, IdbKeyRange, IdbObjectStore, IdbObjectStoreParameters, IdbRequest, IdbTransactionMode,
};

const DATABASE: &str = "cti:history";
const STORE: &str = "runs";
const AT_MOST: f64 = 200.0;

/// Opened at the first use.
#[derive(Clone, Debug, Default)]
pub struct BrowserArchive {
    database: Rc<RefCell<Option<IdbDatabase>>>,
}

impl Archive for BrowserArchive {
    fn add(&self, text: String) -> Pin<Box<dyn Future<Output = ()>>> {
        let this = self.clone();
        // Without storage the page's own list is all there is.
        Box::pin(async move { drop(this.write(&text).await) })
    }

    fn all(&self) -> Pin<Box<dyn Future<Output = Vec<String>>>> {
        let this = self.clone();
        Box::pin(async move { this.read().await.unwrap_or_default() })
    }
}

impl BrowserArchive {
    async fn write(&self, text: &str) -> Result<(), JsValue> {
        let runs = self.runs(IdbTransactionMode::Readwrite).await?;
        let key = settled(&runs.add(&text.into())?).await?.as_f64().unwrap_or_default();
        // Keys only grow, so what is far enough behind the newest is what makes room.
        let old = IdbKeyRange::upper_bound(&(key - AT_MOST).into())?;
        settled(&runs.delete(&old)?).await.map(drop)
    }

    async fn read(&self) -> Result<Vec<String>, JsValue> {
        let runs = self.runs(IdbTransactionMode::Readonly).await?;
        let all = Array::from(&settled(&runs.get_all()?).await?);
        Ok(all.iter().filter_map(|text| text.as_string()).collect())
    }

    async fn runs(&self, mode: IdbTransactionMode) -> Result<IdbObjectStore, JsValue> {
        let opened = self.database.borrow().clone();
        let database = match opened {
            Some(database) => database,
            None => {
                let database = open().await?;
                self.database.replace(Some(database.clone()));
                database
            }
        };
        database.transaction_with_str_and_mode(STORE, mode)?.object_store(STORE)
    }
}

async fn open() -> Result<IdbDatabase, JsValue> {
    let factory = web_sys::window().and_then(|window| window.indexed_db().ok().flatten());
    let factory = factory.ok_or("denied")?;
    // It once named no instance, and whose runs those are nobody knows. Needs no answer: it is gone, or goes
    // as soon as no page has it open.
    let _ = factory.delete_database(DATABASE);
    let request = factory.open_with_u32(&super::instance::own(DATABASE), 1)?;
    let made = request.clone();
    let make = Closure::once_into_js(move |_: JsValue| {
        let options = IdbObjectStoreParameters::new();
        options.set_auto_increment(true);
        if let Ok(database) = made.result() {
            // Should this fail, so does every transaction, and the archive stays empty.
            let _ = database
                .unchecked_into::<IdbDatabase>()
                .create_object_store_with_optional_parameters(STORE, &options);
        }
    });
    request.set_onupgradeneeded(Some(make.unchecked_ref()));
    Ok(settled(&request).await?.unchecked_into())
}

/// The result of a request, once it is there.
async fn settled(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let settled = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    JsFuture::from(settled).await?;
    request.result()
}
