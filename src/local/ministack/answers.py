"""Answers of our own beside those of AWS: GET /_local/... as JSON. Each change of this folder may add one."""

import json
from urllib.parse import parse_qs

from ministack import app


def answer_at(path, answer):
    """`answer` gets the query, a list of values for each name, and returns what is sent as JSON."""
    others = app.app

    async def answer_too(scope, receive, send):
        if scope["type"] != "http" or scope["path"] != path:
            return await others(scope, receive, send)
        body = json.dumps(answer(parse_qs(scope["query_string"].decode()))).encode()
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
        await send({"type": "http.response.body", "body": body})

    app.app = answer_too
