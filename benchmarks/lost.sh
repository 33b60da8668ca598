#!/usr/bin/env bash
# Whom a TERM loses, with each rung of the ladder and without the agent; prints docs/lost-per-term.md anew.
# Needs root, /dev/net/tun and iproute2 (for the round trip), a JDK 17+ and Maven, and about 20 minutes.
#   benchmarks/lost.sh [-Dterms=5]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

exec mvn -q package -DskipTests -pl agent/jar,benchmarks -am -Plost \
  -Dit.servers=none -Dserver=jetty-12.1,undertow-2.3,spring-boot-3.5 "$@"
