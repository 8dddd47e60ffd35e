# SPDX-License-Identifier: Apache-2.0
"""A counter with a system, a clerk and a holder, at which cases receive licenses instead of paper."""
import uuid

from person import IDENTITY_CARD, Person
from provider import Provider

MATTER = {"code": "11640100MB9999001P4000109007000", "name": "往来港澳通行证签发"}
CASE, DEVICE = "2026-000017", "窗口 3"


class Counter:
    def __init__(self, service):
        """Of a service that does not run yet."""
        self.service = service
        self.scopes = ["license_type:*", "matter:" + MATTER["code"]]
        self.administrator = service.client("administrator", ["administrator"])
        self.system = service.client("acceptance", ["integrator"], self.scopes)
        self.elsewhere = service.client("elsewhere", ["integrator"], self.scopes, "--tenant", "11430000006122244L")
        self.provider = Provider(service)
        self.provider.introduce()

    def open(self):
        self.service.start()
        self.operator = self.provider.register_clerk(self.administrator, " ".join(self.scopes))["party"]["id"]
        self.holder = Person(self.service, self.provider.login("zhang-san")[0])
        self.card = self.holder.issue_card()

    def scan(self, fields=None, **more):
        """The fast lane: shown for the matter, given at once."""
        shown = self.holder.post("/v1/show-codes", {"licenses": [self.card["identifier"]], "for_matter": MATTER})[1]
        wanted = {"type": IDENTITY_CARD, **({"fields": list(fields)} if fields else {})}
        wish = {"code": shown["code"]["url"], "matter": MATTER, "case": CASE, "license_types": [wanted], "operator": self.operator,
                "device": DEVICE, **more}
        status, _, scan = self.service.call_json("POST", "/v1/scans", wish, {"Idempotency-Key": uuid.uuid4().hex}, key=self.system)
        assert (status, scan["state"]) == (201, "given"), scan
        return scan

    def use_code(self, **more):
        return self.scan(**more)["given"][0]["use_code"]

    def submit(self, *use_codes, key=None, system=None, **more):
        wish = {"authorization": list(use_codes), "matter": MATTER["code"], "item": "01", "case": CASE, "operator": self.operator,
                "device": DEVICE, **more}
        headers = {"Idempotency-Key": key or uuid.uuid4().hex}
        return self.service.call_json("POST", "/v1/submissions", wish, headers, key=system or self.system)[::2]

    def submitted(self, **more):
        status, made = self.submit(self.use_code(), **more)
        assert (status, made["state"]) == (201, "complete"), made
        return made

    def answer(self, submission, outcome, reason=""):
        answer = {"outcome": outcome, "reason": reason, "operator": self.operator}
        return self.service.call_json("POST", f"/v1/submissions/{submission['id']}/outcome", answer, key=self.system)[::2]
