#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A phone that shows without a network, and the verifier's page that checks its codes, in Chromium (offline_pages_test.mjs).

usage: offline_pages_test.py WORK_FOLDER
"""
import pathlib
import shutil
import sys

from npm import modules
from pages import issue_examples, look, service_with_persons
from person import IDENTITY_CARD

TAXI_DRIVER = "11100000000019713D075"


def main():
    if not shutil.which("zbarimg"):
        print("zbarimg is not installed: nothing was tested")
        return 77
    work = modules(pathlib.Path(sys.argv[1]).resolve())
    with service_with_persons() as service:
        license = issue_examples(service, IDENTITY_CARD, TAXI_DRIVER)
        face = "/v/" + license["verification_url"].rsplit("/", 1)[1]
        return look("offline_pages_test.mjs", service, work, str(service.binary), str(service.root), face, timeout=290)


if __name__ == "__main__":
    sys.exit(main())
