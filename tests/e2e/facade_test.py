#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Façades of existing platforms at the running service, by the contracts of tests/facade (docs/facades.md)."""
import base64
import json
import pathlib
import unittest
import urllib.parse

from person import IDENTITY_CARD, Person, tomorrow
from provider import Provider
from service import Service, binary_from_environment

CONTRACTS = pathlib.Path(__file__).resolve().parents[1] / "facade"
MATTER = {"code": "11640100MB9999001P4000109007000", "name": "往来港澳通行证签发"}
CASE = "2026-000017"
JSON = {"Content-Type": "application/json"}


def contract(name):
    return json.loads((CONTRACTS / (name + ".json")).read_text(encoding="utf-8"))


def filled(value, names, quote=lambda text: text):
    if isinstance(value, dict):
        return {name: filled(part, names) for name, part in value.items()}
    if isinstance(value, str):
        for name, text in names.items():
            value = value.replace("{" + name + "}", quote(text))
    return value


def is_of(value, kind):
    if kind in ("number", "list", "null"):
        return {"number": isinstance(value, int), "list": isinstance(value, list), "null": value is None}[kind]
    if not isinstance(value, str) or not value:
        return False
    if kind == "json":
        json.loads(value)
    if kind == "base64":
        base64.b64decode(value, validate=True)
    return True


def misfit(answer, shape, place=""):
    """The first place where an answer is not of this shape; None: there is none."""
    if isinstance(shape, str):
        return None if is_of(answer, shape) else f"{place} is no {shape}"
    if isinstance(shape, list):
        return misfit(answer[0], shape[0], place + "/0") if isinstance(answer, list) and answer else f"{place} is no list with something in it"
    for name, part in shape.items():
        if not isinstance(answer, dict) or name not in answer:
            return f"{place}/{name} is missing"
        found = misfit(answer[name], part, f"{place}/{name}")
        if found:
            return found
    return None


def at(answer, pointer):
    for part in pointer.split("/")[1:]:
        answer = answer[int(part) if isinstance(answer, list) else part]
    return answer


class FacadeTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.service = service = Service(binary_from_environment())
        cls.administrator = service.client("administrator", ["administrator"])
        scopes = ["license_type:*", "matter:" + MATTER["code"]]
        power = ["legal_basis:" + MATTER["code"], "duty_quota:" + MATTER["code"] + "=50"]
        service.client("acceptance", ["integrator", "issuer_clerk"], scopes + power)
        cls.key = json.loads((service.root / "acceptance.json").read_text())
        cls.provider = Provider(service)
        cls.provider.introduce()
        service.settings("facades", license_app=True, sharing=True, secrets_in_query=True)
        service.start()
        cls.operator = cls.provider.register_clerk(cls.administrator, " ".join(scopes))["party"]["id"]
        cls.zhang = Person(service, cls.provider.login("zhang-san")[0])
        cls.li = Person(service, cls.provider.login("li-si")[0])

    @classmethod
    def tearDownClass(cls):
        cls.provider.stop()
        cls.service.stop()
        cls.service.close()

    def setUp(self):
        self.card = self.zhang.issue_card()

    def call(self, method, path, value=None, headers=None):
        status, _, answer = self.service.call_json(method, path, value, headers, key=None)
        self.assertEqual(status, 200, answer)
        return answer

    def shown(self, person=None, **more):
        status, shown = (person or self.zhang).post("/v1/show-codes", {"licenses": [self.card["identifier"]], "for_matter": MATTER, **more})
        self.assertEqual(status, 201, shown)
        return shown["code"]["url"]

    def entrusted(self):
        wish = {"principal_name": "张三样例", "agent": {"name": "李四", "code_type": "111", "code": self.li.code()}, "license_types": [IDENTITY_CARD],
                "matters": [MATTER], "uses": 5, "until": tomorrow()}
        status, mandate = self.zhang.post("/v1/mandates", wish, idempotent=True)
        self.assertEqual(status, 201, mandate)
        return self.shown(self.li, mandate=mandate["id"])

    def names(self):
        return {"key": self.key["key_id"], "secret": self.key["secret"], "operator": self.operator, "authority": MATTER["code"][:18],
                "service_item": MATTER["code"] + ":01", "matter": MATTER["code"] + ":01", "matter_name": MATTER["name"], "case": CASE,
                "access_id": self.key["key_id"], "identifier": self.card["identifier"], "type": IDENTITY_CARD, "purpose": "出入境证件办理",
                "holder": self.card["holder"]["name"], "holder_code": self.card["holder"]["code"],
                "holder_code_type": self.card["holder"]["code_type"], "number": self.card["number"] or "", "credential": self.shown()}

    def go_through(self, contract, names, base=""):
        for call in contract["calls"]:
            with self.subTest(call["name"]):
                path = base + filled(call["path"], names, lambda text: urllib.parse.quote(text, safe=""))
                answer = self.call(call.get("method", "POST"), path, filled(call.get("request"), names))
                self.assertIsNone(misfit(answer, contract["envelope"]), answer)
                self.assertIsNone(misfit(answer, call["answer"]), answer)
                names.update({name: at(answer, pointer) for name, pointer in call.get("keep", {}).items()})
        return names

    def test_license_app(self):
        names = self.go_through(contract("license_app"), {**self.names(), "entrusted": self.entrusted()}, contract("license_app")["base"])
        log = (self.service.root / "service.log").read_text(encoding="utf-8")
        self.assertIn("license_app_archive", log, "the calls are logged")
        for secret in (names["token"], names["token"].split(".")[0], names["auth_code"], names["auth_code"].split(".")[0], names["secret"]):
            self.assertNotIn(secret, log)
        access = self.zhang.get("/v1/holders/me/accesses")[1]["accesses"]
        self.assertIn(("use", CASE), {(each["what"], each["case"]) for each in access})
        ended = self.call("GET", "/license-app/v1/service_item/list", headers={"Authorization": "Bearer " + names["token"]})
        self.assertEqual((ended["ack_code"], ended["errors"][0]["code"]), ("FAILURE", "TOKEN_REFUSED"))

    def test_sharing(self):
        self.go_through(contract("sharing"), self.names())
        log = (self.service.root / "service.log").read_text(encoding="utf-8")
        self.assertNotIn(self.key["secret"], log)

    def test_the_archived_copy_verifies(self):
        names = self.names()
        login = self.call("POST", "/license-app/v1/security/login", {"app_key": names["key"], "app_secret": names["secret"], "account": self.operator})
        bearer = {"Authorization": "Bearer " + login["access_token"]}
        wish = {"service_item_code": names["service_item"], "service_item_name": MATTER["name"], "biz_num": CASE, "credential": self.shown()}
        given = self.call("POST", "/license-app/v1/license/holder", wish, bearer)
        self.assertEqual(given["ack_code"], "SUCCESS", given)
        fields = {**bearer, "Elicense-Auth-Code": given["auth_codes"][0]}
        record = self.call("GET", "/license-app/v1/license/get_license", headers=fields)["data"]
        self.assertEqual(json.loads(record["data_fields"])["姓名"], self.card["data"]["姓名"])
        copy = base64.b64decode(self.call("GET", "/license-app/v1/license/archive", headers=fields)["data"]["file_data"])
        answer = self.call("POST", "/CertShare/verifyFile", {"head": {"accessId": names["key"], "accessToken": names["secret"]},
                                                             "data": {"contentType": "base64", "content": base64.b64encode(copy).decode()}})
        self.assertEqual((answer["data"]["status"], answer["data"]["verdict"]), (0, "trusted"), answer)
        report = json.loads(self.service.call("POST", "/v1/verifications", copy, {"Content-Type": "application/ofd"}, key=None)[2])
        self.assertEqual(report["license"]["copy"]["case"], CASE)

    def test_another_code_is_refused_in_the_envelope(self):
        login = self.call("POST", "/license-app/v1/security/login", {"app_key": self.key["key_id"], "app_secret": base64.b64encode(bytes(32)).decode()})
        self.assertEqual((login["ack_code"], login["errors"][0]["code"], login["data"]), ("FAILURE", "AUTHENTICATION_FAILED", None))
        metrics = self.service.call("GET", "/metrics")[2].decode()
        self.assertIn('elicense_requests_total{route="license_app_login",status="4xx"} 1', metrics)
        self.assertTrue(login["errors"][0]["next_step"])


class SwitchedOffTest(unittest.TestCase):
    def test_nothing_is_there(self):
        service = Service(binary_from_environment())
        try:
            service.start()
            paths = [(call.get("method", "POST"), contract(name).get("base", "") + call["path"].split("?")[0])
                     for name in ("license_app", "sharing") for call in contract(name)["calls"]]
            self.assertGreater(len(paths), 20)
            for method, path in paths:
                status, _, content = service.call(method, path, b"{}" if method == "POST" else None, JSON if method == "POST" else {}, key=None)
                self.assertEqual(status, 404, (path, content))
            service.stop()
        finally:
            service.close()


if __name__ == "__main__":
    unittest.main(verbosity=2)
