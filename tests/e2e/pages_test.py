#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The holder's and the verifier's page in Chromium, against the running service (pages_test.mjs).

usage: pages_test.py WORK_FOLDER
"""
import pathlib
import sys

from npm import modules
from pages import issue_examples, look, service_with_persons
from person import IDENTITY_CARD


def issue(service):
    """A license of the person that will log in; somebody has looked at it before."""
    license = issue_examples(service, IDENTITY_CARD)
    _, _, document = service.call("GET", license["links"]["document"], headers={"Elicense-Purpose": "housing fund"})
    return document


def main():
    work = modules(pathlib.Path(sys.argv[1]).resolve())
    with service_with_persons() as service:
        document = issue(service)
        (work / "license.ofd").write_bytes(document)
        (work / "changed.ofd").write_bytes(document[:2000] + bytes([document[2000] ^ 1]) + document[2001:])
        return look("pages_test.mjs", service, work, timeout=500)


if __name__ == "__main__":
    sys.exit(main())
