pub async fn embed(client: genai::Client) {
    client.embed("m", "x").await; //~ MIMA001 genai.Client.embed test=false
}

#[cfg(test)]
mod checks;

#[cfg(not(test))]
mod live;
