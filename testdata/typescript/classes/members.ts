// What instances keep, however they are given it.
import OpenAI from "openai";

class Base {
  protected llm = new OpenAI();
  ask() {
    return this.llm.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
  }
}

export class Desk extends Base {
  #own: OpenAI;
  static shared = new Desk(new OpenAI());
  constructor(private readonly given: OpenAI) {
    super();
    this.#own = given;
  }
  get chat() {
    return this.#own.chat.completions;
  }
  late = async () => this.given.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
  async both() {
    await super.ask();
    await this.llm.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
    await this.chat.create({ model: "m", messages: [] }); //~ MIMA001 openai.OpenAI.chat.completions.create model=m
    return [1].map(() => this.#own.responses.create({ model: "m", input: "x" })); //~ MIMA001 openai.OpenAI.responses.create model=m
  }
}
await Desk.shared.chat.create({ model: "m", messages: [] }); //~ MIMA001 openai.OpenAI.chat.completions.create model=m

export const Unnamed = class {
  client = new OpenAI();
};
await new Unnamed().client.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m

interface Has {
  client: OpenAI;
}
export const ask = (has: Has) => has.client.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
