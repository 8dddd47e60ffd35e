#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Issues one license of every type and has BouncyCastle read its seal and signature (SealPeer.java).
# Usage: seal_peer.sh ELICENSE WORK_FOLDER CODE...
# Exit status: 0 all as the standard says, 1 not, 77 the peer is not on this machine.
set -euo pipefail
elicense=$(realpath "$1")
work=$(realpath -m "$2")
shift 2
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
jar=${BOUNCYCASTLE_JAR:-/usr/share/java/bcprov.jar}

command -v javac >/dev/null || { echo "skipped: no Java compiler"; exit 77; }
[[ -r $jar ]] || { echo "skipped: no $jar (libbcprov-java)"; exit 77; }
rm -rf "$work" && mkdir -p "$work"
javac -cp "$jar" -d "$work" "$here/SealPeer.java"
"$elicense" init "$work/instance" >/dev/null
for code in "$@"; do
  "$elicense" issue --instance "$work/instance" --type "$code" --example --out "$work/$code" >/dev/null
done
java -cp "$jar:$work" SealPeer "$work"/*/license.ofd
