//! What attests: an attribute macro, a guard, a closure that is given to the marker.
use genai::Client;

#[mima::attest(tool_name = "ask")]
async fn on_a_function(client: Client) {
    client.exec_chat("m", 1, None).await; //~ attested genai.Client.exec_chat by=mima.attest kind=decorator
}

struct App {
    client: Client,
}

impl App {
    #[mima::attest]
    async fn on_a_method(&self) {
        self.client.exec_chat("m", 1, None).await; //~ attested genai.Client.exec_chat by=mima.attest
    }

    async fn without(&self) {
        self.client.exec_chat("m", 1, None).await; //~ MIMA001 genai.Client.exec_chat
    }
}

async fn guards(client: Client) {
    client.embed("m", "x").await; //~ MIMA001 genai.Client.embed
    {
        let _guard = mima::trace("x");
        client.embed("m", "x").await; //~ attested genai.Client.embed by=mima.trace kind=context
    }
    client.embed("m", "x").await; //~ MIMA001 genai.Client.embed
    let _ = mima::trace("dropped at once");
    client.embed("m", "x").await; //~ MIMA001 genai.Client.embed
    let _guard = mima::trace("x");
    client.embed("m", "x").await; //~ attested genai.Client.embed by=mima.trace
    tokio::spawn(async move {
        client.embed("m", "x").await; //~ MIMA011 genai.Client.embed
    });
}

fn closures(client: Client, clients: Vec<Client>) {
    mima::attest("x", || client.embed("m", "x")); //~ attested genai.Client.embed by=mima.attest
    std::thread::spawn(|| client.embed("m", "x")); //~ MIMA001 genai.Client.embed
    let _guard = mima::trace("x");
    clients.iter().for_each(|client| {
        client.embed("m", "x"); //~ attested genai.Client.embed by=mima.trace
    });
    std::thread::spawn(|| client.embed("m", "x")); //~ MIMA011 genai.Client.embed
}

#[mima::attest(tool_name = "spawns")]
async fn spawns(client: Client) {
    tokio::spawn(async move { client.embed("m", "x").await }); //~ MIMA011 genai.Client.embed
}

#[mima::attest(tool_name = "waits")]
async fn waits(client: Client) {
    async { client.embed("m", "x").await }.await; //~ attested genai.Client.embed by=mima.attest
}

#[tracing::instrument]
async fn instrumented(client: Client) {
    client.embed("m", "x").await; //~ MIMA001 genai.Client.embed
}
