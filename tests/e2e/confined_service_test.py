#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The main job, and an import with scans in PDF, with no other system calls than deploy/elicense.service allows, without root's rights."""
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent

if __name__ == "__main__":
    if not shutil.which("systemd-analyze"):
        print("skipped: systemd-analyze is missing")
        sys.exit(77)
    os.environ["ELICENSE_UNDER"] = f"{HERE / 'confined.py'} {HERE.parents[1] / 'deploy' / 'elicense.service'}"
    subprocess.run([sys.executable, str(HERE / "import_test.py"), "Scans"], check=True)
    os.execv(sys.executable, [sys.executable, str(HERE / "service_test.py")])
