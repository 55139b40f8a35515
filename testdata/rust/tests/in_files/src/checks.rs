//! Test code as a whole, because what declares it is compiled for tests alone.
mod helpers;

async fn embed(client: genai::Client) {
    client.embed("m", "x").await; //~ MIMA001 genai.Client.embed test=true
}
