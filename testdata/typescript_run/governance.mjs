// What stands in for a team's own recorder, as `acme-governance`: a span is active in its asynchronous context until it is closed.
import { AsyncLocalStorage } from "node:async_hooks";

const active = new AsyncLocalStorage();
const close = (span) => {
  span.isOpen = false;
};

/** The spans around the code that runs now, the innermost last. */
export const spans = () => active.getStore() ?? [];

function inside(work) {
  const span = { isOpen: true };
  return active.run([...spans(), span], () => {
    let result;
    try {
      result = work();
    } catch (error) {
      close(span);
      throw error;
    }
    if (typeof result?.then !== "function") {
      close(span);
      return result;
    }
    return result.then(
      (value) => (close(span), value),
      (error) => {
        close(span);
        throw error;
      },
    );
  });
}

const wrapped = (work) =>
  function (...given) {
    return inside(() => work.apply(this, given));
  };

/** `recorded(f)`, `@recorded`, `@recorded({ … })`. */
export const recorded = (first) => (typeof first === "function" ? wrapped(first) : wrapped);

/** `attest({ … }, f)` runs `f` at once. */
export const attest = (_, work) => inside(work);

/** `using scope = opened("…")`. */
export function opened() {
  const span = { isOpen: true };
  active.enterWith([...spans(), span]);
  const leave = () => close(span);
  return { record() {}, end: leave, [Symbol.dispose]: leave, [Symbol.asyncDispose]: async () => leave() };
}
