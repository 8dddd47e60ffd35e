#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A holder's phone and a counter in Chromium, against the running service (show_pages_test.mjs).

usage: show_pages_test.py WORK_FOLDER
"""
import hashlib
import pathlib
import subprocess
import sys

from npm import modules
from provider import Provider
from service import Service, binary_from_environment

HERE = pathlib.Path(__file__).parent
IDENTITY_CARD = "11100000000013127D001"
TAXI_DRIVER = "11100000000019713D075"
MATTER = "000100001"


def register_clerk(service, administrator, provider):
    subject = hashlib.new("sm3", f"{provider.issuer}\nclerk-wang".encode()).hexdigest()
    status, _, made = service.call_json("POST", "/v1/parties", {
        "kind": "operator", "name": "王五", "subject": subject, "roles": ["window_clerk"],
        "scopes": f"license_type:* matter:{MATTER}", "credential": {"kind": "hmac-sm3"}}, key=administrator)
    assert status == 201, made


def main():
    work = modules(pathlib.Path(sys.argv[1]).resolve())
    service = Service(binary_from_environment())
    administrator = service.client("administrator", ["administrator"])
    provider = Provider(service)
    try:
        settings = service.folder / "elicense.toml"
        settings.write_text(settings.read_text(encoding="utf-8") + provider.settings(), encoding="utf-8")
        service.start()
        register_clerk(service, administrator, provider)
        for code in (IDENTITY_CARD, TAXI_DRIVER):
            status, _, license = service.issue(service.example(code), code)
            assert status == 201, license
        origin = f"https://127.0.0.1:{service.port}"
        return subprocess.run(["node", str(HERE / "show_pages_test.mjs"), origin, str(work), str(work / "screenshots")], timeout=550).returncode
    finally:
        provider.stop()
        service.close()


if __name__ == "__main__":
    sys.exit(main())
