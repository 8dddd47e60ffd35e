#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The holder's and the verifier's page in Chromium, against the running service (pages_test.mjs).

usage: pages_test.py WORK_FOLDER
"""
import pathlib
import subprocess
import sys

from npm import modules
from provider import Provider
from service import Service, binary_from_environment

HERE = pathlib.Path(__file__).parent
IDENTITY_CARD = "11100000000013127D001"


def issue(service):
    """A license of the person that will log in; somebody has looked at it before."""
    status, _, license = service.issue(service.example(IDENTITY_CARD), IDENTITY_CARD)
    assert status == 201, license
    _, _, document = service.call("GET", license["links"]["document"], headers={"Elicense-Purpose": "housing fund"})
    return document


def main():
    work = modules(pathlib.Path(sys.argv[1]).resolve())
    service = Service(binary_from_environment())
    provider = Provider(service)
    try:
        provider.introduce()
        service.start()
        document = issue(service)
        (work / "license.ofd").write_bytes(document)
        (work / "changed.ofd").write_bytes(document[:2000] + bytes([document[2000] ^ 1]) + document[2001:])
        origin = f"https://127.0.0.1:{service.port}"
        return subprocess.run(["node", str(HERE / "pages_test.mjs"), origin, str(work), str(work / "screenshots")], timeout=500).returncode
    finally:
        provider.stop()
        service.close()


if __name__ == "__main__":
    sys.exit(main())
