import baml_py

from .runtime import DoNotUseDirectlyCallManager


class BamlSyncClient:
    def __init__(self, options: DoNotUseDirectlyCallManager):
        self.__options = options
        self.__stream_client = BamlStreamClient(options)
        self.__http_request = BamlHttpRequestClient(options)

    def with_options(self, client=None) -> "BamlSyncClient":
        return BamlSyncClient(self.__options.merge_options({"client": client}))

    @property
    def stream(self):
        return self.__stream_client

    @property
    def request(self):
        return self.__http_request

    def ExtractResume(self, text: str, baml_options={}):
        if "on_tick" in baml_options:
            return self.stream.ExtractResume(text, baml_options=baml_options).get_final_response()
        return self.__options.merge_options(baml_options).call_function_sync("ExtractResume", {"text": text})


class BamlStreamClient:
    def __init__(self, options: DoNotUseDirectlyCallManager):
        self.__options = options

    def ExtractResume(self, text: str, baml_options={}) -> baml_py.BamlSyncStream:
        return baml_py.BamlSyncStream(*self.__options.merge_options(baml_options).create_sync_stream("ExtractResume", {"text": text}))


class BamlHttpRequestClient:
    def __init__(self, options: DoNotUseDirectlyCallManager):
        self.__options = options

    def ExtractResume(self, text: str, baml_options={}) -> baml_py.HTTPRequest:
        return self.__options.merge_options(baml_options).create_http_request_sync("ExtractResume", {"text": text})


b = BamlSyncClient(DoNotUseDirectlyCallManager({}))
