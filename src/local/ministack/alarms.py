"""MiniStack computes no states of alarms. It ignores the dimensions of a metric, so an error of one function would ring the
alarms of all. The drills compute the states by CloudWatch's rules and set them (src/operate/drills/alarm-states.ts)."""

from ministack.services import cloudwatch


def apply():
    cloudwatch._evaluate_alarm = lambda alarm: None
