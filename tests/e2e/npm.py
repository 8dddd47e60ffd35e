# SPDX-License-Identifier: Apache-2.0
"""What the browser tests take from npm; a test skips (77), saying so, where it cannot be had."""
import fcntl
import pathlib
import shutil
import subprocess
import sys
import tarfile

HERE = pathlib.Path(__file__).parent
LISTS = ("package.json", "package-lock.json")


def run_or_skip(command, folder, what):
    if subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL).returncode != 0:
        print(f"{what} could not be installed: nothing was tested")
        sys.exit(77)


def same(file, copy):
    return copy.exists() and copy.read_bytes() == file.read_bytes()


def modules(work):
    """Installs them in the folder, once; tests may ask at the same time."""
    work.mkdir(parents=True, exist_ok=True)
    with open(work / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (work / "node_modules").is_dir() or any(not same(HERE / name, work / name) for name in LISTS):
            for name in LISTS:
                shutil.copy(HERE / name, work / name)
            run_or_skip(["npm", "ci", "--silent", "--no-audit", "--no-fund"], work, "what package.json names")
    return work


def packed_file(work, package, member):
    """One file of a package that brings its own bundle, without the package's dependencies."""
    target = work / pathlib.Path(member).name
    if not target.exists():
        run_or_skip(["npm", "pack", "--silent", package], work, package)
        archive = next(work.glob("*.tgz"))
        with tarfile.open(archive) as files:
            target.write_bytes(files.extractfile(f"package/{member}").read())
        archive.unlink()
    return target
