pub async fn embed(client: genai::Client) {
    client.embed("m", "x").await; //~ MIMA001 genai.Client.embed test=true
}
