#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A holder's phone and a counter in Chromium, against the running service (show_pages_test.mjs).

usage: show_pages_test.py WORK_FOLDER
"""
import pathlib
import sys

from npm import modules
from pages import issue_examples, look, service_with_persons
from person import IDENTITY_CARD

TAXI_DRIVER = "11100000000019713D075"
MATTER = "000100001"


def main():
    work = modules(pathlib.Path(sys.argv[1]).resolve())
    with service_with_persons(f"license_type:* matter:{MATTER}") as service:
        issue_examples(service, IDENTITY_CARD, TAXI_DRIVER)
        return look("show_pages_test.mjs", service, work, timeout=550)


if __name__ == "__main__":
    sys.exit(main())
