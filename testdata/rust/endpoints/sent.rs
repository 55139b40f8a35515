//! A request that one place builds and another sends: the call is where it is sent.
use reqwest::{Client, Method, Request, RequestBuilder, Url};
use reqwest_eventsource::EventSource;

const BASE: &str = "https://api.openai.com/v1";

struct Api {
    http: Client,
    base: String,
}

impl Api {
    fn new() -> Self {
        Self { http: Client::new(), base: BASE.to_string() }
    }

    fn request(&self, path: &str) -> RequestBuilder {
        self.http.post(format!("{}/{}", self.base, path)).header("x", "y")
    }

    async fn chat(&self) -> reqwest::Result<()> {
        self.request("chat/completions").json(&1).send().await?; //~ MIMA002 reqwest.RequestBuilder.send
        self.request("files").send().await?;
        Ok(())
    }

    async fn executed(&self) -> reqwest::Result<()> {
        let request = self.request("responses").build()?;
        self.http.execute(request).await?; //~ MIMA002 reqwest.Client.execute
        let url = Url::parse("https://api.openai.com/v1/embeddings")?;
        self.http.execute(Request::new(Method::POST, url)).await?; //~ MIMA002 reqwest.Client.execute
        self.http.execute(Request::new(Method::GET, Url::parse(BASE)?)).await?;
        Ok(())
    }

    fn events(&self) {
        let request = self.request("responses");
        let _events = EventSource::new(request).unwrap(); //~ MIMA002 reqwest_eventsource.EventSource.new
    }

    async fn again(&self) -> reqwest::Result<()> {
        let request = self.request("responses");
        let copy = request.try_clone().unwrap();
        copy.send().await?; //~ MIMA002 reqwest.RequestBuilder.send
        Ok(())
    }

    fn blocking(&self) -> reqwest::Result<()> {
        let client = reqwest::blocking::Client::new();
        let request = client.post("https://api.openai.com/v1/responses");
        request.send()?; //~ MIMA002 reqwest.blocking.RequestBuilder.send
        Ok(())
    }
}

async fn send(request: RequestBuilder) -> reqwest::Result<()> {
    request.send().await?; //~ MIMA002 reqwest.RequestBuilder.send confidence=medium
    Ok(())
}

async fn handed_on(api: &Api) {
    let _ = send(api.request("responses")).await;
}

async fn by_hyper(client: &hyper_util::client::legacy::Client<(), ()>) -> Result<(), ()> {
    let request = hyper::Request::builder().method("POST").uri("https://api.openai.com/v1/responses").body(())?;
    client.request(request).await?; //~ MIMA002 hyper_util.client.legacy.Client.request
    let request = http::Request::post("https://api.openai.com/v1/files").body(())?;
    client.request(request).await?;
    Ok(())
}

async fn governed(api: &Api) -> reqwest::Result<()> {
    let request = {
        let _span = mima::trace("build"); //~ MIMA014 no AI call was found in the block
        api.request("responses")
    };
    request.send().await?; //~ MIMA002 reqwest.RequestBuilder.send
    let request = api.request("responses");
    let _span = mima::trace("send");
    request.send().await?; //~ attested reqwest.RequestBuilder.send by=mima.trace
    Ok(())
}
