import google.generativeai as genai

genai.configure(api_key="from-the-vault")
model = genai.GenerativeModel("gemini-1.5-flash")


def summarise(text):
    if model.count_tokens(text).total_tokens > 9000:
        return None
    return model.generate_content(text).text  #~ MIMA001 google.generativeai.GenerativeModel.generate_content model=gemini-1.5-flash


def talk(lines):
    chat = model.start_chat(history=[])
    return [chat.send_message(line).text for line in lines]  #~ MIMA001 google.generativeai.ChatSession.send_message


def vector(text):
    names = [m.name for m in genai.list_models()]
    return names, genai.embed_content(model="models/text-embedding-004", content=text)["embedding"]  #~ MIMA001 google.generativeai.embed_content model=models/text-embedding-004


def complete():
    genai.describe()
    return genai.generate_text()  #~ MIMA001 google.generativeai.generate_text


def tune():
    genai.describe()
    return genai.create_tuned_model()  #~ MIMA001 google.generativeai.create_tuned_model


def draw():
    genai.describe()
    return genai.generate_images()  #~ MIMA001 google.generativeai.generate_images


def pictures(prompt: str):
    model = genai.ImageGenerationModel.from_pretrained("imagen-3.0-generate-001")
    model.describe()
    return model.generate_images(prompt=prompt)  #~ MIMA001 google.generativeai.ImageGenerationModel.generate_images model=imagen-3.0-generate-001
