"""Starts MiniStack, with what it lacks. Functions that are made of a container image go to the keeper's image runner, because
MiniStack itself would need Docker for them; their variables stay what they are on AWS. Calls of Application Auto Scaling,
which MiniStack does not have, go to the keeper's stand-in."""

import asyncio
import os
import urllib.error
import urllib.request

from ministack import app
from ministack.core import router
from ministack.core.responses import get_account_id, get_region
from ministack.services import lambda_svc

# Taken out of the environment, because functions inherit all of it.
RUNNER = os.environ.pop("IMAGE_RUNNER")
SCALING = os.environ.pop("SCALING")
address_of = lambda_svc._proxy_url_for


def address_of_any(function):
    return address_of(function) or (RUNNER if function.get("PackageType") == "Image" else None)


lambda_svc._proxy_url_for = address_of_any


def answer_of(request):
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.read()


async def scaling(method, path, headers, body, query_params):
    told = {"x-amz-target": headers.get("x-amz-target", ""), "x-account": get_account_id(), "x-region": get_region()}
    # In a thread, because the stand-in asks MiniStack before it answers.
    request = urllib.request.Request(SCALING, data=body, headers=told, method="POST")
    status, answer = await asyncio.to_thread(answer_of, request)
    return status, {"Content-Type": "application/x-amz-json-1.1"}, answer


router.SERVICE_PATTERNS["application-autoscaling"] = {"target_prefixes": ["AnyScaleFrontendService"]}
app.SERVICE_HANDLERS["application-autoscaling"] = scaling

app.main()
