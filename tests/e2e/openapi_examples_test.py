#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""schemas/openapi.yaml is held to its own schemas, and the running service to it: examples, and answers of every kind of question."""
import json
import re
import sys
import unittest
import uuid

try:
    from openapi import ALWAYS, Description, is_json, media_type_of
except ImportError as missing:
    print(f"{missing.name} is missing: nothing was tested")
    sys.exit(77)
from person import IDENTITY_CARD, Person, tomorrow
from provider import Provider
from service import BUSINESS_LICENSE, Service, binary_from_environment

MATTER = {"code": "11640100MB9999001P4000109007000", "name": "往来港澳通行证签发"}
CASE, DEVICE = "2026-000017", "窗口 3"
FORM = "application/x-www-form-urlencoded"
QUERIES = {"get_ledger_consistency": "?from=1&to=2"}
ELSEWHERE = {"sandbox", "facades"}  # switched off here: sandbox_test.py and facade_test.py ask them
DESCRIPTION = Description()


def with_examples(contents):
    return {media: content for media, content in contents.items() if is_json(media) or media == FORM}


class ExamplesTest(unittest.TestCase):
    def contents(self):
        """Every content that has to have an example: bodies of requests, and answers that are no refusals."""
        for operation in DESCRIPTION.operations:
            for media, content in with_examples(DESCRIPTION.requests(operation)).items():
                yield f"{operation.name} request {media}", content
            for status in operation.content["responses"]:
                if status < "300":
                    for media, content in with_examples(DESCRIPTION.responses(operation, status)).items():
                        yield f"{operation.name} {status} {media}", content
        for media, content in DESCRIPTION.root["components"]["responses"]["Problem"]["content"].items():
            yield "Problem", content

    def test_nothing_is_without(self):
        self.assertEqual([name for name, content in self.contents() if DESCRIPTION.example(content) is None], [])

    def test_they_are_as_described(self):
        for name, content in self.contents():
            with self.subTest(name):
                self.assertEqual(DESCRIPTION.problems(content, DESCRIPTION.example(content)), [])


class AnswersTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.service = service = Service(binary_from_environment())
        scopes = ["license_type:*", "matter:*"]
        cls.administrator = service.client("administrator", ["administrator"])
        cls.second = service.client("second", ["administrator"])
        cls.system = service.client("acceptance", ["integrator"], scopes)
        cls.approver = service.client("approver", ["issuer_approver", "seal_approver"], scopes)
        cls.provider = Provider(service)
        cls.provider.introduce()
        service.settings("limits", holder_per_minute=0)  # many requests of one person
        service.start()
        cls.operator = cls.provider.register_clerk(cls.administrator, " ".join(scopes))["party"]["id"]
        cls.zhang, cls.li = (Person(service, cls.provider.login(name)[0]) for name in ("zhang-san", "li-si"))
        cls.window = Person(service, cls.provider.login("clerk-wang")[0])
        cls.card = cls.zhang.issue_card()["identifier"]
        cls.callers = [cls.zhang, service.clerk, cls.system, cls.approver, service.auditor, cls.administrator, cls.window, None]

    @classmethod
    def tearDownClass(cls):
        cls.provider.stop()
        cls.service.stop()
        cls.service.close()

    def ask(self, caller, method, path, value=None, media="application/json", **more):
        headers = {**({"Content-Type": media} if value is not None else {}), **more}
        body = json.dumps(value, ensure_ascii=False).encode() if is_json(media) and value is not None else value
        if isinstance(caller, Person):
            headers, caller = {**headers, **caller.headers()}, None
        return self.service.call(method, path, body, headers, key=caller)

    def described(self, method, path, answer):
        """The answer's JSON, once status, media type and body are what the description says."""
        status, headers, content = answer
        operation = DESCRIPTION.operation(method, path.partition("?")[0])
        self.assertIn(str(status), ALWAYS | operation.content["responses"].keys(), (operation.name, content))
        contents, media = DESCRIPTION.responses(operation, status), media_type_of(headers.get("content-type"))
        if content:
            self.assertIn(media, contents, (operation.name, status))
        if not is_json(media):
            return content
        value = json.loads(content)
        self.assertEqual(DESCRIPTION.problems(contents[media], value), [], (operation.name, value))
        return value

    def say(self, caller, method, path, value=None, status=200, **more):
        answer = self.ask(caller, method, path, value, **{"Idempotency-Key": uuid.uuid4().hex, **more} if method == "POST" else more)
        self.assertEqual(answer[0], status, answer[2])
        return self.described(method, path, answer)

    def scan(self, **more):
        shown = self.say(self.zhang, "POST", "/v1/show-codes", {"mine": True}, 201)
        self.say(self.zhang, "GET", "/v1/show-sessions/" + shown["session"]["id"])
        wish = {"code": shown["code"]["url"], "matter": MATTER, "case": CASE, "license_types": [{"type": IDENTITY_CARD}], "operator": self.operator,
                "device": DEVICE, **more}
        scan = self.say(self.system, "POST", "/v1/scans", wish, 201)
        self.say(self.zhang, "POST", f"/v1/scans/{scan['id']}/confirmation", {"match": scan["match"], "licenses": [self.card]})
        return self.say(self.system, "GET", "/v1/scans/" + scan["id"])

    def test_everything_that_is_read_without_an_object(self):
        for operation in DESCRIPTION.operations:
            media = [name for status in operation.content["responses"] if status == "200" for name in DESCRIPTION.responses(operation, status)]
            if operation.method != "GET" or "{" in operation.path or not any(map(is_json, media)) or ELSEWHERE & set(operation.content["tags"]):
                continue
            with self.subTest(operation.name):
                path = operation.path + QUERIES.get(operation.name, "")
                answers = [self.ask(caller, "GET", path) for caller in self.callers]
                for answer in answers:
                    self.described("GET", path, answer)
                self.assertIn(200, [status for status, _, _ in answers])

    def test_example_requests_as_they_stand(self):
        """Whoever sends them, and whether what they name is there: the answer is one that is described."""
        for operation in DESCRIPTION.operations:
            path = re.sub(r"{([^}]+)}", lambda name, one=operation: self.sample(one, name[1]), operation.path)
            for media, content in with_examples(DESCRIPTION.requests(operation)).items():
                example = DESCRIPTION.example(content)
                for caller in self.callers:
                    with self.subTest(operation.name, caller=caller):
                        body = "&".join(f"{name}={value}" for name, value in example.items()).encode() if media == FORM else example
                        self.described("POST", path, self.ask(caller, "POST", path, body, media, **{"Idempotency-Key": uuid.uuid4().hex}))

    def sample(self, operation, name):
        parameter = next(one for one in map(DESCRIPTION.resolved, operation.parameters) if one["name"] == name)
        schema = parameter["schema"]
        return str(schema.get("example", 1 if schema["type"] == "integer" else "sub_" + 32 * "0" if "sub_" in schema.get("pattern", "") else 32 * "0"))

    def test_a_license(self):
        path = "/v1/licenses/" + self.card
        for part in ("", "/metadata.json", "/copies", "/transitions", "/document", "/face.png", "/receipt", "/metadata.xml"):
            self.say(self.service.clerk, "GET", path + part)
        self.say(self.service.clerk, "POST", path + "/copies", {"kind": "reprint", "purpose": "原件污损"}, 201)
        self.say(self.service.clerk, "POST", "/v1/license-searches", {"holder_code_type": "111", "holder_code": self.zhang.code()})
        example = self.service.example()
        made = self.say(self.service.clerk, "POST", "/v1/licenses", {"license_type": BUSINESS_LICENSE, "data": example}, 201)
        wish = {"transition": "suspend", "reason": "under_investigation", "legal_basis": "《行政许可法》第六十九条"}
        self.say(self.service.clerk, "POST", f"/v1/licenses/{made['identifier']}/transitions", wish, 201)
        document = self.ask(self.service.clerk, "GET", made["links"]["document"])[2]
        answer = self.ask(None, "POST", "/v1/verifications", document, "application/ofd")
        self.assertEqual(self.described("POST", "/v1/verifications", answer)["verdict"], "untrusted")
        self.say(self.service.clerk, "GET", "/v1/license-types/" + IDENTITY_CARD)
        self.say(self.service.clerk, "GET", f"/v1/license-types/{IDENTITY_CARD}/versions")

    def hold_to_its_fields(self, answer, name):
        """The example has what the service answers, and of the license what its fields name and no more."""
        operation = next(each for each in DESCRIPTION.operations if each.name == name)
        example = DESCRIPTION.example(DESCRIPTION.responses(operation, 200)["application/json"])
        self.assertEqual((example.keys(), example["license"].keys()), (answer.keys(), answer["license"].keys()))
        for each in (example, answer):
            license, fields = each["license"], set(each["fields"])
            there = {"holder_name": license["holder"]["name"], "holder_code": license["holder"]["code"], "number": license["number"], **license["data"]}
            self.assertEqual({field for field, value in there.items() if value is not None}, fields)

    def test_a_case(self):
        matter = "/v1/matters/" + MATTER["code"]
        self.say(None, "GET", matter)
        self.say(None, "GET", matter + "/versions")
        self.say(self.system, "POST", matter + "/preflight", {"item": "01", "applicant": {"code_type": "111", "code": self.zhang.code()}})
        scan = self.scan(uses=2)
        use = {"use_code": scan["given"][0]["use_code"], "matter": MATTER["code"], "case": CASE, "operator": self.operator, "device": DEVICE}
        self.hold_to_its_fields(self.say(self.system, "POST", "/v1/license-uses", use), "use_license")
        case = self.say(self.system, "POST", "/v1/submissions", {"authorization": [use.pop("use_code")], "item": "01", **use}, 201)
        path = "/v1/submissions/" + case["id"]
        for part in ("", "/receipt", "/materials/1/document"):
            self.say(self.system, "GET", path + part)
        self.say(self.system, "POST", path + "/outcome", {"outcome": "accepted", "operator": self.operator})
        self.say(self.zhang, "POST", f"/v1/scans/{scan['id']}/stop")
        for mine in ("scans", "accesses", "submissions", "licenses", "export"):
            self.say(self.zhang, "GET", "/v1/holders/me/" + mine)

    def test_objections(self):
        complaint = self.say(self.zhang, "POST", "/v1/complaints", {"about": {"scan": self.scan()["id"]}, "kind": "other-purpose", "text": "与说明不符"}, 201)
        self.say(self.service.auditor, "GET", "/v1/complaints")
        self.say(self.service.auditor, "POST", f"/v1/complaints/{complaint['id']}/answer", {"state": "upheld", "text": "已停止该用途。"})
        self.say(self.zhang, "GET", "/v1/holders/me/complaints")
        asked = self.say(self.zhang, "POST", "/v1/holders/me/corrections", {"license": self.card, "field": "住址", "text": "门牌号应为12号"}, 201)
        self.say(self.service.clerk, "GET", "/v1/corrections")
        self.say(self.service.clerk, "POST", f"/v1/corrections/{asked['number']}/answers", {"state": "refused"})
        self.say(self.zhang, "GET", "/v1/holders/me/corrections")

    def test_a_mandate(self):
        agent = {"name": "李四", "code_type": "111", "code": self.li.code()}
        wish = {"agent": agent, "principal_name": "张三样例", "license_types": [IDENTITY_CARD], "matters": [MATTER], "uses": 2, "until": tomorrow()}
        mandate = self.say(self.zhang, "POST", "/v1/mandates", wish, 201)
        self.say(self.li, "GET", "/v1/mandates")
        self.say(None, "GET", "/v1/mandate-states/" + mandate["id"])
        self.say(self.zhang, "POST", f"/v1/mandates/{mandate['id']}/revocation")

    def test_parties(self):
        wish = {"kind": "client", "name": "受理系统", "roles": ["integrator"], "scopes": "license_type:*", "credential": {"kind": "hmac-sm3"}}
        path = "/v1/parties/" + self.say(self.administrator, "POST", "/v1/parties", wish, 201)["party"]["id"]
        self.say(self.administrator, "GET", path)
        self.say(self.administrator, "POST", path + "/keys", {"credential": {"kind": "hmac-sm3"}, "overlap_seconds": 3600}, 201)
        self.say(self.administrator, "POST", path + "/roles", {"role": "issuer_clerk", "grant": True})
        proposal = self.say(self.administrator, "POST", path + "/roles", {"role": "seal_keeper", "grant": True}, 202)
        self.say(self.second, "GET", "/v1/role-proposals")
        self.say(self.second, "POST", f"/v1/role-proposals/{proposal['role_proposal']['id']}/approve")
        self.say(self.administrator, "POST", path + "/disable")
        answer = self.ask(self.system, "POST", "/oauth/token", b"grant_type=client_credentials", FORM)
        self.assertEqual(self.described("POST", "/oauth/token", answer)["token_type"], "Bearer")

    def test_matters_change(self):
        withdrawal = {"reason": "该事项已取消"}
        number = self.say(self.service.clerk, "POST", f"/v1/matters/{MATTER['code'][:-1]}1/withdrawals", withdrawal, 404)
        self.assertEqual(number["code"], "MATTER_UNKNOWN")
        other = next(one["code"] for one in self.say(None, "GET", "/v1/matters")["matters"] if one["code"] != MATTER["code"])
        proposal = self.say(self.service.clerk, "POST", f"/v1/matters/{other}/withdrawals", withdrawal, 202)
        path = f"/v1/matter-proposals/{proposal['number']}"
        self.say(self.approver, "GET", "/v1/matter-proposals")
        self.say(self.approver, "GET", path)
        self.say(self.approver, "POST", path + "/refuse", {"reason": "仍在办理"})

    def test_the_ledger(self):
        self.say(None, "GET", "/v1/ledger/checkpoint")
        self.say(None, "GET", "/v1/ledger/entries/0")
        self.say(None, "GET", "/v1/ledger/entries/0/receipt")
        size = self.say(None, "GET", "/v1/ledger/checkpoint").decode().split("\n")[1]
        self.say(None, "GET", f"/v1/ledger/consistency?from=1&to={size}")


if __name__ == "__main__":
    unittest.main()
