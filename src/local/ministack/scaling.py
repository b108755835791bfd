"""Calls of Application Auto Scaling, which MiniStack does not have, go to the keeper's stand-in (src/local/scaling/)."""

import asyncio
import os
import urllib.error
import urllib.request

from ministack import app
from ministack.core import router
from ministack.core.responses import get_account_id, get_region


def answer_of(request):
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.read()


def apply():
    address = os.environ.pop("SCALING")

    async def scaling(method, path, headers, body, query_params):
        target = {"x-amz-target": headers.get("x-amz-target", "")}
        told = {**target, "x-account": get_account_id(), "x-region": get_region()}
        # In a thread, because the stand-in asks MiniStack before it answers.
        request = urllib.request.Request(address, data=body, headers=told, method="POST")
        status, answer = await asyncio.to_thread(answer_of, request)
        return status, {"Content-Type": "application/x-amz-json-1.1"}, answer

    router.SERVICE_PATTERNS["application-autoscaling"] = {"target_prefixes": ["AnyScaleFrontendService"]}
    app.SERVICE_HANDLERS["application-autoscaling"] = scaling
