#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A holder's phone and a counter in Chromium, against the running service (show_pages_test.mjs).

usage: show_pages_test.py WORK_FOLDER
"""
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


def main():
    work = modules(pathlib.Path(sys.argv[1]).resolve())
    service = Service(binary_from_environment())
    administrator = service.client("administrator", ["administrator"])
    provider = Provider(service)
    try:
        provider.introduce()
        service.start()
        provider.register_clerk(administrator, f"license_type:* matter:{MATTER}")
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
