import Replicate from "replicate";

const client = new Replicate();
await client.run("meta/llama", { input: {} }); //~ MIMA001 replicate.Replicate.run model=meta/llama
await client.predictions.create({ model: "meta/llama", input: {} }); //~ MIMA001 replicate.Replicate.predictions.create model=meta/llama
await client.predictions.get("id");
await client.trainings.create("o", "m", "v", { input: {} }); //~ MIMA001 replicate.Replicate.trainings.create
