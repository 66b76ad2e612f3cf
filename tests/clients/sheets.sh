#!/usr/bin/env bash
# Claim sheets under the real cargo-insta, and a review at a real terminal. ADDSUP names the binary.
set -euo pipefail
cd "$(dirname "$0")/../.."
root=$PWD
addsup=$(realpath "${ADDSUP:-target/debug/addsup}")
room=${ROOM:-${TMPDIR:-/tmp}/addsup-sheets}
mkdir -p "$room"
fail() { printf 'sheets: %s\n' "$*" >&2; exit 1; }

# A desk that has a Cargo project too: cargo-insta wants one.
desk() {
    rm -rf "$room/desk"
    mkdir -p "$room/desk/drafts" "$room/desk/src"
    cd "$room/desk"
    printf '[package]\nname = "desk"\nversion = "0.1.0"\nedition = "2024"\n[workspace]\n' >Cargo.toml
    : >src/lib.rs
    : >addsup.toml
    cp "$root/seeds/fr/irak.txt" drafts/a.txt
    "$addsup" snapshot drafts >/dev/null
    cp snapshots/drafts/a.txt.snap "$room/before.snap"
    sed 's/dont 600/dont 900/; s/1\.600/1.700/; s/9 juin/10 juin/' "$root/seeds/fr/irak.txt" >drafts/a.txt
    "$addsup" snapshot drafts >/dev/null
    [ -f snapshots/drafts/a.txt.snap.new ] || fail "nothing is pending"
}

# At a terminal: what is decided is on disk at once, what is not is still there.
desk
python3 "$root/tests/clients/terminal.py" "$addsup" || fail "the review at a terminal"
printf 'sheets: a review at a terminal is well\n'

insta=$room/insta/bin/cargo-insta
[ -x "$insta" ] || command -v cargo-insta >/dev/null && insta=${insta:-cargo-insta}
[ -x "$insta" ] || insta=$(command -v cargo-insta || true)
if [ -z "$insta" ]; then
    cargo install --quiet --locked cargo-insta --root "$room/insta" >"$room/install.log" 2>&1 || {
        printf 'sheets: skipped: cargo-insta cannot be installed\n'
        exit 0
    }
    insta=$room/insta/bin/cargo-insta
fi
desk
"$insta" insta pending-snapshots 2>/dev/null | grep -q 'drafts/a.txt.snap' || fail "cargo-insta sees nothing pending"
"$insta" insta accept >/dev/null 2>&1
[ ! -e snapshots/drafts/a.txt.snap.new ] || fail "cargo insta accept left the pending file"
"$addsup" snapshot --check drafts >/dev/null || fail "what cargo insta accepted is not what addsup writes"
desk
"$insta" insta reject >/dev/null 2>&1
cmp -s snapshots/drafts/a.txt.snap "$room/before.snap" || fail "cargo insta reject changed the sheet"
[ ! -e snapshots/drafts/a.txt.snap.new ] || fail "cargo insta reject left the pending file"
desk
printf 'a\n' | python3 "$root/tests/clients/terminal.py" --insta "$insta" || fail "cargo insta review"
"$addsup" snapshot --check drafts >/dev/null || fail "what cargo insta review accepted is not what addsup writes"
printf 'sheets: cargo-insta reviews, accepts and rejects them\n'
