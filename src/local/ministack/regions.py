"""GET /_local/regions?service=ec2&account=ID answers in which regions there are instances (ecs: clusters). The keeper asks every
second. AWS's own calls would cost more than everything else in an idle local cloud, and would load both services."""

import sys

from answers import answer_at

THINGS = {"ec2": "_instances", "ecs": "_clusters"}


def regions(query):
    [service], [account] = query["service"], query["account"]
    # A service is loaded with its first call, or at the start when it has saved things.
    module = sys.modules.get(f"ministack.services.{service}")
    # The keys are account, region and name.
    keys = list(getattr(module, THINGS[service])._data) if module else []
    return {"regions": sorted({region for owner, region, _ in keys if owner == account})}


def apply():
    answer_at("/_local/regions", regions)
