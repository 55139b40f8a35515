export * from "./client.js";
export { default as Desk, made as build } from "./client";
export * as everything from "./client";
