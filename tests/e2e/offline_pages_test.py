#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A phone that shows without a network, and the verifier's page that checks its codes, in Chromium (offline_pages_test.mjs).

usage: offline_pages_test.py WORK_FOLDER
"""
import pathlib
import shutil
import subprocess
import sys

from npm import modules
from provider import Provider
from service import Service, binary_from_environment

HERE = pathlib.Path(__file__).parent
IDENTITY_CARD = "11100000000013127D001"
TAXI_DRIVER = "11100000000019713D075"


def main():
    if not shutil.which("zbarimg"):
        print("zbarimg is not installed: nothing was tested")
        return 77
    work = modules(pathlib.Path(sys.argv[1]).resolve())
    service = Service(binary_from_environment())
    provider = Provider(service)
    try:
        provider.introduce()
        service.start()
        for code in (IDENTITY_CARD, TAXI_DRIVER):
            status, _, license = service.issue(service.example(code), code)
            assert status == 201, license
        face = "/v/" + license["verification_url"].rsplit("/", 1)[1]
        origin = f"https://127.0.0.1:{service.port}"
        return subprocess.run(["node", str(HERE / "offline_pages_test.mjs"), origin, str(work), str(work / "screenshots"), str(service.binary),
                               str(service.root), face], timeout=290).returncode
    finally:
        provider.stop()
        service.close()


if __name__ == "__main__":
    sys.exit(main())
