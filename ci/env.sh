# shellcheck shell=bash
# Finds the JDKs for the launcher and the ci scripts; to be sourced, not run.
# Sets JAVA_HOME (a JDK 25; exit 4 without one), JDK17_HOME (empty without one) and options that quiet Maven on JDK 25.

# find_jdk VERSION: prints the home of the first JDK of that version, or nothing.
find_jdk() {
  local named="JAVA$1_HOME" home line
  for home in "${JAVA_HOME:-}" "${!named:-}" /usr/lib/jvm/* "${HOME:-}"/.sdkman/candidates/java/* \
    "${HOME:-}"/.jdks/* /opt/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ ! -x "$home/bin/javac" ] || [ ! -r "$home/release" ]; then continue; fi
    while IFS= read -r line; do
      case $line in
        "JAVA_VERSION=\"$1"[.\"-]*)
          printf '%s\n' "$home"
          return
          ;;
      esac
    done <"$home/release"
  done
}

require_maven() {
  if ! command -v mvn >/dev/null; then
    echo "saccade: Maven is missing: install Maven 3.8 or newer (ci/setup does so where it may)." >&2
    exit 4
  fi
}

# Maven that prints warnings and errors only; -q would hide the warnings that -Werror fails on.
quiet_maven() { mvn -B -ntp -Dorg.slf4j.simpleLogger.defaultLogLevel=warn "$@"; }

JDK17_HOME=$(find_jdk 17)
JAVA_HOME=$(find_jdk 25)
if [ -z "$JAVA_HOME" ]; then
  echo "saccade: no JDK 25 found: install one (ci/setup does so where it may) or set JAVA_HOME to one." >&2
  exit 4
fi
export JAVA_HOME JDK17_HOME
export MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED ${MAVEN_OPTS:-}"
