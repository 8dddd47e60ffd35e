# shellcheck shell=bash
# Sourced by ./run and ./test: installs what is missing, says what, and is silent when nothing is.
# need GROUP...: groups are build, run, test, web_modules, bench, coverage, mutation, fuzz, afl and analysis.

boost_version() { # the newest that is offered and not older than 1.81
  local version
  for version in 1.88 1.83 1.81; do
    if dpkg-query -W -f '${db:Status-Status}' "libboost-url$version-dev" 2>/dev/null | grep -qx installed; then echo "$version"; return; fi
  done
  for version in 1.83 1.81; do
    if apt-cache show "libboost-url$version-dev" >/dev/null 2>&1; then echo "$version"; return; fi
  done
  echo 1.81
}

packages() {
  local boost
  case $1 in
    build)
      boost=$(boost_version)
      echo "g++ cmake ninja-build ccache pkg-config libboost$boost-dev libboost-url$boost-dev libssl-dev" \
        "nlohmann-json3-dev libvalijson-dev libqrencode-dev libpango1.0-dev libharfbuzz-dev libre2-dev" \
        "libsqlite3-dev libspdlog-dev libfmt-dev libcli11-dev libtomlplusplus-dev prometheus-cpp-dev zlib1g-dev libdeflate-dev libxlsxwriter-dev" ;;
    run) # GB18030 is a package of its own since Debian 13
      apt-cache show libc-gconv-modules-extra >/dev/null 2>&1 && echo -n "libc-gconv-modules-extra "
      echo "fonts-noto-cjk openssl curl ca-certificates poppler-utils" ;;
    test)
      echo "libgtest-dev libgmock-dev zbar-tools zxing-cpp-tools node-qrcode-generator libbcprov-java default-jdk-headless nodejs npm python3 libyaml-cpp-dev" \
        "chromium procps strace systemd python3-seccomp python3-yaml python3-jsonschema binutils jq" ;;
    web_modules) echo "nodejs npm" ;; # cmake/web_modules.cmake
    bench) echo "wrk openssl" ;;
    coverage) echo "clang llvm" ;;
    mutation) echo "python3-clang" ;;
    fuzz) echo "clang libclang-rt-dev llvm" ;;
    afl) echo "afl++" ;;
    analysis) echo "clang-tidy libclang-dev llvm-dev cppcheck valgrind" ;;
  esac
}

missing() {
  local package
  for package in "$@"; do
    dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || echo "$package"
  done
}

provided() { # a tool that came from elsewhere serves as well
  case $1 in
    default-jdk-headless) command -v javac >/dev/null ;;
    nodejs) command -v node >/dev/null ;;
    npm) command -v npm >/dev/null ;;
    python3) command -v python3 >/dev/null ;;
    *) false ;;
  esac
}

need() {
  local group wanted=() absent=() names package
  # without package lists the Boost version cannot be known
  if ! dpkg-query -W 'libboost-url1*-dev' >/dev/null 2>&1 && ! apt-cache show libssl-dev >/dev/null 2>&1; then
    as_root apt-get update -qq
  fi
  for group in "$@"; do read -r -a names <<<"$(packages "$group")"; wanted+=("${names[@]}"); done
  for package in $(missing "${wanted[@]}"); do provided "$package" || absent+=("$package"); done
  [ ${#absent[@]} -eq 0 ] && return 0
  echo "installing: ${absent[*]}" >&2
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends -o Dpkg::Use-Pty=0 "${absent[@]}" \
    >"${TMPDIR:-/tmp}/elicense-install.log" 2>&1 || { tail -20 "${TMPDIR:-/tmp}/elicense-install.log" >&2; exit 1; }
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; return; fi
  if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo "$@"; return; fi
  echo "These packages are missing and need root to install. Run once as root:" >&2
  echo "  $*" >&2
  exit 1
}
