#!/usr/bin/env bash
# The check must find what it is for: each broken list below has to be refused, the sound one accepted.
set -euo pipefail
here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
root=$(realpath "$here/../..")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

refused() { # WHAT
  if python3 "$here/check_security.py" "$root" "$work/list" >"$work/out"; then echo "accepted: $1"; exit 1; fi
}

cp "$here/security.tsv" "$work/list"; python3 "$here/check_security.py" "$root" "$work/list" >/dev/null
sed 's/ANonceCountsOnce/ANonceCountsTwice/' "$here/security.tsv" >"$work/list"; refused 'a test that is not there'
sed 's/test_every_cell/test_no_cell/' "$here/security.tsv" >"$work/list"; refused 'a script without that test'
grep -v '^S-EVID' "$here/security.tsv" >"$work/list"; refused 'an entry without tests'
sed 's/^S-TLS/S-TLC/' "$here/security.tsv" >"$work/list"; refused 'an entry that is none'
{ cat "$here/security.tsv"; tail -n 1 "$here/security.tsv"; } >"$work/list"; refused 'the same line twice'
{ cat "$here/security.tsv"; echo 'S-HARD	no test'; } >"$work/list"; refused 'a line cut short'
echo "every broken list was refused"
