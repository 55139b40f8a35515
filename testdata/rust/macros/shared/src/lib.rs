//! A macro that another file defines.
#[macro_use]
mod macros;

use genai::Client;

pub fn logged<T>(value: T) -> T {
    value
}

async fn uses(client: &Client) {
    embed!(client, "{} x", 1).await; //~ MIMA001 genai.Client.embed
    crate::embed!(client, "x").await; //~ MIMA001 genai.Client.embed
}
