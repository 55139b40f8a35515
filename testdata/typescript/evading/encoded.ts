// A URL that is decoded, and names no host.
export async function h_fetch_atob() {
    await fetch(atob("aHR0cHM6Ly9hcGkub3BlbmFpLmNvbS92MS9jaGF0L2NvbXBsZXRpb25z"), { method: "POST" }); //~ MIMA002 globalThis.fetch provider=openai
}
export async function h_fetch_buffer() {
    await fetch(Buffer.from("aHR0cHM6Ly9hcGkub3BlbmFpLmNvbS92MS9jaGF0L2NvbXBsZXRpb25z", "base64").toString("utf8"), { method: "POST" }); //~ MIMA002 globalThis.fetch provider=openai
}
