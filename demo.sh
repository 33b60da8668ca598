#!/usr/bin/env bash
# An unmodified server under load gets TERM: as it is, and with the agent. Needs a JDK 17+ and Maven.
#   ./demo.sh [--plain] [server ...]      servers: see it-tests/src/main/resources/servers.csv
# Exit code: 0 every row with the agent is clean, 1 one is not, 2 it could not be measured.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

jar=agent/jar/target/drain-agent.jar
classes=it-tests/target/classes
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

is_stale() {
  [[ ! -f $jar || ! -d it-tests/target/servers || ! -f $classes/.built ]] && return 0
  [[ -n $(find pom.xml agent instrumentation-* it-tests \
    -not -path '*/target/*' -not -path '*/src/test/*' -type f -newer "$classes/.built" -print -quit) ]]
}

if is_stale; then
  echo "Building the agent and the sample servers (quiet; the first time takes a minute or two) ..."
  mvn -q -DskipTests package || exit 2
  touch "$classes/.built"
fi

exec "$java" -cp "$classes" io.github.drainagent.it.demo.Demo "$@"
