//! Closures see what holds where they are written, and are called with what is declared or what a method holds.
use genai::Client;

async fn captured() {
    let client = Client::default();
    let ask = |text: &str| client.exec_chat("m", text, None); //~ MIMA001 genai.Client.exec_chat
    ask("x").await;
    let client = 1;
    tokio::spawn(async move { client.exec_chat() });
}

async fn spawned(client: Client) {
    tokio::spawn(async move {
        client.exec_chat("m", 1, None).await //~ MIMA001 genai.Client.exec_chat
    });
}

async fn each(clients: Vec<Client>, maybe: Option<Client>) {
    clients.iter().for_each(|client| {
        client.embed("m", "x"); //~ MIMA001 genai.Client.embed
    });
    let embedded = maybe.map(|client| client.embed("m", "x")); //~ MIMA001 genai.Client.embed
    let made = Some(1).map(|_| Client::default());
    made.unwrap().embed("m", "x"); //~ MIMA001 genai.Client.embed
    let first = clients.first().unwrap();
    first.embed("m", "x"); //~ MIMA001 genai.Client.embed
    let folded = names().fold(Client::builder(), |builder, name| builder.with(name)).build();
    folded.embed("m", "x"); //~ MIMA001 genai.Client.embed
}

async fn with_client<F, R>(run: F) -> R
where
    F: FnOnce(Client) -> R,
{
    run(Client::default())
}

async fn handed_over() {
    with_client(|client| async move {
        client.exec_chat("m", 1, None).await //~ MIMA001 genai.Client.exec_chat
    })
    .await;
}
