#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Copies our tree to build/mutation/src, with every mutant of the files of files.tsv in it, and lists the mutants.

usage: write_mutants.py plain     the copy as it is, enough for cmake to say how each file is compiled
       write_mutants.py mutated   the mutants, into the copy and into build/mutation/mutants.json
"""
import hashlib
import json
import multiprocessing
import pathlib
import shlex
import shutil
import sys

import places

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
WORK = (ROOT / "build/mutation").resolve()
PER_FILE = 1000  # numbers set aside, so that an edit renumbers one file


def read_rows(name):
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def write_if_new(path, text):
    if not path.exists() or path.read_bytes() != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)


def copy_tree():
    mutated = {row[0] for row in read_rows("files.tsv")}
    for path in ROOT.rglob("*"):
        name = path.relative_to(ROOT)
        if name.parts[0] in (".git", "build") or not path.is_file():
            continue
        if name.as_posix() not in mutated or not (WORK / "src" / name).exists():
            write_if_new(WORK / "src" / name, path.read_bytes())
            shutil.copymode(path, WORK / "src" / name)
    for room in ("crypto", "ofd", "verify"):  # the main of a test program is a file as any other
        write_if_new(WORK / f"src/tests/{room}/mutation_runner_test.cpp", (HERE / "runner.cpp").read_bytes())


def compile_arguments():
    commands = json.loads((WORK / "src/build/dev/compile_commands.json").read_text())
    wanted = ("-D", "-I", "-std")
    return {pathlib.Path(one["file"]).relative_to(WORK / "src").as_posix() if one["file"].startswith(str(WORK / "src")) else "":
            [word for word in shlex.split(one["command"]) if word.startswith(wanted)] for one in commands}


def mutate(job):
    """One file; what clang found is kept until the file or the tool changes."""
    name, number, arguments = job
    key = hashlib.sha256((HERE / "places.py").read_bytes() + (ROOT / name).read_bytes() + str(number).encode()).hexdigest()
    kept = WORK / "kept" / key
    if not kept.exists():
        mutants, text = places.mutate(ROOT / name, arguments, number)
        write_if_new(kept, json.dumps([mutants, text]).encode())
    mutants, text = json.loads(kept.read_text())
    write_if_new(WORK / "src" / name, text.encode())
    return name, mutants


def mutate_all():
    arguments = compile_arguments()
    files = [row[0] for row in read_rows("files.tsv")]
    jobs = [(name, PER_FILE * (at + 1), arguments[name]) for at, name in enumerate(files)]
    with multiprocessing.Pool(2) as pool:
        mutants = dict(pool.imap_unordered(mutate, jobs))
    (WORK / "mutants.json").write_text(json.dumps({name: mutants[name] for name in files}))


if __name__ == "__main__":
    {"plain": copy_tree, "mutated": mutate_all}[sys.argv[1]]()
