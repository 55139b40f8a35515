import { client as llm } from "@/lib/ask";

export default function Page() {
  return <button onClick={() => llm.responses.create({ model: "m", input: "x" })}>ask</button>; //~ MIMA001 openai.OpenAI.responses.create model=m
}
