#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""TypeScript checks the types that the comments of web/ state; no word of the pages is said twice, for the later would be heard everywhere.

usage: web_types_test.py WORK_FOLDER
"""
import collections
import pathlib
import re
import subprocess
import sys

from npm import modules

APP = pathlib.Path(__file__).resolve().parents[2] / "web" / "app"


def words_said_twice():
    names = collections.Counter(name for file in APP.glob("*words.js") for name in re.findall(r"^  (\w+): \[", file.read_text(encoding="utf-8"), re.M))
    return [name for name, times in names.items() if times > 1]


def main():
    if twice := words_said_twice():
        print("said twice in web/app/*words.js:", *twice)
        return 1
    work = modules(pathlib.Path(sys.argv[1]).resolve())
    return subprocess.run([work / "node_modules" / ".bin" / "tsc", "--allowJs", "--checkJs", "--noEmit", "--strict", "--noUnusedLocals",
                           "--target", "es2022", "--module", "es2022", "--lib", "es2022,dom,dom.iterable", APP.parent / "worker.js", *sorted(APP.glob("*.js"))]).returncode


if __name__ == "__main__":
    sys.exit(main())
