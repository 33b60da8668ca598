#!/usr/bin/env bash
# What the agent costs, against the same run without it; prints the table of docs/cost.md anew.
# Needs JDK 17 as the one that runs Maven, JDK 25, wrk, 21,000 file descriptors, and about 11 minutes a round.
#   benchmarks/cost.sh [-Drounds=5]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

ulimit -n "$(ulimit -Hn)"
exec mvn -q package -DskipTests -pl agent/jar,benchmarks -am -Pcost \
  -Dit.servers=none -Dserver=jetty-12.1,undertow-2.3,netty-4.2,tomcat-11.0,httpserver,grizzly-4.0,pekko-http-1.3,helidon-4.5 "$@"
