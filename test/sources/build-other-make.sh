#!/bin/sh
# Builds the GNU make of another Debian release, for the tests of the jobserver: version 4.4 changed its protocol, and
# a machine has a make of one side only.
#
#   build-other-make.sh DIR
#
# The program ends up as DIR/make. The machine's own apt configuration is read, never changed.
set -eu

if [ $# -ne 1 ]; then
  echo "usage: $0 DIR" >&2
  exit 2
fi
mkdir -p "$1"
target=$(cd "$1" && pwd)
here=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
case $here in
  bookworm) other=trixie ;;
  trixie) other=bookworm ;;
  *)
    echo "build-other-make: no other release is known for \`$here'" >&2
    exit 1
    ;;
esac

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
chmod 755 "$work" # apt reads it as a user of its own
mkdir -p "$work/parts" "$work/lists/partial" "$work/cache/archives/partial"
eval "$(apt-config shell list Dir::Etc::sourcelist/f parts Dir::Etc::sourceparts/d)"
number=0
for entry in "${list:-}" "${parts:-/nonexistent}"/*.list "${parts:-/nonexistent}"/*.sources; do
  [ -f "$entry" ] || continue
  number=$((number + 1))
  case $entry in
    *.sources) sed "s/^[Tt]ypes:.*/Types: deb-src/; s/\\b$here\\b/$other/g" "$entry" >"$work/parts/$number.sources" ;;
    *) sed -n "/cdrom:/d; s/\\b$here\\b/$other/g; s/^[[:space:]]*deb\\(-src\\)\\{0,1\\}[[:space:]]/deb-src /p" "$entry" |
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

log=$work/log
cd "$work"
apt-get -c "$work/apt.conf" update >"$log" 2>&1 || true
# Debian leaves the documentation out, and configure looks for it.
build() {
  apt-get -c "$work/apt.conf" source --download-only --tar-only make-dfsg &&
    mkdir source &&
    tar -xf make-dfsg_*.orig.tar.* -C source --strip-components=1 &&
    cd source &&
    mkdir -p doc &&
    : >>doc/Makefile.in &&
    ./configure --disable-nls &&
    sh ./build.sh
}
if ! build >>"$log" 2>&1; then
  tail -n 20 "$log" >&2
  exit 1
fi
cp "$work/source/make" "$target/make"
"$target/make" --version | head -n 1
