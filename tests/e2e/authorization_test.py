#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""S-AUTHZ: every cell of schemas/authorization.tsv against the running binary, and methods and headers that must not matter.

Roles are held by client applications. What only a person's login reaches (a holder's own license) is asked of the endpoints
without a socket in tests/api/authorization_test.cpp, for every cell once more.
"""
import http.client
import json
import pathlib
import unittest
import uuid

from receiver import Receiver
from service import BUSINESS_LICENSE, Service, binary_from_environment

TABLE = pathlib.Path(__file__).resolve().parents[2] / "schemas" / "authorization.tsv"
JSON = {"Content-Type": "application/json"}
OFD = {"Content-Type": "application/ofd"}
OTHER_AUTHORITY = "11430000006122244L"
ABSENT_LICENSE = "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U"
OF_SUBSCRIPTIONS = {"get_subscription", "pause_subscription", "resume_subscription", "test_subscription", "replay_subscription",
                    "list_deliveries", "replay_delivery"}
OF_JOBS = {"get_job": "", "add_import_piece": "/pieces/1", "list_job_rows": "/rows", "stream_job": "/events", "cancel_job": "/cancel",
           "get_job_sample": "/sample", "judge_job_sample": "/sample/1", "sign_import": "/sign", "refuse_import": "/refuse",
           "list_missing_scans": "/scans", "add_import_scan": "/scans/" + 64 * "a", "start_job": "/start",
           "approve_decision": "/approve", "withdraw_decision": "/withdraw", "list_decision_items": "/items"}
# About what a person's login shows, or a use of it: here only that nothing is there. The rest is in tests/api/show_endpoints_test.cpp
# and recall_endpoints_test.cpp.
OF_SHOWING = {"get_show_session": ("GET", "/v1/show-sessions/", ""), "refresh_show_code": ("POST", "/v1/show-sessions/", "/codes"),
              "stream_show_session": ("GET", "/v1/show-sessions/", "/events"), "stop_show_session": ("POST", "/v1/show-sessions/", "/stop"),
              "get_scan": ("GET", "/v1/scans/", ""), "stream_scan": ("GET", "/v1/scans/", "/events"), "confirm_scan": ("POST", "/v1/scans/", "/confirmation"),
              "refuse_scan": ("POST", "/v1/scans/", "/refusal"), "stop_scan": ("POST", "/v1/scans/", "/stop"),
              "revoke_mandate": ("POST", "/v1/mandates/", "/revocation"),
              "get_submission": ("GET", "/v1/submissions/", ""), "get_submission_receipt": ("GET", "/v1/submissions/", "/receipt"),
              "get_submission_document": ("GET", "/v1/submissions/", "/materials/1/document"),
              "answer_submission": ("POST", "/v1/submissions/", "/outcome"), "withdraw_submission": ("POST", "/v1/submissions/", "/withdrawal"),
              "get_recall": ("GET", "/v1/recalls/", ""), "acknowledge_recall": ("POST", "/v1/recalls/", "/acknowledgement")}
# Façades answer what they refuse in their own envelope, as a 200 (docs/facades.md).
FACADES = {
    "license_app_login": ("POST", "/license-app/v1/security/login"), "license_app_logout": ("GET", "/license-app/v1/security/logout"),
    "license_app_items": ("GET", "/license-app/v1/service_item/list"), "license_app_holder": ("POST", "/license-app/v1/license/holder"),
    "license_app_auth": ("POST", "/license-app/v1/license/auth"), "license_app_entrust": ("POST", "/license-app/v1/license/entrust"), "license_app_license": ("GET", "/license-app/v1/license/get_license"),
    "license_app_token": ("GET", "/license-app/v1/license/token"), "license_app_archive": ("GET", "/license-app/v1/license/archive"),
    "zzgx_query": ("POST", "/v1.0/zzgx/zzcx"), "zzgx_search": ("POST", "/v1.0/zzgx/zzjs"), "zzgx_file": ("POST", "/v1.0/zzgx/zzxxxz"),
    "zzgx_address": ("POST", "/v1.0/zzgx/zzdzxz"), "zzgx_metadata": ("POST", "/v1.0/zzgx/zzysj"),
    "zzgx_verify_data": ("POST", "/v1.0/zzgx/zzxxyz"), "zzgx_verify_file": ("POST", "/v1.0/zzgx/zzwjyz"),
    "cert_share_query": ("POST", "/CertShare/queryCertInfo"), "cert_share_search": ("POST", "/CertShare/queryCertInfoByHolderCode"),
    "cert_share_scanned_code": ("POST", "/CertShare/queryCertInfoByQRcode"), "cert_share_file": ("POST", "/CertShare/downloadFile"),
    "cert_share_address": ("POST", "/CertShare/downloadUrl"), "cert_share_face_fields": ("POST", "/CertShare/getCertRemarkInfo"),
    "cert_share_verify_data": ("POST", "/CertShare/verifyCertInfo"), "cert_share_verify_file": ("POST", "/CertShare/verifyFile")}
# What a role may do is answered by the endpoint itself: these say that it was reached.
REACHED = {200, 201, 202, 400, 409, 415, 422}

# So do these, of endpoints that find nothing to work on, or of an application where only a person's login may go on.
NOTHING_THERE = {"SUBSCRIPTION_NOT_FOUND", "DELIVERY_NOT_FOUND", "LOGIN_NOT_CONFIGURED", "HOLDER_UNKNOWN", "CORRECTION_NOT_FOUND", "TRANSITION_NOT_FOUND",
                 "SAMPLE_NOT_FOUND", "TYPE_PROPOSAL_NOT_FOUND", "MATTER_PROPOSAL_NOT_FOUND", "MANDATE_NOT_FOUND",
                 "SANDBOX_NONE"}


def table():
    lines = [line.split("\t") for line in TABLE.read_text().splitlines() if line and not line.startswith("#")]
    roles = lines[0][2:]
    return roles, {(row[0], row[1]): dict(zip(roles, row[2:])) for row in lines[1:]}


class Cells(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.service = service = Service(binary_from_environment())
        cls.roles, cls.cells = table()
        scope = ["license_type:*", "matter:*"]
        cls.keys = {role: None if role == "anonymous" else service.client(role + "-here", [role], scope) for role in cls.roles}
        # the same roles where the license is of another authority, or of a type outside the scope
        cls.other_tenant = {role: service.client(role + "-elsewhere", [role], scope, "--tenant", OTHER_AUTHORITY)
                            for role in cls.roles if role != "anonymous"}
        cls.narrow = {role: service.client(role + "-narrow", [role]) for role in cls.roles if role != "anonymous"}
        cls.parties = {}
        for line in service.run("client", "list", "--instance", str(service.folder), check=True).stdout.splitlines():
            words = line.split()
            cls.parties[words[-1]] = words[0]
        cls.receiver = Receiver(service.root)
        service.settings("outgoing", authorities=str(cls.receiver.certificate), inner_hosts=["127.0.0.1"])
        service.settings("facades", license_app=True, sharing=True)
        service.start()
        status, _, cls.license = service.issue(service.example())
        assert status == 201, cls.license
        cls.matter = service.call_json("GET", "/v1/matters")[2]["matters"][0]["code"]
        wish = {"url": cls.receiver.url, "events": ["license.issued"]}
        status, _, cls.subscription = service.call_json("POST", "/v1/subscriptions", wish, {"Idempotency-Key": "a"})
        assert status == 201, cls.subscription
        # a file that is never sent whole: the job stays as it is
        wish = {"license_type": BUSINESS_LICENSE, "batch": "cells", "format": "csv", "size": 1000, "sm3": 64 * "0"}
        status, _, cls.job = service.call_json("POST", "/v1/imports", wish)
        assert status == 202, cls.job

    @classmethod
    def tearDownClass(cls):
        cls.receiver.close()
        cls.service.stop()
        cls.service.close()

    def request(self, endpoint, relation, role):
        """Method, path, body, headers and key for one cell."""
        license = f"/v1/licenses/{ABSENT_LICENSE if relation == 'absent' else self.license['identifier']}"
        key = {"other_tenant": self.other_tenant, "others": self.narrow}.get(relation, self.keys).get(role)
        if endpoint.startswith("get_license") and relation != "none":
            part = {"get_license_document": "/document", "get_license_face_png": "/face.png", "get_license_face_svg": "/face.svg",
                    "get_license_face_pdf": "/face.pdf", "get_license_transitions": "/transitions", "get_license_copies": "/copies",
                    "get_license_metadata_xml": "/metadata.xml", "get_license_metadata_json": "/metadata.json"}.get(endpoint, "")
            return "GET", license + part, None, {}, key
        if endpoint in ("ask_transition", "approve_transition", "withdraw_transition"):
            ask = endpoint == "ask_transition"
            part = "" if ask else "/1/" + endpoint.split("_")[0]
            return "POST", license + "/transitions" + part, b"{}" if ask else b"", {**JSON, "Idempotency-Key": "a"} if ask else {}, key
        if endpoint == "make_license_copies":
            return "POST", license + "/copies", b"{}", {**JSON, "Idempotency-Key": "a"}, key
        if endpoint in FACADES:
            method, path = FACADES[endpoint]
            return method, path, b"{}" if method == "POST" else None, JSON if method == "POST" else {}, self.keys.get(role)
        if endpoint in OF_SHOWING:
            method, before, behind = OF_SHOWING[endpoint]
            body = None if method == "GET" else b"{}" if endpoint in ("confirm_scan", "answer_submission", "acknowledge_recall") else b""
            return method, before + 32 * "0" + behind, body, JSON if body else {}, self.keys.get(role)
        if endpoint in OF_JOBS:
            return self.of_job(endpoint, relation, key)
        party = {"own": self.parties.get(role + "-here", "0"), "others": self.parties["clerk"], "other_tenant": self.parties["auditor-elsewhere"],
                 "absent": "0000000000000000"}.get(relation)
        key = (self.other_tenant if relation == "other_tenant" and endpoint in OF_SUBSCRIPTIONS else self.keys).get(role)
        subscription = "/v1/subscriptions/" + ("sub_" + 32 * "0" if relation == "absent" else self.subscription["id"])
        fixed = {
            "get_party": ("GET", f"/v1/parties/{party}", None, {}),
            "disable_party": ("POST", f"/v1/parties/{party if relation != 'others' else self.parties['holder-narrow']}/disable", b"", {}),
            "add_party_key": ("POST", f"/v1/parties/{party}/keys", b'{"credential":{}}', JSON),
            "change_party_role": ("POST", f"/v1/parties/{party}/roles", b'{"role":"x"}', JSON),
            "approve_role_proposal": ("POST", "/v1/role-proposals/0000000000000000/approve", b"", {}),
            "issue_license": ("POST", "/v1/licenses", b"{}", {**JSON, "Idempotency-Key": "a"}),
            "list_licenses": ("GET", "/v1/licenses?limit=1", None, {}),
            "search_licenses": ("POST", "/v1/license-searches", b'{"limit":"1"}', JSON),
            "archive_licenses": ("POST", "/v1/license-archives", b"{}", JSON),
            "start_import": ("POST", "/v1/imports", b"{}", JSON),
            "list_jobs": ("GET", "/v1/jobs", None, {}),
            "propose_decision": ("POST", "/v1/decisions", b"{}", JSON),
            "list_changes": ("GET", "/v1/changes", None, {}),
            "get_issue_list": ("GET", "/v1/issue-list", None, {}),
            "get_catalogue": ("GET", "/v1/catalogue", None, {}),
            "seal_document": ("POST", "/v1/seals/64000000000001/signatures?page=1&x=1&y=1", b"PK", OFD),
            "list_matters": ("GET", "/v1/matters", None, {}),
            "get_matter": ("GET", f"/v1/matters/{self.matter}", None, {}),
            "list_matter_versions": ("GET", f"/v1/matters/{self.matter}/versions", None, {}),
            "preflight_matter": ("POST", f"/v1/matters/{self.matter}/preflight", b"{}", JSON),
            "propose_matters": ("POST", "/v1/matters", b"{}", JSON),
            "withdraw_matter": ("POST", f"/v1/matters/{self.matter}/withdrawals", b"{}", JSON),
            "list_matter_proposals": ("GET", "/v1/matter-proposals", None, {}),
            "get_matter_proposal": ("GET", "/v1/matter-proposals/1", None, {}),
            "approve_matter_proposal": ("POST", "/v1/matter-proposals/1/approve", b"", {}),
            "refuse_matter_proposal": ("POST", "/v1/matter-proposals/1/refuse", b'{"reason":"x"}', JSON),
            "list_license_types": ("GET", "/v1/license-types", None, {}),
            "get_license_type": ("GET", f"/v1/license-types/{BUSINESS_LICENSE}", None, {}),
            "propose_license_type": ("POST", "/v1/license-types", b"{}", JSON),
            "withdraw_license_type": ("POST", f"/v1/license-types/{BUSINESS_LICENSE}/withdrawals", b"{}", JSON),
            "list_license_type_versions": ("GET", f"/v1/license-types/{BUSINESS_LICENSE}/versions", None, {}),
            "list_license_type_proposals": ("GET", "/v1/license-type-proposals", None, {}),
            "get_license_type_proposal": ("GET", "/v1/license-type-proposals/1", None, {}),
            "approve_license_type_proposal": ("POST", "/v1/license-type-proposals/1/approve", b"", {}),
            "refuse_license_type_proposal": ("POST", "/v1/license-type-proposals/1/refuse", b'{"reason":"x"}', JSON),
            "list_transition_reasons": ("GET", "/v1/transition-reasons", None, {}),
            "verify_document": ("POST", "/v1/verifications", b"PK", OFD),
            "show_verification_page": ("GET", "/v/" + self.license["verification_url"].rsplit("/", 1)[1], None, {}),
            "show_holder_page": ("GET", "/", None, {}),
            "show_verifier_page": ("GET", "/verify", None, {}),
            "show_counter_page": ("GET", "/scan", None, {}),
            "show_complaints_page": ("GET", "/complaints", None, {}),
            "show_report_page": ("GET", "/report", None, {}),
            "show_asset": ("GET", "/assets/page.css", None, {}),
            "get_sandbox": ("GET", "/v1/sandbox", None, {}),
            "log_in_persona": ("POST", "/v1/sandbox/logins", b"{}", JSON),
            "set_sandbox_fault": ("POST", "/v1/sandbox/faults", b"{}", JSON),
            "get_openapi": ("GET", "/openapi.yaml", None, {}),
            "get_health": ("GET", "/healthz", None, {}),
            "get_readiness": ("GET", "/readyz", None, {}),
            "get_metrics": ("GET", "/metrics", None, {}),
            "issue_token": ("POST", "/oauth/token", b"grant_type=client_credentials", {"Content-Type": "application/x-www-form-urlencoded"}),
            "get_session": ("GET", "/v1/session", None, {}),
            "end_session": ("POST", "/v1/session/end", b"", {}),
            "enrol_administrator": ("POST", "/v1/enrolments", b"{}", JSON),
            "list_parties": ("GET", "/v1/parties", None, {}),
            "add_party": ("POST", "/v1/parties", b"{}", JSON),
            "list_role_proposals": ("GET", "/v1/role-proposals", None, {}),
            "get_license_receipt": ("GET", license + "/receipt", None, {}),
            "get_ledger_checkpoint": ("GET", "/v1/ledger/checkpoint", None, {}),
            "get_ledger_tile": ("GET", "/v1/ledger/tile/0/000.p/1", None, {}),
            "get_ledger_entry": ("GET", "/v1/ledger/entries/0", None, {}),
            "get_ledger_receipt": ("GET", "/v1/ledger/entries/0/receipt", None, {}),
            "get_ledger_consistency": ("GET", "/v1/ledger/consistency?from=1&to=1", None, {}),
            "open_show_session": ("POST", "/v1/show-codes", b"{}", JSON),
            "get_show_code_svg": ("GET", "/v1/show-codes/AAAAAAAAAAAAAAAAAAAAAA/image.svg", None, {}),
            "get_show_code_png": ("GET", "/v1/show-codes/AAAAAAAAAAAAAAAAAAAAAA/image.png", None, {}),
            "scan_code": ("POST", "/v1/scans", b"{}", {**JSON, "Idempotency-Key": "a"}),
            "request_use_codes": ("POST", "/v1/use-codes", b"{}", {**JSON, "Idempotency-Key": "a"}),
            "list_duty_quotas": ("GET", "/v1/duty-quotas", None, {}),
            "use_license": ("POST", "/v1/license-uses", b"{}", {**JSON, "Idempotency-Key": "a"}),
            "list_my_scans": ("GET", "/v1/holders/me/scans", None, {}),
            "make_submission": ("POST", "/v1/submissions", b"{}", {**JSON, "Idempotency-Key": "a"}),
            "list_my_submissions": ("GET", "/v1/holders/me/submissions", None, {}),
            "list_recalls": ("GET", "/v1/recalls", None, {}),
            "get_exemption_report": ("GET", "/v1/exemption-report", None, {}),
            "list_paper_demanded": ("GET", "/v1/exemption-report/paper-demanded", None, {}),
            "list_mandates": ("GET", "/v1/mandates", None, {}),
            "give_mandate": ("POST", "/v1/mandates", b"{}", {**JSON, "Idempotency-Key": "a"}),
            "record_guardianship": ("POST", "/v1/guardianships", b"{}", {**JSON, "Idempotency-Key": "a"}),
            "make_paper_code": ("POST", "/v1/paper-codes", b"{}", {**JSON, "Idempotency-Key": "a"}),
            "report_paper_loss": ("POST", "/v1/paper-losses", b"{}", JSON),
            "get_mandate_state": ("GET", "/v1/mandate-states/" + 32 * "0", None, {}),
            "show_code_page": ("GET", "/s/AAAAAAAAAAAAAAAAAAAAAA", None, {}),
            "list_my_licenses": ("GET", "/v1/holders/me/licenses", None, {}),
            "list_accesses": ("GET", "/v1/holders/me/accesses", None, {}),
            "export_holder": ("GET", "/v1/holders/me/export", None, {}),
            "list_my_corrections": ("GET", "/v1/holders/me/corrections", None, {}),
            "ask_correction": ("POST", "/v1/holders/me/corrections", b"{}", JSON),
            "list_device_keys": ("GET", "/v1/device-keys", None, {}),
            "add_device_key": ("POST", "/v1/device-keys", b"{}", JSON),
            "remove_device_key": ("POST", "/v1/device-keys/none/remove", None, {}),
            "issue_offline_ticket": ("POST", "/v1/offline-tickets", b"{}", JSON),
            "report_offline_sightings": ("POST", "/v1/offline-sightings", b"{}", JSON),
            "verify_offline_code": ("POST", "/v1/offline-code-verifications", b"{}", JSON),
            "make_complaint": ("POST", "/v1/complaints", b"{}", {**JSON, "Idempotency-Key": "a"}),
            "list_my_complaints": ("GET", "/v1/holders/me/complaints", None, {}),
            "list_complaints": ("GET", "/v1/complaints", None, {}),
            "answer_complaint": ("POST", f"/v1/complaints/{32 * '0'}/answer", b"{}", JSON),
            "list_corrections": ("GET", "/v1/corrections", None, {}),
            "answer_correction": ("POST", "/v1/corrections/1/answers", b"{}", JSON),
            "create_subscription": ("POST", "/v1/subscriptions", b"{}", {**JSON, "Idempotency-Key": "a"}),
            "list_subscriptions": ("GET", "/v1/subscriptions", None, {}),
            "get_subscription": ("GET", subscription, None, {}),
            "pause_subscription": ("POST", subscription + "/pause", b"", {}),
            "resume_subscription": ("POST", subscription + "/resume", b"", {}),
            "test_subscription": ("POST", subscription + "/test", b"", {}),
            "replay_subscription": ("POST", subscription + "/replay", b"{}", JSON),
            "list_deliveries": ("GET", subscription + "/deliveries", None, {}),
            "replay_delivery": ("POST", subscription + "/deliveries/dlv_0/replay", b"", {}),
            "stream_events": ("GET", "/v1/events", None, {"Last-Event-ID": "x"}),
            "list_status_lists": ("GET", "/v1/status-lists", None, {}),
            "get_status_list": ("GET", "/v1/status-lists/0", None, {}),
            "begin_login": ("GET", "/login", None, {}),
            "finish_login": ("GET", "/login/callback", None, {}),
            "end_login": ("POST", "/logout", b"", {}),
        }
        return (*fixed[endpoint], key)

    def of_job(self, endpoint, relation, key):
        job = "/v1/jobs/" + (32 * "0" if relation == "absent" else self.job["id"])
        if endpoint in ("get_job", "list_job_rows", "get_job_sample", "list_decision_items", "list_missing_scans"):
            return "GET", job + OF_JOBS[endpoint], None, {}, key
        if endpoint == "stream_job":
            return "GET", job + OF_JOBS[endpoint], None, {"Last-Event-ID": "x"}, key
        if endpoint == "add_import_piece":
            return "POST", job + "/pieces/2", b"x", {"Content-Type": "application/octet-stream"}, key
        if endpoint == "add_import_scan":
            return "POST", job + OF_JOBS[endpoint], b"x", {"Content-Type": "application/octet-stream"}, key
        if endpoint == "cancel_job":
            job = "/v1/jobs/" + (32 * "0" if relation == "absent" else self.new_job())
        body = {"judge_job_sample": b'{"verdict":"right"}', "refuse_import": b'{"reason":"x"}'}.get(endpoint, b"")
        return "POST", job + OF_JOBS[endpoint], body, JSON if body else {}, key

    def new_job(self):
        wish = {"license_type": BUSINESS_LICENSE, "batch": uuid.uuid4().hex, "format": "csv", "size": 1000, "sm3": 64 * "0"}
        return self.service.call_json("POST", "/v1/imports", wish)[2]["id"]

    def reachable(self, endpoint, relation, role):
        if role == "anonymous":
            return True
        if (endpoint in OF_SHOWING or endpoint == "answer_complaint") and relation != "absent":
            return False
        if endpoint in OF_SUBSCRIPTIONS and relation == "others":
            return False  # one authority's are everybody's there
        if endpoint == "approve_role_proposal":
            return relation == "absent"
        # An application is no holder: what is a holder's own shows in logins only.
        return not (endpoint.startswith("get_license") and role in ("holder", "agent") and relation == "own")

    def test_every_cell(self):
        asked = 0
        for (endpoint, relation), row in self.cells.items():
            for role, rule in row.items():
                if not self.reachable(endpoint, relation, role):
                    continue
                asked += 1
                method, path, body, headers, key = self.request(endpoint, relation, role)
                with self.subTest(endpoint=endpoint, relation=relation, role=role):
                    status, _, content = self.service.call(method, path, body, headers, key=key)
                    if endpoint in FACADES:
                        status, content = self.unwrapped(status, content)
                    self.check(endpoint, relation, role, rule, status, content)
        self.assertGreater(asked, 400)

    def unwrapped(self, status, content):
        """As /v1 would have answered."""
        envelope = json.loads(content)
        self.assertEqual(status, 200, envelope)
        error = envelope.get("error") or next(iter(envelope.get("errors", [])), None)
        if error is None:
            return status, content
        return {"AUTHENTICATION_NEEDED": 401, "ACCESS_DENIED": 403}.get(error["code"], 400), json.dumps({"code": error["code"]})

    def check(self, endpoint, relation, role, rule, status, content):
        if rule in ("allow", "mask") and relation == "absent":
            code = json.loads(content)["code"]
            self.assertTrue(status in {404, 400, 422} or code == "HOLDER_UNKNOWN", content) # the key of a holder names no person
            self.assertNotEqual(code, "ACCESS_DENIED")
        elif rule in ("allow", "mask"):
            if status not in REACHED:
                self.assertIn(json.loads(content)["code"], NOTHING_THERE)
            if rule == "mask":
                self.assertTrue(b' Masked="true"' in content if endpoint.endswith("_xml") else json.loads(content)["masked"])
        elif role == "anonymous":
            self.assertEqual((status, json.loads(content)["code"]), (401, "AUTHENTICATION_NEEDED"))
        else:
            self.assertIn((status, json.loads(content)["code"]),
                          {(403, "ACCESS_DENIED"), (404, "LICENSE_NOT_FOUND"), (404, "PARTY_NOT_FOUND"), (404, "SUBSCRIPTION_NOT_FOUND"),
                           (404, "JOB_NOT_FOUND"), (404, "SHOW_SESSION_NOT_FOUND"), (404, "SCAN_NOT_FOUND"), (404, "MANDATE_NOT_FOUND"),
                           (404, "SUBMISSION_NOT_FOUND"), (404, "RECALL_NOT_FOUND"), (404, "COMPLAINT_NOT_FOUND")})

    def test_what_is_not_yours_looks_like_what_is_not_there(self):
        for role in ("issuer_clerk", "integrator", "window_clerk", "auditor"):
            for part in ("", "/document") if role in ("issuer_clerk", "integrator") else ("",):
                answers = []
                for identifier in (self.license["identifier"], ABSENT_LICENSE):
                    status, headers, content = self.service.call("GET", f"/v1/licenses/{identifier}{part}", key=self.other_tenant[role])
                    body = json.loads(content)
                    body.pop("request_id")
                    headers = {name: value for name, value in headers.items() if name not in ("date", "x-request-id", "ratelimit")}
                    answers.append((status, headers, body))
                self.assertEqual(answers[0], answers[1], role)
                self.assertEqual(answers[0][0], 404)

    def test_other_methods_and_override_headers_open_nothing(self):
        path = f"/v1/licenses/{self.license['identifier']}"
        for method, status in (("HEAD", 401), ("OPTIONS", 501), ("TRACE", 501), ("PUT", 501), ("PATCH", 501), ("DELETE", 501), ("POST", 405)):
            self.assertEqual(self.service.call(method, path, b"" if method == "POST" else None, key=None)[0], status, method)
        for header in ("X-HTTP-Method-Override", "X-Original-URL", "X-Rewrite-URL", "X-Forwarded-For", "X-Forwarded-User", "X-Role",
                       "X-Client-Cert", "X-Remote-User", "Forwarded"):
            for value in ("GET", "/healthz", "127.0.0.1", "administrator"):
                self.assertEqual(self.service.call("GET", path, None, {header: value}, key=None)[0], 401, header)
        self.assertEqual(self.service.call("HEAD", path, key=self.keys["issuer_clerk"])[0], 200)
        self.assertEqual(self.service.call("HEAD", path, key=self.other_tenant["issuer_clerk"])[0], 404)

    def test_a_type_outside_the_scope_is_not_issued(self):
        body = json.dumps({"license_type": BUSINESS_LICENSE, "data": self.service.example()}).encode()
        status, _, content = self.service.call("POST", "/v1/licenses", body, {**JSON, "Idempotency-Key": "s"}, key=self.narrow["issuer_clerk"])
        self.assertEqual((status, json.loads(content)["code"]), (403, "ACCESS_SCOPE"))


if __name__ == "__main__":
    unittest.main(verbosity=2)
