pub struct Data {
    pub url: String,
    pub body: String,
}

impl Data {
    pub fn new<T: std::fmt::Display>(url: T, body: &str) -> Self {
        Self { url: url.to_string(), body: body.to_string() }
    }

    pub fn into_builder(self, client: &reqwest::Client) -> reqwest::RequestBuilder {
        let Data { url, body } = self;
        let mut builder = client.post(url);
        for name in ["a", "b"] {
            builder = builder.header(name, "x");
        }
        builder = builder.json(&body);
        builder
    }
}
