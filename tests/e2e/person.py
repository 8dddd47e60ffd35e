# SPDX-License-Identifier: Apache-2.0
"""Somebody who logged in, and that person's identity card."""
import datetime
import uuid

IDENTITY_CARD = "11100000000013127D001"
PNG = b"\x89PNG\r\n\x1a\n"


def tomorrow(days=1):
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")


def card_data(service, code):
    """The example of an identity card, of the person with this number."""
    data = service.example(IDENTITY_CARD)
    return {name: code if value == data["公民身份号码"] else value for name, value in data.items()}


class Person:
    """Somebody who logged in, as a page of ours would ask."""

    def __init__(self, service, cookie):
        self.service, self.token = service, cookie.split("=", 1)[1]

    def headers(self, idempotent=False):
        own = {"Authorization": "Bearer " + self.token}
        return {**own, "Idempotency-Key": uuid.uuid4().hex} if idempotent else own

    def get(self, path):
        return self.service.call_json("GET", path, headers=self.headers(), key=None)[::2]

    def post(self, path, value=None, idempotent=False):
        return self.service.call_json("POST", path, value, self.headers(idempotent), key=None)[::2]

    def code(self):
        return self.get("/v1/holders/me/export")[1]["holder"]["code"]

    def issue_card(self):
        status, _, license = self.service.issue(card_data(self.service, self.code()), IDENTITY_CARD)
        assert status == 201, license
        return license
