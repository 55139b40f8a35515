async fn main() {
    let client = my_core::make_client();
    client.embeddings().create(1).await; //~ MIMA001 async_openai.Embeddings.create
}
