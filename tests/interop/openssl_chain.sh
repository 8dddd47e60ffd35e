#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The openssl program reads and verifies what we issue. Usage: openssl_chain.sh MAKE_CHAIN_PROGRAM WORK_FOLDER
set -euo pipefail
make_chain=$(realpath "$1")
rm -rf "$2" && mkdir -p "$2" && cd "$2"
"$make_chain" .

id=1234567812345678
at=(-attime 1780272000) # 2026-06-01

fail() { echo "FAILED: $*" >&2; exit 1; }

# says FILE TEXT: the certificate or list, as openssl prints it, holds the text.
says() { grep -qF -- "$2" "$1.txt" || { cat "$1.txt" >&2; fail "$1 does not say: $2"; }; }

for name in root sub signer maker tsa server tls; do
  openssl x509 -in $name.pem -noout -text -nameopt utf8,sep_comma_plus >$name.txt || fail "cannot read $name"
done
openssl crl -in list.pem -noout -text >list.txt || fail "cannot read the list"

for name in root sub signer maker tsa server; do
  says $name 'Signature Algorithm: SM2-with-SM3'
done
says root 'CA:TRUE'
says sub 'CA:TRUE, pathlen:0'
says sub 'Certificate Sign, CRL Sign'
says signer '测试机构'
says signer 'Digital Signature, Non Repudiation'
says signer 'URI:http://localhost/list.crl'
says tsa 'Time Stamping'
says server 'DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1'
says tls 'Signature Algorithm: ecdsa-with-SHA256'
says list 'Serial Number: 0A'
says list 'Key Compromise'

# The program gives the signer id to the last certificate only, not to those between: one link at a time.
link=(openssl verify "${at[@]}" -partial_chain -vfyopt distid:$id)
"${link[@]}" -CAfile root.pem sub.pem || fail "sub"
for name in signer maker tsa server; do
  "${link[@]}" -CAfile sub.pem $name.pem || fail "$name"
done
"${link[@]}" -purpose sslserver -CAfile sub.pem server.pem || fail "server as a server"
"${link[@]}" -purpose timestampsign -CAfile sub.pem tsa.pem || fail "tsa as a time-stamp authority"
openssl verify "${at[@]}" -purpose sslserver -verify_hostname localhost -CAfile tls.pem tls.pem || fail "tls"

# The counter-check: under another id the same certificate must not verify.
if openssl verify "${at[@]}" -partial_chain -vfyopt distid:other -CAfile sub.pem signer.pem >other.txt 2>&1; then
  fail "a wrong signer id verifies"
fi

# openssl crl cannot set the id: take the list apart and check its signature over the bytes.
openssl crl -in list.pem -outform DER -out list.der
openssl asn1parse -inform DER -in list.der -strparse 4 -noout -out tbs.der
offset=$(openssl asn1parse -inform DER -in list.der | awk -F: '/d=1 .*BIT STRING/ { print $1 + 0 }')
openssl asn1parse -inform DER -in list.der -strparse "$offset" -noout -out signature.der
openssl x509 -in sub.pem -noout -pubkey >sub.pub
openssl dgst -sm3 -verify sub.pub -sigopt distid:$id -signature signature.der tbs.der || fail "signature of the list"
echo "openssl agrees with every certificate and the list"
