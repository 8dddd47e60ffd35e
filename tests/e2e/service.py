# SPDX-License-Identifier: Apache-2.0
"""The running binary, as tests use it: an instance in a temporary folder, the service on a free port."""
import http.client
import json
import os
import pathlib
import re
import shlex
import shutil
import ssl
import subprocess
import tempfile
import time
import uuid

import signing

BUSINESS_LICENSE = "11100000MB0143028R001"


UNDER = shlex.split(os.environ.get("ELICENSE_UNDER", ""))  # a command in front of ours, such as confined.py


class Service:
    def __init__(self, binary):
        self.binary = binary
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="elicense-e2e-"))
        if UNDER:
            self.give_to_nobody()
        self.folder = self.root / "instance"
        self.process = None
        self.port = None
        made = self.run("init", str(self.folder), check=True)
        self.enrolment_code = made.stdout.split()[-1]
        self.clerk = self.client("clerk", ["issuer_clerk", "seal_keeper", "integrator"], ["license_type:*"])
        self.auditor = self.client("auditor", ["auditor"])

    def client(self, name, roles, scopes=(), *more):
        """A new client of the stopped instance; answers its key."""
        file = self.root / f"{name}.json"
        words = [word for role in roles for word in ("--role", role)] + [word for scope in scopes for word in ("--scope", scope)]
        self.run("client", "add", "--instance", str(self.folder), "--name", name, *words, *more, "--out", str(file), check=True)
        return signing.key_of(file)

    def usual_key(self, path):
        """Who asks in tests that are not about that: nobody where anybody may, else who may."""
        if path.startswith(("/v1/licenses", "/v1/seals", "/v1/subscriptions", "/v1/events", "/v1/corrections",
                            "/v1/imports", "/v1/jobs", "/v1/decisions")):
            return self.clerk
        return self.auditor if path == "/metrics" else None

    def give_to_nobody(self):
        self.binary = shutil.copy(self.binary, self.root)
        if os.geteuid() == 0:
            os.chown(self.root, 65534, 65534)

    def run(self, *arguments, check=False, **options):
        return subprocess.run([*UNDER, self.binary, *arguments], capture_output=True, text=True, check=check, timeout=120, **options)

    def start(self, under=(), more=(), **options):
        """`under`: a command in front of ours; `more`: options of ours; `options`: as subprocess.Popen takes them."""
        log = open(self.root / "service.log", "ab")
        self.process = subprocess.Popen(
            [*under, *UNDER, self.binary, "serve", "--instance", str(self.folder), "--port", "0", *more],
            stdout=subprocess.PIPE, stderr=log,
            text=True, **options)
        log.close()
        line = self.process.stdout.readline()
        found = re.search(r":(\d+)\s*$", line)
        if not found:
            raise RuntimeError(f"the service did not start: {line!r} {(self.root / 'service.log').read_text()[-2000:]}")
        self.port = int(found.group(1))

    def stop(self):
        self.process.terminate()
        return self.ended()

    def kill(self):
        self.process.kill()
        self.ended()

    def ended(self):
        """Waits for the end of a process that was told to end, or ends by itself; answers its exit code."""
        code = self.process.wait(timeout=30)
        self.process.stdout.close()
        self.process = None
        return code

    def close(self):
        if self.process:
            self.kill()
        shutil.rmtree(self.root, ignore_errors=True)

    def close_audited(self):
        """Stopped, with a ledger and a register that belong together."""
        self.stop()
        audited = self.run("audit", "--instance", str(self.folder))
        self.close()
        assert audited.returncode == 0, audited.stdout + audited.stderr

    def connect(self, timeout=30):
        context = ssl.create_default_context(cafile=str(self.folder / "certificates" / "tls.pem"))
        return http.client.HTTPSConnection("127.0.0.1", self.port, context=context, timeout=timeout)

    def signed(self, key, method, path, body=None, headers=None, **options):
        return signing.sign(key, method, f"127.0.0.1:{self.port}", path, body or b"", headers, **options)

    def settings(self, section, **values):
        """Sets a section of the instance's configuration, in place of what it was."""
        file = self.folder / "elicense.toml"
        text = file.read_text(encoding="utf-8").split(f"\n[{section}]")[0]
        lines = [f"{name} = {json.dumps(value)}" for name, value in values.items()]
        file.write_text("\n".join([text, f"[{section}]", *lines, ""]), encoding="utf-8")

    def call(self, method, path, body=None, headers=None, connection=None, key="usual"):
        """`key`: who signs; None: nobody."""
        own = connection is None
        connection = connection or self.connect()
        key = self.usual_key(path) if key == "usual" else key
        headers = self.signed(key, method, path, body, headers) if key else headers
        try:
            connection.request(method, path, body=body, headers=headers or {})
            answer = connection.getresponse()
            content = answer.read()
            return answer.status, dict((k.lower(), v) for k, v in answer.getheaders()), content
        finally:
            if own:
                connection.close()

    def call_json(self, method, path, value=None, headers=None, **options):
        all_headers = {"Content-Type": "application/json", **(headers or {})} if value is not None else headers
        body = json.dumps(value, ensure_ascii=False).encode() if value is not None else None
        status, answer_headers, content = self.call(method, path, body, all_headers, **options)
        return status, answer_headers, json.loads(content) if content else None

    def example(self, code=BUSINESS_LICENSE):
        status, _, answer = self.call_json("GET", f"/v1/license-types/{code}")
        assert status == 200, answer
        return answer["example"]

    def issue(self, data, code=BUSINESS_LICENSE, key=None, **options):
        return self.call_json("POST", "/v1/licenses", {"license_type": code, "data": data},
                              {"Idempotency-Key": key or str(uuid.uuid4())}, **options)


def binary_from_environment():
    return os.environ["ELICENSE_BINARY"]


def wait_until(condition, seconds=10):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False
