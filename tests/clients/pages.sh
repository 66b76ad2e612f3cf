#!/usr/bin/env bash
# The HTML report in a real Chromium, audited with axe-core: see pages.mjs. ADDSUP names the binary.
set -euo pipefail
cd "$(dirname "$0")/../.."
root=$PWD
addsup=$(realpath "${ADDSUP:-target/debug/addsup}")
room=${ROOM:-${TMPDIR:-/tmp}/addsup-pages}
mkdir -p "$room/npm" "$room/pictures"

skip() { printf 'pages: skipped: %s\n' "$*"; exit 0; }
command -v node >/dev/null || skip "there is no node"
command -v chromium >/dev/null || (apt-get update && apt-get install -y --no-install-recommends chromium) >"$room/apt.log" 2>&1 ||
    skip "chromium cannot be installed"
[ -d "$room/npm/node_modules/axe-core" ] || npm install --no-fund --no-audit --prefix "$room/npm" playwright-core axe-core >"$room/npm.log" 2>&1 ||
    skip "playwright-core and axe-core cannot be installed"

# Seeds, and drafts that would like to be more than text, in each format and in their names.
rm -rf "$room/drafts" "$room/report" "$room/many"
mkdir -p "$room/drafts"
cp seeds/fr/planted/breakdown-part-too-large.txt seeds/fr/tables/bad.md seeds/en/iraq.txt seeds/en/planted/event-order-then.txt "$room/drafts"
python3 - "$room/drafts" <<'PYTHON'
import os, sys
folder = sys.argv[1]
attacks = [
    "<script>globalThis.hacked=1</script>", "<img src=x onerror=globalThis.hacked=1>", "</style><script>globalThis.hacked=1</script>",
    "</title><svg onload=globalThis.hacked=1>", "\"><iframe src=javascript:globalThis.hacked=1>", "' onfocus='globalThis.hacked=1' autofocus='",
    "<a href=javascript:globalThis.hacked=1>12</a>", "<meta http-equiv=refresh content='0;url=https://example.org/'>", "<base href=//example.org>",
    "<link rel=stylesheet href=//example.org/x.css>", "<form action=//example.org><input name=q></form>", "</p></div></main></body></html>",
    "<!--", "-->", "]]>", "<![CDATA[", "&lt;script&gt;", "{{globalThis.hacked=1}}", "\u202e\u2066", "\x1b]0;x\x07", "\ufffe", "\x00", "<plaintext>", "<template>",
]
facts = "Les 1.400 soldats, dont 900 conseillers et 800 gardes, sont arriv\u00e9s le 8 ao\u00fbt 2014 {}. "
text = "\n\n".join(attack + " " + facts.format(attack) + f"Soit 12 {attack} et 13 \u00ab {attack} \u00bb." for attack in attacks)
for name in ["hostile.txt", "hostile.md", "hostile.html", "</title><script>globalThis.hacked=1<".replace("/", "\u2215") + ".txt", "a\"b'&amp;c#d?e%f.md"]:
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        file.write(text)
PYTHON
(cd "$room" && "$addsup" report drafts -o report >/dev/null)
"$addsup" diff --format html -o "$room/report/changes.html" seeds/fr/irak.txt seeds/fr/planted/breakdown-part-too-large.txt
"$addsup" diff --format html -o "$room/report/hostile.html" seeds/fr/irak.txt "$room/drafts/hostile.txt"
pages() { (cd "$room/report/drafts" && python3 -c 'import json, os; print(json.dumps(["hostile.html"] + ["drafts/" + name.replace("%", "%25").replace("#", "%23").replace("?", "%3F") for name in sorted(os.listdir(".")) if "hostile" in name or "hacked" in name or "&amp;" in name]))'); }
TASKS="{\"documents\": $(ls "$room/drafts" | wc -l), \"page\": [\"drafts/breakdown-part-too-large.txt.html\"], \"hostile\": $(pages),
  \"looks\": {\"drafts/breakdown-part-too-large.txt.html\": \"document\", \"drafts/bad.md.html\": \"table\", \"index.html\": \"index\", \"changes.html\": \"changes\"}}" \
    node tests/clients/pages.mjs "$room/report" "$room/npm" "$room/pictures"

# An index of a thousand documents opens in under a second.
mkdir -p "$room/many/drafts"
for number in $(seq 1000); do cp seeds/fr/irak.txt "$room/many/drafts/$number.txt"; done
(cd "$room/many" && "$addsup" report drafts -o report >/dev/null)
TASKS='{"speed": 1000}' node tests/clients/pages.mjs "$room/many/report" "$room/npm" "$room/pictures"
rm -rf "$room/many"
