# Sourced by scripts/run and scripts/test: makes the virtual environment and keeps it in step with the checkout.
# Sets $root (the checkout) and $venv. The environment is .venv in the checkout, or what TRIALS_VENV names.

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
venv=${TRIALS_VENV:-$root/.venv}
unset PYTHONPATH PYTHONHOME

say() { printf '%s\n' "$*" >&2; }

find_python() {
    for name in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null 2>&1 &&
            "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s\n' "$name"
            return
        fi
    done
    found=$("${PYTHON:-python3}" --version 2>&1 || true)
    say "Python 3.11 or newer is needed; found: ${found:-none}."
    say "Install it, or name it: PYTHON=/path/to/python3.12 $0"
    exit 3
}

# What is installed, told by its content: moving or cloning the checkout changes nothing.
fingerprint() {
    (cd "$root" && find corpus indexer webapp setup.cfg pyproject.toml README.md LICENSE -type f \
        ! -path '*/__pycache__/*' -exec cksum {} + | LC_ALL=C sort -k 3 | cksum)
}

# install EXTRA: "" for the program alone, "dev" with what the tests need.
install() {
    extra=$1
    if [ ! -x "$venv/bin/python" ]; then
        python=$(find_python)
        say "Making the environment $venv ..."
        if ! "$python" -m venv "$venv"; then
            rm -rf "$venv"
            say "The environment could not be made. On Debian and Ubuntu: apt-get install python3-venv"
            exit 3
        fi
    fi
    now=$(fingerprint)
    held=$(cat "$venv/installed" 2>/dev/null || true)
    case $held in
    "$now dev") return ;;
    "$now ") if [ -z "$extra" ]; then return; fi ;;
    *" dev") extra=dev ;;
    esac
    say "Installing ..."
    # Built from a copy: nothing is left in the checkout, and nothing left there gets into the package.
    copy=$(mktemp -d)
    trap 'rm -rf "$copy"' EXIT
    (cd "$root" && cp -R corpus indexer webapp setup.cfg pyproject.toml README.md LICENSE "$copy")
    if ! "$venv/bin/python" -m pip install -q --disable-pip-version-check --upgrade "$copy${extra:+[$extra]}"; then
        say "The packages could not be installed. Is the package index within reach? Then run this again."
        exit 3
    fi
    rm -rf "$copy"
    trap - EXIT
    printf '%s %s\n' "$now" "$extra" >"$venv/installed"
}
