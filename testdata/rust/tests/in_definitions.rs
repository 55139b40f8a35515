//! Which code is test code: what an attribute says so of.
use genai::Client;

async fn product(client: Client) {
    client.embed("m", "x").await; //~ MIMA001 genai.Client.embed test=false
}

#[cfg(not(test))]
async fn contrary(client: Client) {
    client.embed("m", "x").await; //~ MIMA001 genai.Client.embed test=false
}

#[cfg(feature = "test")]
async fn feature(client: Client) {
    client.embed("m", "x").await; //~ MIMA001 genai.Client.embed test=false
}

#[cfg(all(test, feature = "live"))]
async fn helper(client: Client) {
    client.embed("m", "x").await; //~ MIMA001 genai.Client.embed test=true
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn helper(client: Client) {
        client.embed("m", "x").await; //~ MIMA001 genai.Client.embed test=true
    }
}

#[tokio::test]
async fn alone() {
    let client = Client::default();
    client.embed("m", "x").await; //~ MIMA001 genai.Client.embed test=true
}
