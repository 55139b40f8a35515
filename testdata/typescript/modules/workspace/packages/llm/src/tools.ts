export { client as tool } from "./client";
