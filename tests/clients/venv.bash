# Sourced by the tests of this folder: a Python environment outside the tree, with the packages asked for.
#
#   venv NAME PACKAGE…    puts their commands first on the path, or ends the test with a word when it cannot

venv() {
    local folder="${TMPDIR:-/tmp}/addsup-clients/$1"
    shift
    if [ ! -x "$folder/bin/python" ]; then
        python3 -m venv "$folder" || { echo "skipped: no Python environment can be made here"; exit 0; }
    fi
    "$folder/bin/python" -m pip install --quiet --disable-pip-version-check "$@" ||
        { echo "skipped: $* cannot be installed here"; exit 0; }
    PATH="$folder/bin:$PATH"
}
