#!/usr/bin/env bash
# The rule check must find what it is for: each broken house below has to be refused, the sound one accepted.
set -euo pipefail
check=$(dirname "$(realpath "${BASH_SOURCE[0]}")")/check_rooms.py
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

house() { # a sound little house
  rm -rf "$work/house"
  mkdir -p "$work/house/crypto" "$work/house/services/ofd" "$work/house/services/api"
  printf 'crypto:\nofd: crypto\napi: ofd crypto\nonly <openssl/: crypto/\n' >"$work/rules"
  echo '#include <openssl/evp.h>' >"$work/house/crypto/sm3.cpp"
  echo '#include "crypto/sm3.hpp"' >"$work/house/services/ofd/package.cpp"
  echo '#include "ofd/package.hpp"' >"$work/house/services/api/routes.cpp"
}
refused() { # WHAT
  if python3 "$check" "$work/house" "$work/rules" >"$work/out"; then echo "accepted: $1"; exit 1; fi
}

house; python3 "$check" "$work/house" "$work/rules" >/dev/null
house; echo '#include "api/routes.hpp"' >>"$work/house/services/ofd/package.cpp"; refused 'ofd looks up to api'
house; echo '#include <openssl/evp.h>' >>"$work/house/services/api/routes.cpp"; refused 'OpenSSL outside the vault'
house; echo '#include <openssl/evp.h>' >"$work/house/crypto/sm3.hpp"; refused 'OpenSSL in a public header'
house; echo 'auto now = std::chrono::system_clock::now();' >>"$work/house/services/ofd/package.cpp"; refused 'own clock'
house; sed -i 's/^crypto:/crypto: api/' "$work/rules"; refused 'a circle'
house; mkdir "$work/house/services/attic"; echo >"$work/house/services/attic/box.cpp"; refused 'a room without a rule'
house; rm -r "$work/house/crypto" "$work/house/services"; refused 'an empty house'
echo "every broken house was refused"
