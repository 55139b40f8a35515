// What an enumeration holds.
export async function h_fetch_enum() {
    enum Url { A = "https://api.openai.com/v1/chat/completions" }
    await fetch(Url.A, { method: "POST" }); //~ MIMA002 globalThis.fetch provider=openai
}
