"""Starts MiniStack, with two changes.

Functions that are made of a container image go to the keeper's image runner, because MiniStack itself would need Docker for
them. Their variables stay what they are on AWS.

MiniStack computes no states of alarms. It ignores the dimensions of a metric, so an error of one function would ring the
alarms of all. The drills compute the states by CloudWatch's rules and set them (src/operate/drills/alarm-states.ts)."""

import os

from ministack.services import cloudwatch, lambda_svc

# Taken out of the environment, because functions inherit all of it.
RUNNER = os.environ.pop("IMAGE_RUNNER")
address_of = lambda_svc._proxy_url_for


def address_of_any(function):
    return address_of(function) or (RUNNER if function.get("PackageType") == "Image" else None)


lambda_svc._proxy_url_for = address_of_any
cloudwatch._evaluate_alarm = lambda alarm: None

from ministack.app import main  # noqa: E402

main()
