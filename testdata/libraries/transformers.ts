import { AutoTokenizer, pipeline } from "@huggingface/transformers";

const classify = await pipeline("sentiment-analysis");
await classify("x"); //~ MIMA001 @huggingface/transformers.Pipeline
await AutoTokenizer.from_pretrained("m");
