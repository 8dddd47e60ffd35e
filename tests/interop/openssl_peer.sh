#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The openssl command line behind the questions of sm2_tool.cpp. Usage: openssl_peer.sh SCRATCH_FOLDER
set -euo pipefail
cd "$1"

hex() { od -An -v -tx1 | tr -d ' \n'; }

# bytes HEX FILE
bytes() {
  local digits=${1#-}
  printf "$(sed 's/../\\x&/g' <<<"$digits")" >"$2"
}

keygen() {
  openssl ecparam -name SM2 -genkey -noout -out key.pem
  openssl pkcs8 -topk8 -nocrypt -in key.pem -outform DER | hex
  printf ' '
  openssl pkey -in key.pem -pubout -outform DER | hex
}

# sign ID PKCS#8 MESSAGE
sign() {
  bytes "$2" key.der
  bytes "$3" message
  openssl dgst -sm3 -keyform DER -sign key.der -sigopt "hexdistid:$1" message | hex
}

# verify ID SPKI MESSAGE SIGNATURE
verify() {
  bytes "$2" public.der
  bytes "$3" message
  bytes "$4" signature
  if openssl dgst -sm3 -keyform DER -verify public.der -sigopt "hexdistid:$1" -signature signature message >answer 2>&1; then
    printf valid
  else
    grep -q 'Verification failure' answer || { cat answer >&2; exit 1; }
    printf invalid
  fi
}

digest() {
  bytes "$1" message
  openssl dgst -sm3 -binary message | hex
}

while read -r verb words; do
  case $verb in
    keygen | sign | verify | digest) $verb $words; echo ;;
    *) echo "unknown question: $verb" >&2; exit 1 ;;
  esac
done
