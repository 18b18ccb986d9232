#!/bin/sh
# Fills a download cache with the archives that the profiles name, taken from Debian source packages.
# For machines that reach the archive their apt is configured for, and not the places in the profiles.
#
#   fetch-debian-sources.sh CACHE_DIR
#
# Each file of sources.tsv ends up as CACHE_DIR/sha256/<sha256>. The machine's own apt configuration is read, never
# changed. Exit status 1 when a file is missing or differs, or when the table and the profiles do not agree.
set -eu

if [ $# -ne 1 ]; then
  echo "usage: $0 CACHE_DIR" >&2
  exit 2
fi
here=$(cd "$(dirname "$0")" && pwd)
table=$here/sources.tsv
components=$here/../../profiles/component
mkdir -p "$1/sha256"
cache=$(cd "$1/sha256" && pwd)
tab=$(printf '\t')

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
chmod 755 "$work" # apt reads it as a user of its own
log=$work/log

complain() {
  echo "fetch-debian-sources: $*" >&2
}

rows() {
  grep -v '^#' "$table"
}

has_sum() { # FILE SHA256
  [ -f "$1" ] && [ "$(sha256sum <"$1")" = "$2  -" ]
}

# The table and the components must name the same archives: each row stands in a profile, each sum of a profile in a
# row.
check_table() {
  wrong=0
  while IFS=$tab read -r url package file sum; do
    profile=$(grep -lxF "sha256 = $sum" "$components"/*/buildout.cfg || true)
    version=$(sed -n 's/^version = //p' "${profile:-/dev/null}")
    named=$(sed -n 's/^url = //p' "${profile:-/dev/null}" | sed "s|\${:version}|$version|g")
    if [ "$named" != "$url" ]; then
      complain "$package: the table says $url, the profile with this sha256 says ${named:-nothing}"
      wrong=1
    fi
  done <"$work/rows"
  sed -n 's/^sha256 = //p' "$components"/*/buildout.cfg >"$work/sums"
  while read -r sum; do
    if ! grep -qF "$sum" "$work/rows"; then
      complain "a profile wants sha256 $sum, which no row of the table has"
      wrong=1
    fi
  done <"$work/sums"
  return $wrong
}

# An apt configuration of our own: the machine's repositories, asked for source packages, and all state in the work
# folder.
configure_apt() {
  mkdir -p "$work/parts" "$work/lists/partial" "$work/cache/archives/partial"
  eval "$(apt-config shell list Dir::Etc::sourcelist/f parts Dir::Etc::sourceparts/d)"
  number=0
  for entry in "${list:-}" "${parts:-/nonexistent}"/*.list "${parts:-/nonexistent}"/*.sources; do
    [ -f "$entry" ] || continue
    number=$((number + 1))
    case $entry in
      *.sources) sed 's/^[Tt]ypes:.*/Types: deb-src/' "$entry" >"$work/parts/$number.sources" ;;
      *) sed -n '/cdrom:/d; s/^[[:space:]]*deb\(-src\)\{0,1\}[[:space:]]/deb-src /p' "$entry" |
        sort -u >"$work/parts/$number.list" ;;
    esac
  done
  cat >"$work/apt.conf" <<CONF
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
Acquire::Retries "3";
Dir::Etc::sourcelist "/dev/null";
Dir::Etc::sourceparts "$work/parts";
Dir::State::Lists "$work/lists";
Dir::Cache "$work/cache";
CONF
}

# The versions of a source package that hold this file with this sum. A security update keeps the file of the version
# it replaces, so there can be several, and the archive does not always have all that its indices list.
versions_with() { # PACKAGE FILE SHA256
  apt-cache -c "$work/apt.conf" showsrc --only-source "$1" 2>>"$log" | awk -v file="$2" -v sum="$3" '
    $1 == "Version:" { version = $2 }
    $1 == sum && $3 == file { print version }'
}

# apt-get may fail for a file that is not ours and still bring ours: the sum decides, not the exit status.
fetch() { # PACKAGE FILE SHA256
  mkdir -p "$work/$1"
  for version in $(versions_with "$1" "$2" "$3"); do
    (cd "$work/$1" && apt-get -c "$work/apt.conf" source --download-only --tar-only "$1=$version") >>"$log" 2>&1 || true
    has_sum "$work/$1/$2" "$3" || continue
    cp "$work/$1/$2" "$cache/.$3.$$"
    mv "$cache/.$3.$$" "$cache/$3"
    return 0
  done
  return 1
}

rows >"$work/rows"
check_table

while IFS=$tab read -r url package file sum; do
  has_sum "$cache/$sum" "$sum" || printf '%s\t%s\t%s\n' "$package" "$file" "$sum"
done <"$work/rows" >"$work/missing"

if [ -s "$work/missing" ]; then
  configure_apt
  apt-get -c "$work/apt.conf" update >"$log" 2>&1 || true
fi

failed=0
while IFS=$tab read -r package file sum; do
  if fetch "$package" "$file" "$sum" </dev/null; then
    echo "$file"
  else
    complain "$file with sha256 $sum: no version of source package \`$package' brought it"
    failed=1
  fi
done <"$work/missing"

if [ $failed -ne 0 ]; then
  grep -E '^(E|Err)[: ]' "$log" | sort -u | head -n 20 >&2 || true
  exit 1
fi
echo "all $(wc -l <"$work/rows") archives are in $cache"
