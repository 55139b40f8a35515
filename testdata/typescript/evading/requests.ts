// Requests whose URL, host or sender is written otherwise.
import { request } from "undici";
import axios from "axios";
import https from "https";
import WebSocket from "ws";
import tls from "tls";
export async function h_fetch_tpl() {
    const h = "api.openai.com";
    await fetch(`https://${h}/v1/chat/completions`, { method: "POST" }); //~ MIMA002 globalThis.fetch provider=openai
}
export async function h_fetch_join() {
    await fetch(["https:/", "api.openai.com", "v1", "chat", "completions"].join("/"), { method: "POST" }); //~ MIMA002 globalThis.fetch provider=openai
}
export async function h_fetch_url() {
    await fetch(new URL("/v1/chat/completions", "https://api.openai.com"), { method: "POST" }); //~ MIMA002 globalThis.fetch provider=openai
}
export async function h_fetch_url_path() {
    const u = new URL("https://api.openai.com");
    u.pathname = "/v1/chat/completions";
    await fetch(u, { method: "POST" }); //~ MIMA002 globalThis.fetch provider=openai
}
export async function h_fetch_request() {
    await fetch(new Request("https://api.openai.com/v1/chat/completions", { method: "POST" })); //~ MIMA002 globalThis.fetch provider=openai
}
export async function h_fetch_replace() {
    await fetch("https://HOST/v1/chat/completions".replace("HOST", "api.openai.com"), { method: "POST" }); //~ MIMA002 globalThis.fetch provider=openai
}
export async function h_fetch_env_default() {
    const base = process.env.BASE ?? "https://api.openai.com/v1";
    await fetch(`${base}/chat/completions`, { method: "POST" }); //~ MIMA002 globalThis.fetch provider=openai
}
export async function h_fetch_globalthis() {
    await globalThis.fetch("https://api.openai.com/v1/chat/completions", { method: "POST" }); //~ MIMA002 globalThis.fetch provider=openai
}
export async function h_fetch_window() {
    await window["fetch"]("https://api.openai.com/v1/chat/completions", { method: "POST" }); //~ MIMA002 globalThis.fetch provider=openai
}
export async function h_fetch_alias() {
    const go = fetch;
    await go("https://api.openai.com/v1/chat/completions", { method: "POST" }); //~ MIMA002 globalThis.fetch provider=openai
}
export async function h_fetch_map() {
    await Promise.all(["https://api.openai.com/v1/chat/completions"].map((u) => fetch(u, { method: "POST" }))); //~ MIMA002 globalThis.fetch provider=openai
}
export async function h_fetch_config() {
    const cfg = { openai: { url: "https://api.openai.com/v1/chat/completions" } };
    await fetch(cfg["openai"].url, { method: "POST" }); //~ MIMA002 globalThis.fetch provider=openai
}
export async function h_fetch_reflect() {
    await Reflect.apply(fetch, null, ["https://api.openai.com/v1/chat/completions", { method: "POST" }]); //~ MIMA002 globalThis.fetch provider=openai
}
export async function h_undici() {
    await request("https://api.openai.com/v1/chat/completions", { method: "POST" }); //~ MIMA002 undici.request provider=openai
}
export async function h_axios_create() {
    const a = axios.create({ baseURL: "https://api.openai.com/v1" });
    await a.post("/chat/completions", {}); //~ MIMA002 axios.create.post confidence=medium provider=openai
}
export async function h_https() {
    https.request({ hostname: "api.openai.com", path: "/v1/chat/completions", method: "POST" }); //~ MIMA002 https.request provider=openai
}
export async function h_xhr() {
    const x = new XMLHttpRequest();
    x.open("POST", "https://api.openai.com/v1/chat/completions"); //~ MIMA002 globalThis.XMLHttpRequest.open provider=openai
    x.send("{}");
}
export async function h_beacon() {
    navigator.sendBeacon("https://api.openai.com/v1/chat/completions", "{}"); //~ MIMA002 globalThis.navigator.sendBeacon provider=openai
}
export async function h_ws() {
    const w = new WebSocket("wss://api.openai.com/v1/realtime?model=m"); //~ MIMA002 ws provider=openai
    w.send("{}");
}
export async function h_ws_lib() {
    const w = new WebSocket("wss://api.openai.com/v1/realtime?model=m"); //~ MIMA002 ws provider=openai
    w.send("{}");
}
export async function h_eventsource() {
    const e = new EventSource("https://api.openai.com/v1/chat/completions"); //~ MIMA002 globalThis.EventSource provider=openai
}
export async function h_tls() {
    const s = tls.connect(443, "api.openai.com");
    s.write("POST /v1/chat/completions HTTP/1.1\r\nHost: api.openai.com\r\n\r\n"); //~ MIMA002 tls.connect.write confidence=medium provider=openai
}
export async function h_models() {
    await fetch("https://api.openai.com/v1/models");
}
