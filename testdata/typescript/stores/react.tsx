import { createContext, useContext, useMemo, useRef, useState, useCallback } from "react";
import OpenAI from "openai";
const Typed = createContext<OpenAI | undefined>(undefined);
const Default = createContext(new OpenAI());
export const Provided = createContext(null);
export function App() {
  const client = useMemo(() => new OpenAI(), []);
  return <Provided.Provider value={client}><Chat /></Provided.Provider>;
}
export function Chat() {
  const a = useContext(Typed);
  const b = useContext(Default);
  const c = useContext(Provided);
  const d = useRef<OpenAI | null>(null);
  if (!d.current) d.current = new OpenAI();
  const e = useRef<OpenAI>(null);
  const [f] = useState(() => new OpenAI());
  const g = useMemo(() => new OpenAI(), []);
  const h = useRef(new OpenAI());
  const ask = useCallback(async () => {
    await a!.responses.create({ model: "gpt-4o", input: "context typed" }); //~ MIMA001 openai.OpenAI.responses.create model=gpt-4o confidence=medium
    await b.responses.create({ model: "gpt-4o", input: "context default" }); //~ MIMA001 openai.OpenAI.responses.create model=gpt-4o
    await c.responses.create({ model: "gpt-4o", input: "context provided" }); //~ MIMA001 openai.OpenAI.responses.create model=gpt-4o confidence=low
    await d.current!.responses.create({ model: "gpt-4o", input: "ref assigned" }); //~ MIMA001 openai.OpenAI.responses.create model=gpt-4o confidence=medium
    await e.current!.responses.create({ model: "gpt-4o", input: "ref typed" }); //~ MIMA001 openai.OpenAI.responses.create model=gpt-4o confidence=medium
    await f.responses.create({ model: "gpt-4o", input: "state" }); //~ MIMA001 openai.OpenAI.responses.create model=gpt-4o confidence=low
    await g.responses.create({ model: "gpt-4o", input: "memo" }); //~ MIMA001 openai.OpenAI.responses.create model=gpt-4o
    await h.current.responses.create({ model: "gpt-4o", input: "ref init" }); //~ MIMA001 openai.OpenAI.responses.create model=gpt-4o
  }, []);
  return <button onClick={ask} />;
}
