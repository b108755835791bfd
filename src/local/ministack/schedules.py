"""MiniStack keeps schedules of EventBridge Scheduler, but it makes no API calls for them ("universal targets"). Its Step
Functions make such calls, so they make these too."""

import json

from ministack.services import eventbridge, scheduler

UNIVERSAL = ":scheduler:::aws-sdk:"


def apply():
    # Seconds between two looks. AWS is exact to a minute.
    scheduler._SCHEDULE_TICK_INTERVAL = 1
    invoke = eventbridge._invoke_target

    def invoke_universal(target, event, rule, *more):
        arn = target.get("Arn", "")
        if UNIVERSAL not in arn:
            return invoke(target, event, rule, *more)
        from ministack.services import stepfunctions  # late, because it is large

        load_balancing = {"protocol": "query", "service_key": "elasticloadbalancing"}
        stepfunctions._AWS_SDK_SERVICE_MAP.setdefault("elasticloadbalancingv2", load_balancing)
        call = arn.replace(UNIVERSAL, ":states:::aws-sdk:")
        return stepfunctions._invoke_aws_sdk_integration(call, json.loads(target.get("Input") or "{}"))

    eventbridge._invoke_target = invoke_universal
