//! Pages of work that goes on behind them.

/// How a page asks to be looked at again.
const AGAIN: &str = "hx-trigger=\"every 1s\"";

/// What a page says once nothing is under way any more: it is opened until it does not ask to be looked at again.
pub fn settled(open: impl Fn() -> String) -> String {
    loop {
        let page = open();
        if !page.contains(AGAIN) {
            return page;
        }
        std::thread::yield_now();
    }
}
