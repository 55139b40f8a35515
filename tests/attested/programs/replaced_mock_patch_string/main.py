from unittest import mock

import app

with mock.patch("gov.mima"):
    app.ask("x")
