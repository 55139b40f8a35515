//! A name holds to the end of its block; a block is worth its last expression.
use genai::Client;

struct Other;

impl Other {
    async fn exec_chat(&self, _model: &str) {}
}

async fn shadowed() {
    let client = Client::default();
    {
        let client = Other;
        client.exec_chat("m").await;
    }
    client.exec_chat("m", 1, None).await; //~ MIMA001 genai.Client.exec_chat model=m
}

async fn worth_its_last_expression(flag: bool) {
    let client = if flag { Client::default() } else { Client::builder().with_x(1).build() };
    client.exec_chat("m", 1, None).await; //~ MIMA001 genai.Client.exec_chat
    let same = {
        let inner = client.clone();
        inner
    };
    same.embed("m", "text").await; //~ MIMA001 genai.Client.embed
    let chosen = match flag {
        true => same,
        false => return,
    };
    chosen.exec_chat_stream("m", 1, None).await; //~ MIMA001 genai.Client.exec_chat_stream
}

async fn through_patterns(pair: (Client, u8), maybe: Option<Client>, result: Result<Client, String>) {
    let (client, _) = pair;
    client.exec_chat("m", 1, None).await; //~ MIMA001 genai.Client.exec_chat
    if let Some(client) = &maybe {
        client.exec_chat("m", 1, None).await; //~ MIMA001 genai.Client.exec_chat
    }
    let Ok(ref client) = result else { return };
    client.exec_chat("m", 1, None).await; //~ MIMA001 genai.Client.exec_chat
    while let Some(inner) = maybe.as_ref() {
        inner.exec_chat("m", 1, None).await; //~ MIMA001 genai.Client.exec_chat
    }
}

fn pair() -> Result<(Client, Other), String> {
    unimplemented!()
}

async fn of_a_declared_tuple() -> Result<(), String> {
    let (client, other) = pair()?;
    client.exec_chat("m", 1, None).await; //~ MIMA001 genai.Client.exec_chat
    other.exec_chat("m").await;
    Ok(())
}

async fn reassigned() {
    let mut client = Client::default();
    for _ in 0..3 {
        client = client.clone();
    }
    client.exec_chat("m", 1, None).await; //~ MIMA001 genai.Client.exec_chat
}
