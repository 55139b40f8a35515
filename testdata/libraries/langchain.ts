import { ChatPromptTemplate } from "@langchain/core/prompts";
import { Runnable, RunnableLambda, RunnableSequence } from "@langchain/core/runnables";
import { StringOutputParser } from "@langchain/core/output_parsers";
import { ChatOpenAI, DallEAPIWrapper, OpenAIEmbeddings } from "@langchain/openai";
import { initChatModel } from "langchain/chat_models/universal";
import { LLMChain } from "langchain/chains";
import { createStuffDocumentsChain } from "@langchain/classic/chains/combine_documents";

const model = new ChatOpenAI({ model: "gpt-4o" });
const prompt = ChatPromptTemplate.fromTemplate("{q}");
await model.invoke("x"); //~ MIMA001 @langchain/openai.ChatOpenAI.invoke model=gpt-4o
await model.bindTools([]).stream("x"); //~ MIMA001 @langchain/openai.ChatOpenAI.stream model=gpt-4o
await model.withStructuredOutput(schema).invoke("x"); //~ MIMA001 @langchain/core.runnables.Runnable.invoke
const chain = prompt.pipe(model).pipe(new StringOutputParser());
await chain.invoke({ q: "x" }); //~ MIMA001 @langchain/core.runnables.RunnableSequence.invoke
await chain.withConfig({}).batch([{ q: "x" }]); //~ MIMA001 @langchain/core.runnables.RunnableSequence.batch
await RunnableSequence.from([prompt, model]).stream({ q: "x" }); //~ MIMA001 @langchain/core.runnables.RunnableSequence.stream
await RunnableSequence.from([prompt, new StringOutputParser()]).invoke({ q: "x" });
await prompt.invoke({ q: "x" });
await new RunnableLambda({ func: prompt }).invoke("x");
await new OpenAIEmbeddings().embedQuery("x"); //~ MIMA001 @langchain/openai.OpenAIEmbeddings.embedQuery
await new DallEAPIWrapper({ n: 1 }).invoke("x"); //~ MIMA001 @langchain/openai.DallEAPIWrapper.invoke
await (await initChatModel("gpt-4o")).invoke("x"); //~ MIMA001 @langchain/core.language_models.chat_models.BaseChatModel.invoke
await new LLMChain({ llm: model, prompt }).call({ q: "x" }); //~ MIMA001 langchain.chains.LLMChain.call
await (await createStuffDocumentsChain({ llm: model, prompt })).invoke({}); //~ MIMA001 @langchain/core.runnables.RunnableSequence.invoke
export const ask = (chain: Runnable) => chain.invoke({ q: "x" }); //~ MIMA001 @langchain/core.runnables.Runnable.invoke
export const unknown = (llm) => prompt.pipe(llm).invoke({ q: "x" }); //~ MIMA001 @langchain/core.runnables.RunnableSequence.invoke confidence=low
