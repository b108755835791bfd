"""A function is Active soon after it was made or changed. MiniStack waits half a second, and a run of `up` waits for that
several times."""

from ministack.services import lambda_svc

SECONDS = 0.05


def apply():
    lambda_svc._LAMBDA_STATE_TRANSITION_DELAY = SECONDS
