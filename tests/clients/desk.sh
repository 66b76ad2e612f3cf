#!/usr/bin/env bash
# A fresh desk, by the README alone: 200 drafts of several formats, from nothing to a CI step that fails, then passes.
# Also: pre-commit (from PyPI) with our hooks, the composite action's own steps, the GitLab job's own script, the schemas.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/../.." && pwd)"
. "$here/venv.bash"
venv desk pre-commit check-jsonschema pyyaml
bin="$(dirname "${ADDSUP:-$root/target/debug/addsup}")"
PATH="$bin:$PATH"
unset GITHUB_STEP_SUMMARY GITHUB_OUTPUT
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
desk="$work/desk"
export PRE_COMMIT_HOME="$work/pre-commit" GIT_CONFIG_GLOBAL="$work/gitconfig" HOME="$work"
git config --global user.name desk
git config --global user.email desk@example.org
git config --global protocol.file.allow always

fail() { printf 'FAILED: %s\n' "$*"; exit 1; }
ends() { # ends CODE COMMAND…: the command ends with this exit code
    local wanted="$1" code=0
    shift
    "$@" > "$work/out" 2> "$work/err" || code=$?
    [ "$code" = "$wanted" ] || { cat "$work/out" "$work/err"; fail "exit code $code, not $wanted: $*"; }
}
says() { grep -qF -- "$1" "$work/out" "$work/err" || { cat "$work/out" "$work/err"; fail "it does not say: $1"; }; }

# 200 drafts of several formats, a good many years of archives among them.
python3 - "$desk" <<'PY'
import pathlib, sys
desk = pathlib.Path(sys.argv[1])
fr = "Les {} soldats, dont 600 conseillers et 800 gardes, sont arrivés le {} juin 2014."
en = "The {} soldiers, including 600 advisers and 800 guards, arrived on {} June 2014."
for n in range(200):
    folder = desk / ("archives" if n % 10 == 0 else "drafts")
    folder.mkdir(parents=True, exist_ok=True)
    wrong = n % 20 == 0
    text = fr if n % 2 else en
    figure = ("1.200" if n % 2 else "1,200") if wrong else ("1.400" if n % 2 else "1,400")
    line = text.format(figure, n % 28 + 1)
    kind = n % 5
    if kind == 0: body, ending = f"# Draft {n}\n\n{line}\n", "md"
    elif kind == 1: body, ending = f"{line}\n", "txt"
    elif kind == 2: body, ending = f"<!doctype html><title>Draft {n}</title><p>{line}</p>\n", "html"
    elif kind == 3: body, ending = f"---\ntitle: Draft {n}\ndate: 2014-06-30\n---\n\n{line}\n", "md"
    else: body, ending = f"= Draft {n}\n\n{line}\n", "adoc"
    (folder / f"d{n:03}.{ending}").write_text(body, encoding="utf-8")
    if n == 7: (folder / "latin.txt").write_bytes(line.encode("windows-1252"))
PY
cd "$desk"
git init -q -b main .
git add .
git commit -q -m "the drafts"

echo '== a configuration, and a first check that fails'
ends 0 addsup init
addsup schema config > "$work/config.json"
addsup schema rule > "$work/rule.json"
check-jsonschema --schemafile "$work/config.json" addsup.toml
ends 1 addsup check .
says 'archives/d000.md'

echo '== a baseline for the archives, and a step that passes'
ends 0 addsup baseline write --reason 'printed long ago' .
ends 0 addsup baseline check .
git add .
git commit -q -m "addsup"

echo '== a new mistake fails, in whichever form CI asks'
git checkout -q -b story
printf '# Story\n\nThe 2,000 guests, including 900 women and 1,300 men, came on 3 May 2014.\n' > drafts/story.md
git add .
git commit -q -m "a story"
ends 1 addsup baseline check .
ends 1 addsup check --since main
says 'drafts/story.md'
[ "$(grep -c 'archives/' "$work/out")" = 0 ] || fail 'old findings are reported'

echo '== the composite action, step by step'
check-jsonschema --builtin-schema vendor.github-actions "$root/.github/actions/addsup/action.yml"
cat > "$work/action.py" <<'PY'
"""Runs the steps of a composite action as a runner would: inputs in the environment, bash -e."""
import os, re, subprocess, sys, yaml
action = yaml.safe_load(open(sys.argv[1], encoding="utf-8"))
given = dict(pair.split("=", 1) for pair in sys.argv[2:])
inputs = {name: given.get(name, one.get("default", "")) for name, one in action["inputs"].items()}
def filled(text):
    text = re.sub(r"\$\{\{ *inputs\.([\w-]+) *\}\}", lambda m: inputs[m[1]], text)
    return re.sub(r"\$\{\{ *github\.action_path *\}\}", os.path.dirname(os.path.abspath(sys.argv[1])), text)
for step in action["runs"]["steps"]:
    assert "${{" not in step["run"], "an input in a script can be code"
    env = {name: filled(value) for name, value in step.get("env", {}).items()}
    code = subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]], env=os.environ | env).returncode
    if code: sys.exit(code)
PY
action() { GITHUB_OUTPUT="$work/output" GITHUB_STEP_SUMMARY="$work/summary.md" python "$work/action.py" "$root/.github/actions/addsup/action.yml" "$@"; }
ends 1 action since=main sarif="$work/addsup.sarif"
says '::error file=drafts/story.md,line=3'
grep -q 'exit-code=1' "$work/output" || fail 'no output of the action'
grep -q 'story' "$work/summary.md" || fail 'no job summary'
python -c "import json,sys; assert json.load(open(sys.argv[1]))['runs'][0]['results']" "$work/addsup.sarif"
ends 1 action baseline=addsup-baseline.json
ends 0 action 'paths=archives' baseline=addsup-baseline.json 'args=--fail-level error'
ends 2 action 'paths=drafts/d003.md; touch hacked'
[ ! -e hacked ] || fail 'an input was run'

echo '== the GitLab job'
check-jsonschema --builtin-schema vendor.gitlab-ci "$root/.gitlab/addsup.yml"
script="$(python -c "import yaml,sys; print('\n'.join(yaml.safe_load(open(sys.argv[1]))['addsup']['script']))" "$root/.gitlab/addsup.yml")"
ends 1 env ADDSUP_PATHS=drafts bash -ec "$script"
python -c "import json; report = json.load(open('gl-code-quality-report.json')); assert any('story' in one['location']['path'] for one in report), report"
rm -f gl-code-quality-report.json addsup.xml

echo '== pre-commit'
git clone -q "$root" "$work/hooks" 2>/dev/null || cp -r "$root/.pre-commit-hooks.yaml" "$work/hooks"
cp "$root/.pre-commit-hooks.yaml" "$work/hooks/"
(cd "$work/hooks" && git add -f .pre-commit-hooks.yaml && { git diff --cached --quiet || git commit -q -m "the hooks of this tree"; })
pre-commit validate-manifest "$root/.pre-commit-hooks.yaml"
cat > .pre-commit-config.yaml <<YAML
repos:
  - repo: $work/hooks
    rev: $(git -C "$work/hooks" rev-parse HEAD)
    hooks:
      - id: addsup-system
        args: [--format, short, --baseline, addsup-baseline.json]
YAML
git add .pre-commit-config.yaml
ends 1 pre-commit run --all-files
says 'drafts/story.md:3'

echo '== mended by its fingerprint, it passes everywhere'
ends 0 addsup fix --list drafts/story.md
print="$(head -c 12 "$work/out")"
ends 0 addsup fix drafts/story.md --apply "$print=1"
ends 0 addsup check --since main
ends 0 addsup baseline check .
ends 0 pre-commit run --all-files
ends 0 action since=main

echo '== or let stand with a reason'
git checkout -q drafts/story.md
sed -i 's/^The 2,000/<!-- addsup: allow breakdown-sum: some came twice -->\n&/' drafts/story.md
ends 0 addsup check drafts/story.md
says 'let stand: 1'

echo '== mended at a terminal'
git checkout -q drafts/story.md
python - "$work/err" <<'PY'
import os, pty, sys
answers = [b"1\n"]
def master(fd):
    data = os.read(fd, 4096)
    if answers and b"] " in data: os.write(fd, answers.pop(0))
    return data
code = os.waitstatus_to_exitcode(pty.spawn(["addsup", "fix", "drafts/story.md"], master))
assert code == 0, code
PY
ends 0 addsup check drafts/story.md

echo '== the schemas and the real files'
check-jsonschema --check-metaschema "$work/config.json" "$work/rule.json"
check-jsonschema --schemafile "$work/rule.json" "$root"/rules/{arithmetic,chronology,agreement,desk}/*.toml
printf 'skip = ["quote"]\n' > "$work/bad.toml"
ends 1 check-jsonschema --schemafile "$work/config.json" "$work/bad.toml"
echo 'all well'
