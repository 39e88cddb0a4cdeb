#!/usr/bin/env bash
# Brings the third-party source trees named in third_party.txt into the user's cache, each once.
#
# Why apt: a build machine may reach only its distribution's packages and npm. apt runs with a sources list, index and
# cache of its own, made from the machine's own mirror line, so the system's configuration is never touched.
# A tree that is already in the cache is not looked at again. Prints one line a step; fails with one sentence.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${HUZHU_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/huzhu}
apt_home=$cache/apt

say() { printf 'setup: %s\n' "$*"; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }

# Every mirror of the running release, one a line: "options|address|components".
machine_mirrors() {
  local codename=$1 file
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [ -r "$file" ] || continue
    awk -v suite="$codename" '
      $1 == "deb" {
        line = $0; options = ""
        if (match(line, /\[[^]]*\]/)) { options = substr(line, RSTART, RLENGTH); sub(/\[[^]]*\] */, "", line) }
        count = split(line, part, /[ \t]+/)
        if (part[3] != suite) next
        names = ""; for (i = 4; i <= count; i++) names = names " " part[i]
        print options "|" part[2] "|" names
      }' "$file"
  done
  for file in /etc/apt/sources.list.d/*.sources; do
    [ -r "$file" ] || continue
    awk -v suite="$codename" '
      function flush() {
        if (hit && kind ~ /deb/) { split(address, list, " "); print (key ? "[signed-by=" key "]" : "") "|" list[1] "|" names }
        hit = 0; kind = address = names = key = ""
      }
      /^[ \t]*$/ { flush(); next }
      /^Types:/ { kind = substr($0, 7) }
      /^URIs:/ { address = $2 }
      /^Components:/ { names = substr($0, 12) }
      /^Signed-By:/ { if ($2 ~ /^\//) key = $2 }
      /^Suites:/ { for (i = 2; i <= NF; i++) if ($i == suite) hit = 1 }
      END { flush() }' "$file"
  done
}

private_apt() {
  local command=$1; shift
  "$command" -qq -o Dir::Etc::SourceList="$apt_home/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o Dir::State::Lists="$apt_home/lists" -o Dir::Cache="$apt_home/cache" \
    -o APT::Sandbox::User="$(id -un)" -o Acquire::Check-Valid-Until=false -o Acquire::Languages=none "$@"
}

prepare_index() {
  [ -z "${index_ready:-}" ] || return 0
  # shellcheck disable=SC1091
  . /etc/os-release
  local suites mirror options address names suite
  case "${ID:-}" in
    debian) suites="$VERSION_CODENAME forky sid" ;;
    ubuntu) suites="$VERSION_CODENAME resolute devel" ;;
    *) fail "this system has no Debian or Ubuntu packages; give CMake the source trees with -DHUZHU_IMGUI_DIR=…, -DHUZHU_SODIUM_DIR=… and -DHUZHU_QRCODE_DIR=…" ;;
  esac
  mirror=$(machine_mirrors "$VERSION_CODENAME" | head -n 1)
  [ -n "$mirror" ] || fail "no package mirror for $VERSION_CODENAME in /etc/apt; add the distribution's own line and run ./huzhu setup again"
  IFS='|' read -r options address names <<<"$mirror"
  mkdir -p "$apt_home/lists/partial" "$apt_home/cache/archives/partial"
  : >"$apt_home/sources.list"
  for suite in $suites; do echo "deb-src $options $address $suite $names" >>"$apt_home/sources.list"; done
  say "reading the source index of: $suites"
  # A suite that is gone must not stop the others; what is missing is said when a package is not found.
  private_apt apt-get update >"$apt_home/update.log" 2>&1 || true
  index_ready=1
}

# Known versions of a package, newest first in the list: "version hash" a line.
known_versions() { awk -v name="$1" '$1 == name { print $2, $3 }' "$here/third_party.txt"; }

# The newest revision in the index whose upstream part is the given version.
indexed_revision() {
  private_apt apt-cache showsrc "$1" 2>/dev/null | awk '/^Version:/ { print $2 }' |
    awk -v want="$2" '{ v = $0; sub(/^[0-9]+:/, "", v); sub(/-[^-]*$/, "", v); sub(/\+ds.*$/, "", v); if (v == want) print $0 }' |
    sort -V | tail -n 1
}

# A third word, `plain`: the upstream tarball alone, of a package whose packaging changes none of its code.
provision() {
  local name=$1 probe=$2 plain=${3:-} version hash revision work tarball target
  while read -r version hash; do
    [ -f "$cache/$name-$version/$probe" ] && return 0
  done < <(known_versions "$name")
  prepare_index
  while read -r version hash; do
    revision=$(indexed_revision "$name" "$version")
    [ -n "$revision" ] || continue
    say "fetching the source of $name $revision"
    work=$(mktemp -d "$cache/$name.XXXXXX")
    (cd "$work" && private_apt apt-get source --download-only ${plain:+--tar-only} "$name=$revision" >apt.log 2>&1) ||
      { cat "$work/apt.log" >&2; fail "apt could not fetch the source of $name $revision; check the network and run ./huzhu setup again"; }
    tarball=$(find "$work" -name "${name}_*.orig.tar.*" ! -name '*.asc' | head -n 1)
    [ "$(sha256sum <"$tarball" | cut -d' ' -f1)" = "$hash" ] ||
      fail "the source of $name $revision is not the one listed in cmake/third_party.txt; nothing was unpacked"
    if [ -n "$plain" ]; then mkdir "$work/tree"; fi
    (cd "$work" && if [ -n "$plain" ]; then tar -C tree --strip-components=1 -xf "$tarball"; else dpkg-source --no-check -x ./*.dsc tree; fi >unpack.log 2>&1) ||
      { cat "$work/unpack.log" >&2; fail "the source of $name $revision could not be unpacked"; }
    target=$cache/$name-$version
    [ -f "$work/tree/$probe" ] || fail "the source of $name $revision lacks $probe"
    rm -rf "$target" && mv "$work/tree" "$target" && rm -rf "$work"
    return 0
  done < <(known_versions "$name")
  fail "the package index offers no listed version of $name ($(known_versions "$name" | cut -d' ' -f1 | tr '\n' ' ')); add a checked version to cmake/third_party.txt or unpack one into $cache/$name-VERSION"
}

mkdir -p "$cache"
provision imgui imgui.cpp
provision libsodium src/libsodium/include/sodium.h
provision qr-code-generator c/qrcodegen.c plain
