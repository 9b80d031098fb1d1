# shellcheck shell=bash
# What the scripts of this folder share; sourced, not run. Sets `root` and goes there; `stage` says what is being done, and
# the last line of every script says how it ended.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cd "$root" || exit
script=$(basename "$(dirname "$0")")/$(basename "$0")
stage="start"
outcome="ok" # the scripts may say more

# A compiler cache is used where there is one, never needed.
if [[ -z ${CMAKE_CXX_COMPILER_LAUNCHER:-} ]] && command -v ccache >/dev/null; then
  export CMAKE_CXX_COMPILER_LAUNCHER=ccache
fi
# What another clone compiled is found as well.
export CCACHE_BASEDIR=${CCACHE_BASEDIR:-$root} CCACHE_NOHASHDIR=${CCACHE_NOHASHDIR:-1}

elapsed() {
  if ((SECONDS < 60)); then
    echo "$SECONDS s"
  else
    echo "$((SECONDS / 60)) min $((SECONDS % 60)) s"
  fi
}

begin() {
  stage=$1
  echo "$script: $stage"
}

# Runs the tests of a preset, and shows those that do not pass; all is in build/<preset>/tests.log.
run_tests() {
  local preset=$1 log=build/$1/tests.log status
  shift
  ctest --preset "$preset" -j2 "$@" >"$log" 2>&1 && status=0 || status=$?
  grep -vE '^ +Start +[0-9]+: |^ *[0-9]+/[0-9]+ Test +#[0-9]+: .* Passed +[0-9.]+ sec$' "$log" || true
  return "$status"
}

closing_line() {
  local status=$?
  if ((status == 0)); then
    echo "$script: $outcome in $(elapsed)"
  else
    echo "$script: FAILED ($stage) after $(elapsed), exit code $status"
  fi
}
trap closing_line EXIT
