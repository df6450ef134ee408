# Sourced by the programs of this folder: finds Python, makes .venv, installs what uv.lock names.
# POSIX sh; nothing but Python 3.11 or later and git is needed. Sets $root and $venv.

here=$(readlink -f -- "$0" 2>/dev/null || printf '%s' "$0")
root=$(CDPATH='' cd -- "$(dirname -- "$here")/.." && pwd -P)
venv=$root/.venv

# say FRENCH ENGLISH: a line on stderr, in the language of the terminal.
say() {
    case ${ETABLI_LANG:-${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}} in
        en*) printf '%s\n' "$2" >&2 ;;
        *) printf '%s\n' "$1" >&2 ;;
    esac
}

stop() {
    say "$1" "$2"
    exit 1
}

# prepare run|dev: does nothing when uv.lock has not changed since the last time.
prepare() {
    wanted="$(cksum <"$root/uv.lock") $1"
    if [ -x "$venv/bin/python" ] && [ "$(cat "$venv/.etabli-$1" 2>/dev/null)" = "$wanted" ]; then
        return
    fi
    make_venv
    install_packages "$1"
    printf '%s\n' "$wanted" >"$venv/.etabli-$1"
    if [ "$1" = dev ]; then
        printf '%s\n' "${wanted% dev} run" >"$venv/.etabli-run"
    fi
}

find_python() {
    for name in python3 python3.13 python3.12 python3.11 python3.14 python; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            python=$name
            return
        fi
    done
    stop "Il manque Python 3.11 ou plus récent. Sous Debian ou Ubuntu : apt-get install python3 python3-venv" \
        "Python 3.11 or later is missing. On Debian or Ubuntu: apt-get install python3 python3-venv"
}

make_venv() {
    if [ -x "$venv/bin/python" ] && "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
        return
    fi
    find_python
    say "Préparation de Python dans $venv…" "Preparing Python in $venv…"
    if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        install_venv_module
    fi
    "$python" -m venv --clear "$venv" ||
        stop "Python n’a pas pu créer $venv (voir ci-dessus)." "Python could not make $venv (see above)."
}

install_venv_module() {
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        say "Installation de python3-venv…" "Installing python3-venv…"
        { apt-get update && apt-get install -y python3-venv; } >/dev/null 2>&1
    fi
    "$python" -c 'import ensurepip, venv' >/dev/null 2>&1 ||
        stop "Il manque le module venv de Python. Sous Debian ou Ubuntu : sudo apt-get install python3-venv" \
            "Python's venv module is missing. On Debian or Ubuntu: sudo apt-get install python3-venv"
}

install_packages() {
    say "Installation des bibliothèques (une seule fois)…" "Installing the libraries (once)…"
    # The second try is for networks that present certificates of their own.
    if "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input \
        --require-hashes --only-binary :all: -r "$root/bin/uv.txt" &&
        { sync "$1" 2>/dev/null || UV_SYSTEM_CERTS=1 sync "$1"; }; then
        return
    fi
    if [ "$1" = dev ]; then
        stop "uv n’a pas pu installer les outils de développement : voir ci-dessus." \
            "uv could not install the development tools: see above."
    fi
    say "uv n’a pas suffi : nouvel essai avec pip…" "uv did not do: trying again with pip…"
    "$venv/bin/python" -m pip install --disable-pip-version-check --no-input \
        --require-hashes -r "$root/requirements.lock" ||
        stop "Les bibliothèques n’ont pas pu être installées : voir ci-dessus. Le réseau répond-il ?" \
            "The libraries could not be installed: see above. Does the network answer?"
}

# sync run|dev: installs in .venv what uv.lock names.
sync() {
    if [ "$1" = dev ]; then group=''; else group=--no-dev; fi
    UV_PROJECT_ENVIRONMENT=$venv UV_PYTHON_DOWNLOADS=never \
        "$venv/bin/uv" sync --project "$root" --frozen --inexact --quiet $group
}

# run COMMAND…: becomes the program of this checkout.
run() {
    unset PYTHONHOME
    PYTHONPATH=$root/src exec "$venv/bin/python" -m etabli "$@"
}
