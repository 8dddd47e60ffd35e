#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Starts the service, issues a license and hands its page to Chromium (page_test.mjs).

usage: page_test.py WORK_FOLDER
"""
import pathlib
import subprocess
import sys

from npm import modules
from service import Service, binary_from_environment

HERE = pathlib.Path(__file__).parent


def main():
    work = modules(pathlib.Path(sys.argv[1]).resolve())
    service = Service(binary_from_environment())
    try:
        service.start()
        status, _, license = service.issue(service.example())
        assert status == 201, license
        url = license["verification_url"].replace(":8443", f":{service.port}")
        return subprocess.run(["node", str(HERE / "page_test.mjs"), url, str(work), str(work / "screenshots")], timeout=240).returncode
    finally:
        service.close()


if __name__ == "__main__":
    sys.exit(main())
