#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Compares our SM2 and SM3 with another implementation, in both directions: keys, digests and signatures of one are taken by
# the other, and a changed message or another signer id is refused.
# Usage: peers.sh SM2_TOOL WORK_FOLDER openssl|bouncycastle|sm-crypto
# Exit status: 0 they agree, 1 they do not, 77 the peer is not on this machine.
set -euo pipefail

tool=$(realpath "$1")
peer=$3
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(realpath -m "$2")/$peer
jar=${BOUNCYCASTLE_JAR:-/usr/share/java/bcprov.jar}
count=50
default_id=31323334353637383132333435363738
other_id=414c494345313233405941484f4f2e434f4d # ALICE123@YAHOO.COM, as in GB/T 32918.5

skip() { echo "skipped: $1"; exit 77; }
ours() { "$tool"; }
openssl_peer() { "$here/openssl_peer.sh" "$work"; }
bouncycastle_peer() { java -cp "$jar:$work" Sm2Peer; }
sm_crypto_peer() { node "$work/sm2_peer.mjs"; }

prepare_openssl() {
  theirs=openssl_peer
  command -v openssl >/dev/null || skip "no openssl program"
}

prepare_bouncycastle() {
  theirs=bouncycastle_peer
  command -v javac >/dev/null || skip "no Java compiler"
  [[ -r $jar ]] || skip "no $jar (libbcprov-java)"
  javac -cp "$jar" -d "$work" "$here/Sm2Peer.java"
}

prepare_sm_crypto() {
  theirs=sm_crypto_peer
  command -v npm >/dev/null || skip "no npm"
  cp "$here/package.json" "$here/package-lock.json" "$here/sm2_peer.mjs" "$work"
  (cd "$work" && npm ci --no-audit --no-fund --ignore-scripts >npm.log 2>&1) || skip "npm ci failed, see $work/npm.log"
}

# Random messages of growing length, the first one empty.
make_messages() {
  echo -
  local i
  for ((i = 1; i < count; i++)); do
    head -c $((i * 5)) /dev/urandom | od -An -v -tx1 | tr -d ' \n'
    echo
  done
}

# expect WORD WHAT: every line of standard input is WORD, and there are as many as messages.
expect() {
  tee "$work/answers" | awk -v word="$1" -v count="$count" '$0 != word { bad++ } END { exit bad > 0 || NR != count }' && return
  echo "FAILED: $2: expected $count times '$1', see $work/answers"
  exit 1
}

# signed_by SIGNER VERIFIER: keys and signatures of one, checked by the other.
signed_by() {
  local signer=$1 verifier=$2 private public id wrong_id
  read -r private public < <(echo keygen | $signer)
  for id in $default_id $other_id; do
    wrong_id=$other_id
    [[ $id == "$other_id" ]] && wrong_id=$default_id
    sed "s/^/sign $id $private /" "$work/messages" | $signer >"$work/signatures"
    paste -d ' ' "$work/messages" "$work/signatures" >"$work/signed"
    paste -d ' ' "$work/changed" "$work/signatures" >"$work/forged"
    sed "s/^/verify $id $public /" "$work/signed" | $verifier | expect valid "$verifier checks $signer"
    sed "s/^/verify $id $public /" "$work/forged" | $verifier | expect invalid "$verifier checks changed messages"
    sed "s/^/verify $wrong_id $public /" "$work/signed" | $verifier | expect invalid "$verifier checks with another id"
  done
  echo "ok: $verifier agrees with what $signer signed"
}

same_digests() {
  sed 's/^/digest /' "$work/messages" | ours >"$work/our_digests"
  sed 's/^/digest /' "$work/messages" | $theirs >"$work/their_digests"
  cmp "$work/our_digests" "$work/their_digests"
  echo "ok: the same digests"
}

mkdir -p "$work"
case $peer in
  openssl) prepare_openssl ;;
  bouncycastle) prepare_bouncycastle ;;
  sm-crypto) prepare_sm_crypto ;;
  *) echo "unknown peer: $peer" >&2; exit 1 ;;
esac
make_messages >"$work/messages"
sed 's/^-$//; s/$/ff/' "$work/messages" >"$work/changed"
same_digests
signed_by ours "$theirs"
signed_by "$theirs" ours
