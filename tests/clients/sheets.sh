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
    sed 's/Plus de 1\.400/Les 1.200/; s/1\.600/1.700/; s/9 juin/10 juin/' "$root/seeds/fr/irak.txt" >drafts/a.txt
    "$addsup" snapshot drafts >/dev/null
    [ -f snapshots/drafts/a.txt.snap.new ] || fail "nothing is pending"
}

# At a terminal: what is decided is on disk at once, what is not is still there.
desk
python3 "$root/tests/clients/terminal.py" "$addsup" || fail "the review at a terminal"
printf 'sheets: a review at a terminal is well\n'

export PATH="$room/insta/bin:$PATH"
command -v cargo-insta >/dev/null || cargo install --quiet --locked cargo-insta --root "$room/insta" >"$room/install.log" 2>&1 || {
    printf 'sheets: skipped: cargo-insta cannot be installed\n'
    exit 0
}
desk
cargo insta pending-snapshots 2>/dev/null | grep -q 'drafts/a.txt.snap' || fail "cargo-insta sees nothing pending"
cargo insta accept >/dev/null 2>&1
[ ! -e snapshots/drafts/a.txt.snap.new ] || fail "cargo insta accept left the pending file"
"$addsup" snapshot --check drafts >/dev/null || fail "what cargo insta accepted is not what addsup writes"
desk
cargo insta reject >/dev/null 2>&1
cmp -s snapshots/drafts/a.txt.snap "$room/before.snap" || fail "cargo insta reject changed the sheet"
[ ! -e snapshots/drafts/a.txt.snap.new ] || fail "cargo insta reject left the pending file"
desk
python3 "$root/tests/clients/terminal.py" --insta || fail "cargo insta review"
"$addsup" snapshot --check drafts >/dev/null || fail "what cargo insta review accepted is not what addsup writes"
printf 'sheets: cargo-insta reviews, accepts and rejects them\n'
