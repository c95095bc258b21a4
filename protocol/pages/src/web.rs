//! A request as pages and API see it, and an answer. Who asks and whether they may is the programs'
//! business; what a form sent, in which language somebody reads and whether a request comes from our own
//! pages is the same everywhere.

use std::convert::Infallible;

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::words::Words;

/// The cookie that keeps a chosen language.
pub const LANGUAGE_COOKIE: &str = "lisanga_language";
/// Largest body that is read: a file of an import, or parts of a bundle.
pub const MAX_BODY: usize = 64 << 20;
/// What a page may load: its own files, nothing else.
const POLICY: &str = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; \
                      base-uri 'none'; form-action 'self'";

/// Names and values in the order in which they were sent; a name may come several times.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// Of a query or of a form (`application/x-www-form-urlencoded`).
    #[must_use]
    pub fn of(encoded: &[u8]) -> Self {
        Self(form_urlencoded::parse(encoded).into_owned().collect())
    }

    /// The first value of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The first value of this name, without blanks around it; empty where there is none.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.get(name).unwrap_or_default().trim()
    }

    /// Every value of this name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// All names and values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Adds a value.
    pub fn add(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.push((name.into(), value.into()));
    }

    /// One value for this name, instead of those there are.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.retain(|known| known != name);
        self.add(name, value);
    }

    /// Only the names for which `stays` holds.
    pub fn retain(&mut self, mut stays: impl FnMut(&str) -> bool) {
        self.0.retain(|(name, _)| stays(name));
    }

    /// As a query or form again.
    #[must_use]
    pub fn encoded(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(self.iter()).finish()
    }
}

impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for Fields {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(pairs: I) -> Self {
        Self(pairs.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }
}

/// A file that a form sent.
#[derive(Clone, Debug)]
pub struct File {
    /// The name of its input.
    pub field: String,
    /// What it is called on the sender's machine.
    pub name: String,
    /// What is in it.
    pub bytes: Bytes,
}

/// See the module.
#[derive(Clone, Debug)]
pub struct Asked {
    /// GET, POST…
    pub method: Method,
    /// The path asked for.
    pub path: String,
    /// What stands at the `{…}` of the route.
    pub captures: Vec<(String, String)>,
    /// After the question mark.
    pub query: Fields,
    /// What a form sent.
    pub form: Fields,
    /// Files it sent.
    pub files: Vec<File>,
    /// The body as it came.
    pub body: Bytes,
    /// The headers.
    pub headers: HeaderMap,
    /// The language of the answer.
    pub words: &'static Words,
}

impl Asked {
    /// Reads a request. A form that cannot be read is an empty one.
    pub async fn read(
        method: Method,
        path: String,
        captures: Vec<(String, String)>,
        query: &str,
        headers: HeaderMap,
        body: Bytes,
    ) -> Self {
        let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        let kind = kind.unwrap_or_default();
        let (mut form, mut files) = (Fields::default(), Vec::new());
        if kind.starts_with("application/x-www-form-urlencoded") {
            form = Fields::of(&body);
        } else if let Ok(boundary) = multer::parse_boundary(kind) {
            (form, files) = parts(body.clone(), boundary).await.unwrap_or_default();
        }
        let query = Fields::of(query.as_bytes());
        let words = words(&query, &headers);
        Self { method, path, captures, query, form, files, body, headers, words }
    }

    /// What stands at `{name}` of the route.
    #[must_use]
    pub fn capture(&self, name: &str) -> &str {
        let found = self.captures.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }

    /// The value of a cookie.
    #[must_use]
    pub fn cookie(&self, name: &str) -> Option<&str> {
        cookie(&self.headers, name)
    }

    /// The token after `Authorization: Bearer`.
    #[must_use]
    pub fn bearer(&self) -> Option<&str> {
        text(&self.headers, &header::AUTHORIZATION)?.strip_prefix("Bearer ")
    }

    /// Whether a request that changes something comes from a page of this very program. What a browser
    /// says of it is believed; what says nothing is no browser, and has no cookies that were not given
    /// to it on purpose.
    #[must_use]
    pub fn is_from_own_page(&self) -> bool {
        if let Some(site) = self.headers.get("sec-fetch-site") {
            return site == "same-origin" || site == "none";
        }
        let Some(origin) = text(&self.headers, &header::ORIGIN) else { return true };
        let host = origin.split_once("://").map(|(_, host)| host);
        host.is_some() && host == text(&self.headers, &header::HOST)
    }
}

async fn parts(body: Bytes, boundary: String) -> Result<(Fields, Vec<File>), multer::Error> {
    let stream = futures_util::stream::once(async move { Ok::<_, Infallible>(body) });
    let mut parts = multer::Multipart::new(stream, boundary);
    let (mut form, mut files) = (Fields::default(), Vec::new());
    while let Some(part) = parts.next_field().await? {
        let field = part.name().unwrap_or_default().to_owned();
        match part.file_name().map(str::to_owned) {
            // An input for a file nobody chose.
            Some(name) if name.is_empty() => {}
            Some(name) => files.push(File { field, name, bytes: part.bytes().await? }),
            None => form.add(field, part.text().await?),
        }
    }
    Ok((form, files))
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// The value of a cookie.
#[must_use]
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let cookies = text(headers, &header::COOKIE)?.split(';');
    let mut pairs = cookies.filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(known, _)| *known == name).map(|(_, value)| value)
}

/// `?lang=`, the cookie, the first language of the browser that there is, French.
fn words(query: &Fields, headers: &HeaderMap) -> &'static Words {
    let asked = text(headers, &header::ACCEPT_LANGUAGE).unwrap_or_default();
    let mut browser = asked.split(',').filter_map(|code| Words::of(code.trim().get(..2)?));
    let chosen = query.get("lang").or_else(|| cookie(headers, LANGUAGE_COOKIE));
    chosen.and_then(Words::of).or_else(|| browser.next()).unwrap_or_else(Words::french)
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: Vec<(HeaderName, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Reply {
    /// Bytes of a type.
    #[must_use]
    pub fn of(content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let headers = vec![
            (header::CONTENT_TYPE, content_type.to_owned()),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        ];
        Self { status: StatusCode::OK, headers, body: body.into() }
    }

    /// A page. It is kept by nobody: what stands on it may be about people.
    #[must_use]
    pub fn page(html: impl Into<Vec<u8>>) -> Self {
        Self::of("text/html; charset=utf-8", html)
            .with(header::CACHE_CONTROL, "no-store")
            .with(header::CONTENT_SECURITY_POLICY, POLICY)
            .with(header::REFERRER_POLICY, "same-origin")
    }

    /// JSON.
    #[must_use]
    pub fn json(value: &serde_json::Value) -> Self {
        Self::of("application/json", value.to_string())
    }

    /// Go on at another page, with GET.
    #[must_use]
    pub fn see_other(to: &str) -> Self {
        let mut reply = Self::of("text/plain; charset=utf-8", Vec::new());
        reply.status = StatusCode::SEE_OTHER;
        reply.with(header::LOCATION, to)
    }

    /// A picture or a PDF, as its first bytes say, to be looked at and kept by nobody. Whatever is in it, it is
    /// not run.
    #[must_use]
    pub fn picture(body: Vec<u8>) -> Self {
        let media = if body.starts_with(b"%PDF-") { "application/pdf" } else { "image/jpeg" };
        Self::of(media, body)
            .with(header::CACHE_CONTROL, "no-store")
            .with(header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox")
    }

    /// A file to be saved under this name.
    #[must_use]
    pub fn file(name: &str, content_type: &str, body: Vec<u8>) -> Self {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        let name: String = name.chars().map(|c| if plain(c) { c } else { '_' }).collect();
        Self::of(content_type, body)
            .with(header::CACHE_CONTROL, "no-store")
            .with(header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\""))
    }

    /// With another status.
    #[must_use]
    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// With a header more.
    #[must_use]
    pub fn with(mut self, name: HeaderName, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// With a cookie that scripts and other sites do not get. `max_age` is in seconds; 0 ends it.
    #[must_use]
    pub fn with_cookie(self, name: &str, value: &str, max_age: u64, secure: bool) -> Self {
        let secure = if secure { "; Secure" } else { "" };
        let cookie =
            format!("{name}={value}; Path=/; Max-Age={max_age}; HttpOnly; SameSite=Strict{secure}");
        self.with(header::SET_COOKIE, cookie)
    }
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let mut response = (self.status, self.body).into_response();
        response.headers_mut().remove(header::CONTENT_TYPE);
        for (name, value) in self.headers {
            // What cannot stand in a header (a line break in a name) is left out.
            if let Ok(value) = HeaderValue::try_from(value) {
                response.headers_mut().append(name, value);
            }
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(headers: &[(&'static str, &'static str)]) -> Asked {
        let headers = headers
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
        let fields = Fields::default();
        let headers: HeaderMap = headers.collect();
        let words = words(&fields, &headers);
        Asked {
            method: Method::POST,
            path: "/".into(),
            captures: Vec::new(),
            query: fields.clone(),
            form: fields,
            files: Vec::new(),
            body: Bytes::new(),
            headers,
            words,
        }
    }

    #[test]
    fn only_own_pages_change_anything() {
        assert!(asked(&[("sec-fetch-site", "same-origin")]).is_from_own_page());
        assert!(!asked(&[("sec-fetch-site", "cross-site")]).is_from_own_page());
        assert!(!asked(&[("sec-fetch-site", "same-site")]).is_from_own_page());
        let host = ("host", "localhost:8470");
        assert!(asked(&[host, ("origin", "http://localhost:8470")]).is_from_own_page());
        assert!(!asked(&[host, ("origin", "http://localhost:9999")]).is_from_own_page());
        assert!(!asked(&[host, ("origin", "null")]).is_from_own_page());
        assert!(asked(&[host]).is_from_own_page(), "no browser");
    }

    #[test]
    fn the_first_language_there_is_is_spoken() {
        let code = |headers: &[(&'static str, &'static str)]| asked(headers).words.language.code;
        assert_eq!(code(&[]), "fr");
        assert_eq!(code(&[("accept-language", "ln,en-GB;q=0.8,fr")]), "en");
        let cookie = ("cookie", "a=b; lisanga_language=fr");
        assert_eq!(code(&[cookie, ("accept-language", "en")]), "fr");
    }

    #[test]
    fn fields_come_back_as_they_were_sent() {
        let fields = Fields::of(b"id_docs%2F%2B1%2Fnumber=12%2F34&roles=A&roles=B&empty=");
        assert_eq!(fields.get("id_docs/+1/number"), Some("12/34"));
        assert_eq!(fields.all("roles").collect::<Vec<_>>(), ["A", "B"]);
        assert_eq!(Fields::of(fields.encoded().as_bytes()), fields);
    }
}
