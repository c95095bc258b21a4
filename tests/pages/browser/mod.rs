//! In Chromium: the stories with scripts and clicks, and every page looked at for what keeps people out.

mod driver;
mod office;
pub(crate) mod site;

use driver::Browser;

/// A page and a name for its picture.
pub(crate) type Stop = (String, &'static str);

/// Opens each page in each language, light and dark, at 320 pixels: axe-core finds nothing, nothing
/// scrolls sideways, nothing comes from elsewhere. Returns what was found.
pub(crate) fn walk(browser: &Browser, origin: &str, stops: &[Stop]) -> Vec<String> {
    let mut faults = Vec::new();
    for (language, dark) in [("fr", false), ("fr", true), ("en", false), ("en", true)] {
        browser.dark(dark);
        for (path, name) in stops {
            let mark = if path.contains('?') { '&' } else { '?' };
            browser.open(&format!("{origin}{path}{mark}lang={language}"));
            if !dark {
                browser.width(1280);
                browser.picture(&format!("{name}-{language}-1280"));
                browser.width(360);
                browser.picture(&format!("{name}-{language}-360"));
            }
            browser.width(320);
            faults.extend(look(browser, origin, &format!("{name} {language} dark={dark}")));
        }
    }
    browser.dark(false);
    browser.width(1280);
    faults
}

/// Looks at the page that is open.
fn look(browser: &Browser, origin: &str, name: &str) -> Vec<String> {
    let mut faults: Vec<String> =
        browser.axe().into_iter().map(|fault| format!("{name}: {fault}")).collect();
    if browser.scrolls_sideways() {
        faults.push(format!("{name}: scrolls sideways"));
    }
    let elsewhere = browser.loaded().into_iter().filter(|url| !url.starts_with(origin));
    faults.extend(elsewhere.map(|url| format!("{name}: loads {url}")));
    faults
}
