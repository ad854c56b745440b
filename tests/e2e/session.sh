#!/usr/bin/env bash
# Runs the window test in a desktop session of its own: a display, a session bus, an empty home, an unlocked keyring.
# Nothing of the person who starts it is read or written. Usage: session.sh APP [FILE.test.mjs...] [node's test options]
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

if [[ -z ${BECKON_E2E_HOME:-} ]]; then
  BECKON_APP=$(realpath "${1:?the app to test}")
  shift
  BECKON_SCREENS=${BECKON_SCREENS:-$here/../../target/screens}
  BECKON_E2E_HOME=$(mktemp -d)
  export BECKON_APP BECKON_SCREENS BECKON_E2E_HOME
  trap 'rm -rf "$BECKON_E2E_HOME"' EXIT
  mkdir -p -m 700 "$BECKON_E2E_HOME/runtime" "$BECKON_SCREENS"
  # A full run leaves the pictures of this run and no others.
  [[ $# -gt 0 ]] || rm -f "$BECKON_SCREENS"/*.png

  # Set before the bus starts: what the bus starts on demand must not find the person's own home either.
  unset "${!XDG_@}" DBUS_SESSION_BUS_ADDRESS WAYLAND_DISPLAY BECKON_DATA_DIR LANGUAGE LC_ALL LC_MESSAGES
  export HOME=$BECKON_E2E_HOME XDG_RUNTIME_DIR=$BECKON_E2E_HOME/runtime LANG=C.UTF-8 TZ=Asia/Shanghai
  # Without the first WebDriver's session request hangs; the others keep GTK on this display and off the graphics card.
  export TAURI_WEBVIEW_AUTOMATION=true GDK_BACKEND=x11 LIBGL_ALWAYS_SOFTWARE=1 NO_AT_BRIDGE=1
  # A proxy of the person would be asked for the practice company, which is on loopback.
  unset http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY
  # In a process group of its own, so that ending this script ends all of it.
  set -m
  # Sessions begin side by side: each looks for a free display from a number of its own on.
  xvfb-run -a -n $((100 + $$ % 30000)) -s "-screen 0 1440x900x24" dbus-run-session -- bash "${BASH_SOURCE[0]}" "$@" &
  trap 'kill -- -$!' INT TERM
  wait $!
  exit
fi

# An empty password makes no collection, and every write would fail.
echo -n "the keyring of the window test" | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null

tests=("$here"/*.test.mjs)
[[ ${1:-} == *.mjs ]] && tests=()
# One file at a time: there is one display, and one window on it has the focus.
# The limits catch what hangs; no machine is too slow for them.
timeout --kill-after=10 7200 node --test --test-reporter=spec --test-concurrency=1 --test-timeout=3600000 "$@" "${tests[@]}"
