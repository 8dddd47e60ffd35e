# SPDX-License-Identifier: Apache-2.0
"""License-free submission for systems of authorities (docs/integration.md)."""
import http.client
import json
import random
import re
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid

from .signing import Key, signed

ATTEMPTS = 5
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 60  # seconds


class Refused(Exception):
    """An answer that is none of 2xx: problem+json (docs/errors.md)."""

    def __init__(self, status, problem, retry_after=None):
        super().__init__(f"{status} {problem.get('code')}: {problem.get('title')} {problem.get('next_step')} {problem.get('detail', '')}")
        self.status, self.problem, self.code, self.retry_after = status, problem, problem.get("code"), retry_after


class Client:
    """`key`: the file of `elicense client add --out`; `authorities`: whom to believe the service's TLS, the system's store when absent."""

    def __init__(self, url, key, authorities=None, language="zh", timeout=30):
        self.url, self.key, self.language, self.timeout = url.rstrip("/"), Key(key), language, timeout
        self.tls = ssl.create_default_context(cafile=authorities)
        self.remaining = {}  # of each limit that the newest answer told of: requests, seconds until all are there again

    def matters(self, authority=None):
        return self.json("GET", "/v1/matters" + ("?" + urllib.parse.urlencode({"authority": authority}) if authority else ""))["matters"]

    def matter(self, code):
        return self.json("GET", f"/v1/matters/{quoted(code)}")

    def preflight(self, matter, item, idempotency_key=None, **more):
        """`more`: applicant, or authorization with case, operator and device; facts."""
        return self.json("POST", f"/v1/matters/{quoted(matter)}/preflight", {"item": item, **more}, idempotency_key or new_key())

    def scan(self, code, matter, case, license_types, device, idempotency_key=None, **more):
        """`code` as the scanner read it; `more`: operator, uses, document_number."""
        wish = {"code": code, "matter": matter, "case": case, "license_types": license_types, "device": device, **more}
        return self.json("POST", "/v1/scans", wish, idempotency_key or new_key())

    def wait(self, scan, interval=2):
        """The scan once the holder has answered, or the time for an answer is over."""
        while scan["state"] == "waiting":
            time.sleep(interval)
            scan = self.json("GET", f"/v1/scans/{quoted(scan['id'])}")
        return scan

    def submit(self, scan, item, idempotency_key=None, **more):
        """What the scan gave, for its matter and case; keep the key and send it again to go on after a fault. `more`: operator, materials, facts."""
        wish = {"authorization": [given["use_code"] for given in scan["given"]], "matter": scan["matter"]["code"], "item": item,
                "case": scan["case"], "device": scan["device"], **more}
        return self.json("POST", "/v1/submissions", wish, idempotency_key or new_key())

    def submission(self, identifier):
        return self.json("GET", f"/v1/submissions/{quoted(identifier)}")

    def document(self, address):
        """An annotated copy; `address` is `ofd`, `pdf` or `png` of the material's `copy`."""
        return self.call("GET", address)

    def outcome(self, identifier, outcome, **more):
        """accepted, refused or paper-demanded, once: when no answer comes, submission() tells whether it arrived. `more`: reason, operator."""
        return self.json("POST", f"/v1/submissions/{quoted(identifier)}/outcome", {"outcome": outcome, **more})

    def receipt(self, identifier):
        return self.call("GET", f"/v1/submissions/{quoted(identifier)}/receipt")

    def json(self, method, path, value=None, idempotency_key=None):
        return json.loads(self.call(method, path, value, idempotency_key))

    def call(self, method, path, value=None, idempotency_key=None):
        """Every attempt is signed anew and carries the same Idempotency-Key."""
        headers = {"accept-language": self.language}
        body = None
        if value is not None:
            headers["content-type"] = "application/json"
            body = json.dumps(value, ensure_ascii=False).encode()
        if idempotency_key:
            headers["idempotency-key"] = idempotency_key
        repeatable = method == "GET" or idempotency_key is not None
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._send(method, path, headers, body)
            except Refused as refused:
                pause = pause_after(refused, attempt)
                if attempt == ATTEMPTS or pause > LONGEST_PAUSE or not may_repeat(refused, repeatable):
                    raise
            except (OSError, http.client.HTTPException):
                if attempt == ATTEMPTS or not repeatable:
                    raise
                pause = backoff(attempt)
            time.sleep(pause)

    def _send(self, method, path, headers, body):
        url = self.url + path
        request = urllib.request.Request(url, body, signed(self.key, method, url, headers, body), method=method)
        try:
            with urllib.request.urlopen(request, timeout=self.timeout, context=self.tls) as answer:
                self.remaining = limits_of(answer.headers)
                return answer.read()
        except urllib.error.HTTPError as error:
            self.remaining = limits_of(error.headers)
            raise refused_by(error) from None


def quoted(segment):
    return urllib.parse.quote(segment, safe="")


def new_key():
    return uuid.uuid4().hex


def refused_by(error):
    try:
        problem = json.loads(error.read())
    except ValueError:  # a gateway's page
        problem = {}
    return Refused(error.code, problem, error.headers.get("Retry-After"))


def backoff(attempt):
    return random.uniform(0.5, 1) * min(FIRST_PAUSE * 2 ** (attempt - 1), LONGEST_PAUSE)


def may_repeat(refused, repeatable):
    nothing_was_done = refused.status == 429 or refused.code == "SIGNATURE_BEFORE_START"
    return nothing_was_done or (repeatable and refused.status in (502, 503, 504))


def pause_after(refused, attempt):
    asked_for = refused.retry_after or ""
    return int(asked_for) if asked_for.isdecimal() else backoff(attempt)


def limits_of(headers):
    """RateLimit: "client";r=11999;t=1, of draft-ietf-httpapi-ratelimit-headers-10."""
    return {name: (int(requests), int(seconds)) for name, requests, seconds in re.findall(r'"([^"]+)";r=(\d+);t=(\d+)', headers.get("RateLimit", ""))}
