#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""TypeScript checks the types that the comments of web/ state.

usage: web_types_test.py WORK_FOLDER
"""
import pathlib
import subprocess
import sys

from npm import modules

APP = pathlib.Path(__file__).resolve().parents[2] / "web" / "app"


def main():
    work = modules(pathlib.Path(sys.argv[1]).resolve())
    return subprocess.run([work / "node_modules" / ".bin" / "tsc", "--allowJs", "--checkJs", "--noEmit", "--strict", "--noUnusedLocals",
                           "--target", "es2022", "--module", "es2022", "--lib", "es2022,dom,dom.iterable", APP.parent / "worker.js", *sorted(APP.glob("*.js"))]).returncode


if __name__ == "__main__":
    sys.exit(main())
