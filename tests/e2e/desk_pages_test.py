#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Complaints, guardians and codes on paper in Chromium, against the running service (desk_pages_test.mjs).

usage: desk_pages_test.py WORK_FOLDER
"""
import json
import pathlib
import sys

from npm import modules
from pages import issue_examples, look, service_with_persons
from person import IDENTITY_CARD

MATTER = "000100001"


def issue(service):
    """A license of Zhang San that somebody has read."""
    license = issue_examples(service, IDENTITY_CARD)
    service.call("GET", license["links"]["document"], headers={"Elicense-Purpose": "housing fund"})
    return license["holder"]


def main():
    work = modules(pathlib.Path(sys.argv[1]).resolve())
    with service_with_persons(f"license_type:* matter:{MATTER}", auditor=True) as service:
        return look("desk_pages_test.mjs", service, work, json.dumps(issue(service)), timeout=300)


if __name__ == "__main__":
    sys.exit(main())
