//! Where the URL of a request is put together, or comes from a setting with a default.
use reqwest::{Client, Url};

const BASE: &str = "https://api.openai.com/v1";

async fn named_in_the_text(client: &Client) {
    let base = "https://api.openai.com/v1";
    client.post(format!("{base}/chat/completions")).send().await; //~ MIMA002 reqwest.RequestBuilder.send
    client.post(format!("{BASE}/embeddings")).send().await; //~ MIMA002 reqwest.RequestBuilder.send
    client.post(format!("{0}/chat/completions", base)).send().await; //~ MIMA002 reqwest.RequestBuilder.send
    client.post(format!("{base}/models")).send().await;
}

async fn defaults(client: &Client, option: Option<&str>) {
    let base = std::env::var("BASE").unwrap_or_else(|_| BASE.to_string());
    client.post(format!("{}/chat/completions", base.trim_end_matches('/'))).send().await; //~ MIMA002 reqwest.RequestBuilder.send
    let base = option.unwrap_or("http://localhost:11434").to_string();
    client.post(format!("{base}/api/generate")).send().await; //~ MIMA002 reqwest.RequestBuilder.send
    let base = option.map_or("https://api.anthropic.com", |base| base);
    client.post(base.to_owned() + "/v1/messages").send().await; //~ MIMA002 reqwest.RequestBuilder.send
    let unknown = option.unwrap_or_default();
    client.post(format!("{unknown}/v1/chat/completions")).send().await;
}

async fn joined(client: &Client) {
    let url = Url::parse("https://api.openai.com/v1/").unwrap().join("chat/completions").unwrap();
    client.post(url).send().await; //~ MIMA002 reqwest.RequestBuilder.send
    let version = "https://api.openai.com/v1/models".trim_end_matches("/models");
    client.post(format!("{version}/embeddings")).send().await; //~ MIMA002 reqwest.RequestBuilder.send
}

enum Provider {
    One,
    Other,
}

impl Provider {
    fn base(&self) -> &'static str {
        match self {
            Self::One => "https://api.openai.com",
            Self::Other => "https://api.deepseek.com",
        }
    }
}

struct Service {
    client: Client,
    base: String,
}

impl Service {
    fn new(provider: Provider) -> Self {
        Self { client: Client::new(), base: provider.base().to_string() }
    }

    /// What is not known of the one says nothing against the other.
    fn with_base(mut self, base: impl Into<String>) -> Self {
        self.base = base.into();
        self
    }

    fn endpoint(&self) -> String {
        format!("{}/v1/chat/completions", self.base)
    }

    async fn ask(&self) {
        self.client.post(self.endpoint()).send().await; //~ MIMA002 reqwest.RequestBuilder.send
    }
}

struct Settings {
    url: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self { url: Self::url() }
    }
}

impl Settings {
    fn url() -> String {
        String::from("https://api.openai.com/v1/chat/completions")
    }
}

async fn configured(settings: Settings, client: Client) {
    client.post(&settings.url).send().await; //~ MIMA002 reqwest.RequestBuilder.send confidence=medium
}

/// What is passed matters, though it is no handle.
struct Sender {
    client: Client,
}

impl Sender {
    fn url(&self, model: &str) -> String {
        format!("https://generativelanguage.googleapis.com/v1beta/models/{}:generateContent", model)
    }

    async fn send(&self, url: &str) {
        self.client.post(url).send().await; //~ MIMA002 reqwest.RequestBuilder.send confidence=medium
    }

    async fn ask(&self) {
        let url = self.url("gemini");
        self.send(&url).await;
    }
}
