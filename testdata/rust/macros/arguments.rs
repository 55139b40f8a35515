//! Calls in the arguments of macros.
use genai::Client;

async fn ask(client: Client) -> anyhow::Result<()> {
    println!("{:?}", client.exec_chat("m", 1, None).await?); //~ MIMA001 genai.Client.exec_chat
    let all = vec![client.embed("m", "a").await?, client.embed("m", "b").await?]; //~ MIMA001 genai.Client.embed ; MIMA001 genai.Client.embed
    let (a, b) = tokio::join!(
        client.exec_chat("m", 1, None), //~ MIMA001 genai.Client.exec_chat
        client.embed("m", "x"), //~ MIMA001 genai.Client.embed
    );
    tokio::try_join!(client.embed("m", "x"))?; //~ MIMA001 genai.Client.embed
    assert_eq!(dbg!(client.embed("m", "x").await?), 1); //~ MIMA001 genai.Client.embed
    anyhow::bail!("no {}", client.embed("m", "x").await?); //~ MIMA001 genai.Client.embed
}

async fn select(client: Client) {
    tokio::select! {
        answer = client.exec_chat("m", 1, None) => drop(answer), //~ MIMA001 genai.Client.exec_chat
        _ = tokio::time::sleep(1) => {}
    }
}

macro_rules! ask {
    ($client:expr) => {
        $client.exec_chat("m", 1, None)
    };
}

fn text_is_no_call() {
    println!("client.exec_chat(1)");
    json!({ "client": "client.exec_chat(1)" });
}

all_of!(#[doc(hidden)] one, 0, 15, other);
