//! A lifetime says nothing of a type.
use genai::Client;

struct Holder<'a> {
    client: &'a Client,
}

impl<'a> Holder<'a> {
    async fn ask(&self) {
        self.client.embed("m", "x").await; //~ MIMA001 genai.Client.embed
    }
}

async fn uses(holder: Holder<'_>) {
    holder.client.embed("m", "x").await; //~ MIMA001 genai.Client.embed
}
