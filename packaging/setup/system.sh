# Sourced by setup.sh: system packages, checked by what is there (library, command) rather than by package name.
PATH="$PATH:/usr/sbin:/sbin" # ldconfig is outside an ordinary user's path on Debian

# library = Debian package: what Qt's wheels expect of the machine
QT_LIBRARIES="
libglib-2.0.so.0=libglib2.0-0 libEGL.so.1=libegl1 libGL.so.1=libgl1 libdbus-1.so.3=libdbus-1-3
libfontconfig.so.1=libfontconfig1 libgssapi_krb5.so.2=libgssapi-krb5-2 libxkbcommon-x11.so.0=libxkbcommon-x11-0
libxcb-cursor.so.0=libxcb-cursor0 libxcb-icccm.so.4=libxcb-icccm4 libxcb-keysyms.so.1=libxcb-keysyms1
libxcb-shape.so.0=libxcb-shape0 libcups.so.2=libcups2"
# command = Debian package: what the tests drive
TEST_COMMANDS="strace=strace qpdf=qpdf pdftotext=poppler-utils Xvfb=xvfb xauth=xauth dbus-run-session=dbus-daemon"
# command = Debian package: what `make bench` and `make axe` run ours beside, or through; never needed by the tests
BENCH_COMMANDS="soffice=libreoffice-calc"
AXE_COMMANDS="chromium=chromium npm=npm"
# file = Debian package: what has no command of its own
TEST_FILES="/usr/lib/python3/dist-packages/pyatspi/__init__.py=python3-pyatspi /usr/libexec/at-spi-bus-launcher=at-spi2-core"

stop() { # what happened, next step
    printf '%s\n%s\n' "$1" "$2" >&2
    exit 3
}

apt_line() { printf 'sudo apt-get update && sudo apt-get install -y --no-install-recommends %s' "$*"; }

# The first Python that runs, is new enough and has venv with pip inside (Debian splits that off).
find_python() {
    for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            command -v "$candidate"
            return 0
        fi
    done
    return 1
}

missing_commands() { # pairs of command=package -> the packages of those that are not there
    for pair in $1; do
        command -v "${pair%%=*}" >/dev/null 2>&1 || printf '%s\n' "${pair#*=}"
    done
}

missing_packages() { # run|test|bench|axe -> package names, one a line
    case $1 in
    bench) missing_commands "$BENCH_COMMANDS"; return ;;
    axe) missing_commands "$AXE_COMMANDS"; return ;;
    esac
    find_python >/dev/null || printf '%s\n' python3 python3-venv
    have=$(ldconfig -p 2>/dev/null || true)
    for pair in $QT_LIBRARIES; do
        case $have in *"${pair%%=*} "*) ;; *) printf '%s\n' "${pair#*=}" ;; esac
    done
    if [ "$1" = test ]; then
        missing_commands "$TEST_COMMANDS"
        for pair in $TEST_FILES; do
            [ -e "${pair%%=*}" ] || printf '%s\n' "${pair#*=}"
        done
    fi
}

install_packages() { # packages...; as root or through sudo
    as_root=""
    if [ "$(id -u)" != 0 ]; then as_root="sudo"; fi
    lists=$(find /var/lib/apt/lists -name '*_Packages*' 2>/dev/null | head -n 1)
    if [ -n "$lists" ] && $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "$@" >/dev/null; then
        return 0
    fi
    # no package lists yet, or they are too old to fetch what they name
    $as_root apt-get update -qq && $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

may_install() { # root, sudo without a password, or sudo with somebody at the keyboard to give it
    [ "$(id -u)" = 0 ] && return 0
    command -v sudo >/dev/null 2>&1 || return 1
    sudo -n true 2>/dev/null || [ -t 0 ]
}

need_system() { # run|test|bench|axe
    [ "$(uname -s)" = Linux ] || return 0
    packages=$(missing_packages "$1" | sort -u | tr '\n' ' ')
    packages=${packages% }
    [ -n "$packages" ] || return 0
    if ! command -v apt-get >/dev/null 2>&1; then
        printf 'This is not Debian or Ubuntu. If something fails, install the equivalents of: %s\n' "$packages" >&2
        return 0
    fi
    line=$(apt_line "$packages")
    may_install || stop "Some system packages are missing and only an administrator can add them." "Run this line, then try again: $line"
    printf 'Installing system packages: %s\n' "$packages" >&2
    # shellcheck disable=SC2086  # a list of package names
    install_packages $packages ||
        stop "The system packages could not be installed." "Run this line to see why, then try again: $line"
}
