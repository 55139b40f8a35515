const { OpenAI } = require("openai");
exports.client = new OpenAI();
module.exports.make = () => new OpenAI();
