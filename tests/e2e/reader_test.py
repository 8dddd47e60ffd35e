#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Issues licenses of some types and opens them in an independent reader, ofd.js in Chromium (reader_test.mjs).

usage: reader_test.py WORK_FOLDER
"""
import pathlib
import subprocess
import sys

from npm import modules, packed_file
from service import Service, binary_from_environment

HERE = pathlib.Path(__file__).parent
READER = "ofd.js@0.2.6"


EACH = 3  # one in so many: a page takes the browser some seconds


def issue_official_types(service, folder):
    folder.mkdir(exist_ok=True)
    _, _, types = service.call_json("GET", "/v1/license-types")
    official = [each["code"] for each in types["license_types"] if not each["provisional"]]
    for code in official[::EACH]:
        status, _, license = service.issue(service.example(code), code)
        assert status == 201, license
        status, _, document = service.call("GET", f"/v1/licenses/{license['identifier']}/document")
        assert status == 200
        (folder / f"{code}.ofd").write_bytes(document)


def main():
    work = modules(pathlib.Path(sys.argv[1]).resolve())
    bundle = packed_file(work, READER, "lib/ofd.umd.min.js")
    service = Service(binary_from_environment())
    try:
        service.start()
        issue_official_types(service, work / "documents")
        return subprocess.run(["node", str(HERE / "reader_test.mjs"), str(bundle), str(work)], timeout=400).returncode
    finally:
        service.close()


if __name__ == "__main__":
    sys.exit(main())
