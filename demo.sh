#!/usr/bin/env bash
# An unmodified server under load gets TERM: as it is, and with the agent. Needs a JDK 17+ and Maven.
#   ./demo.sh [server ...] [-- options of prove]    servers: see it-tests/src/main/resources/servers.csv
# Exit code: 0 every server is clean with the agent, 1 one is not, 2 it could not be measured.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

jar=agent/jar/target/drain-agent.jar
classes=it-tests/target/classes
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
port=${PORT:-18080}

servers=()
while [[ $# -gt 0 && $1 != -- ]]; do
  servers+=("$1")
  shift
done
[[ $# -eq 0 ]] || shift
[[ ${#servers[@]} -gt 0 ]] || servers=(jetty-12.0 undertow-2.3 netty-4.1 socket)

# a server without jars of its own is never missing
is_missing() {
  grep -Eq "^$1[^,]*, [^,]*, -," it-tests/src/main/resources/servers.csv && return 1
  ! compgen -G "it-tests/target/servers/$1*/compiled-from" > /dev/null
}

is_stale() {
  [[ ! -f $jar || ! -f $classes/.built ]] && return 0
  for server in "${servers[@]}"; do
    is_missing "$server" && return 0
  done
  [[ -n $(find pom.xml agent instrumentation-* it-tests \
    -not -path '*/target/*' -not -path '*/src/test/*' -type f -newer "$classes/.built" -print -quit) ]]
}

if is_stale; then
  echo "Building the agent and the sample servers (quiet; the first time takes a minute or two) ..."
  mvn -q -DskipTests -Dit.servers=none -Dserver="$(IFS=,; echo "${servers[*]}")" package || exit 2
  touch "$classes/.built"
fi

worst=0
for server in "${servers[@]}"; do
  mapfile -t command < <("$java" -cp "$classes" io.github.drainagent.it.demo.Command "$server" "$port")
  [[ ${#command[@]} -gt 0 ]] || exit 2
  printf '\n== %s\n' "$server"
  code=0
  "$java" -jar "$jar" prove --url "http://127.0.0.1:$port/fast" --slow "http://127.0.0.1:$port/slow?ms=1500" \
    "$@" -- "${command[@]}" || code=$?
  [[ $code -le $worst ]] || worst=$code
done
exit "$worst"
