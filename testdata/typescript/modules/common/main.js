const llm = require("./llm.cjs");
const { make } = require("./llm");
llm.client.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
make().responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
(async () => {
  const late = await import("./llm.cjs");
  late.client.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
})();
