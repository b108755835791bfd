"""Keeps the last messages of each topic, because MiniStack sends no mail: GET /_local/mails?topic=ARN answers them."""

import json
import os
from collections import deque
from datetime import datetime, timezone

from answers import answer_at
from ministack.services import sns


class KeptMails:
    """The newest messages of each topic, the oldest first, in memory and in a file of JSON lines."""

    OF_A_TOPIC = 200
    # The file has at most so many lines that are not kept any more.
    OLD_LINES = 5_000

    def __init__(self, file):
        self.file = file
        self.topics = {}
        self.lines = 0
        if os.path.exists(file):
            with open(file, encoding="utf-8") as lines:
                for line in lines:
                    if line.endswith("\n"):  # the last line may be cut, when the machine was switched off
                        self.keep(json.loads(line))
            self.rewrite()

    def keep(self, mail):
        self.topics.setdefault(mail["topic"], deque(maxlen=self.OF_A_TOPIC)).append(mail)

    def add(self, mail):
        self.keep(mail)
        self.write("a", [mail])
        self.lines += 1
        if self.lines > self.OLD_LINES:
            self.rewrite()

    def forget(self, topic):
        if self.topics.pop(topic, None):
            self.rewrite()

    def rewrite(self):
        self.write("w", [mail for mails in self.topics.values() for mail in mails])
        self.lines = 0

    def write(self, how, mails):
        with open(self.file, how, encoding="utf-8") as file:
            file.writelines(f"{json.dumps(mail)}\n" for mail in mails)


def keep_published(kept):
    fan_out, delete_topic = sns._fanout, sns._delete_topic

    def fan_out_and_keep(topic_arn, msg_id, message, subject, structure="", attributes=None, **more):
        values = {name: one.get("StringValue") for name, one in (attributes or {}).items()}
        at = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        text = sns._resolve_message_for_protocol(message, structure, "email")
        kept.add({"id": msg_id, "at": at, "topic": topic_arn, "subject": subject, "text": text, "attributes": values})
        return fan_out(topic_arn, msg_id, message, subject, structure, attributes, **more)

    def delete_topic_and_mails(params):
        kept.forget(sns._normalize_arn(sns._p(params, "TopicArn")))
        return delete_topic(params)

    sns._fanout, sns._delete_topic = fan_out_and_keep, delete_topic_and_mails


def newest_of(kept, query):
    mails = [mail for topic in query.get("topic", []) for mail in kept.topics.get(topic, [])]
    return {"mails": sorted(mails, key=lambda mail: mail["at"])}


def apply():
    # Taken out of the environment, because functions inherit all of it.
    kept = KeptMails(os.environ.pop("MAILS"))
    keep_published(kept)
    answer_at("/_local/mails", lambda query: newest_of(kept, query))
