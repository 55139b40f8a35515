//! A program that does not use the library has none of its calls.
async fn ask(thing: Unknown, request: Request) {
    thing.pick().chat().create(request).await;
}
