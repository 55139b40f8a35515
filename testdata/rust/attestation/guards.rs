//! A guard is active until it is given away or its block ends.
use genai::Client;

async fn dropped(client: Client) {
    let guard = mima::trace("x");
    client.embed("m", "x").await; //~ attested genai.Client.embed by=mima.trace
    drop(guard);
    client.embed("m", "x").await; //~ MIMA001 genai.Client.embed
}

async fn dropped_outside(client: Client) {
    let outer = mima::trace("outer");
    let inner = mima::trace("inner");
    drop(outer);
    client.embed("m", "x").await; //~ attested genai.Client.embed by=mima.trace
    std::mem::drop(inner);
    client.embed("m", "x").await; //~ MIMA001 genai.Client.embed
}

async fn dropped_on_one_way(client: Client, early: bool, late: bool) {
    let guard = mima::trace("x");
    if early {
        drop(guard);
        client.embed("m", "x").await; //~ MIMA001 genai.Client.embed
        return;
    }
    client.embed("m", "x").await; //~ attested genai.Client.embed by=mima.trace
    if late {
        drop(guard);
    }
    client.embed("m", "x").await; //~ MIMA001 genai.Client.embed
}

async fn lent(client: Client) {
    let guard = mima::trace("x");
    look_at(&client, &guard);
    client.embed("m", "x").await; //~ attested genai.Client.embed by=mima.trace
}

fn look_at(_client: &Client, _guard: &mima::Guard) {}

async fn handed_on(client: Client) {
    let _guard = Some(mima::trace("x")).unwrap();
    client.embed("m", "x").await; //~ attested genai.Client.embed by=mima.trace
}

async fn taken_out(client: Client) {
    let _guard = Some(mima::trace("x")).take();
    client.embed("m", "x").await; //~ MIMA001 genai.Client.embed
}

async fn kept_by_another(client: Client) {
    let guard = mima::trace("x");
    keep(guard);
    client.embed("m", "x").await; //~ MIMA001 genai.Client.embed
}

fn keep(_guard: mima::Guard) {}
