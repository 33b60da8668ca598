package io.github.drainagent.benchmarks.cost;

import io.github.drainagent.benchmarks.jmh.ServerBenchmark;
import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.ServerSpec;
import java.util.List;

/** {@link ServerBenchmark}: an exchange of a real server and its client, in one JVM. */
final class ServerExchange implements Scenario {
  private final Jdk jdk;
  private final String line;
  private final Row nanos;
  private final Row bytes;

  ServerExchange(Jdk jdk, String line) {
    this.jdk = jdk;
    this.line = line;
    nanos = row(": processor time", "ns", Target.ratioAtMost(1.02));
    bytes = row(": allocated", "bytes", Target.atMostMore(100, "bytes"));
  }

  private Row row(String what, String unit, Target target) {
    String where = "JMH, " + ServerSpec.named(line) + ", " + jdk;
    return new Row("an exchange over loopback, 64 pipelined" + what, where, unit, target);
  }

  @Override
  public List<Row> rows() {
    return List.of(nanos, bytes);
  }

  @Override
  public void run() throws Exception {
    Jmh without = run(List.of());
    Jmh with = run(List.of(Launch.agentOption("")));
    nanos.series().add(without.nanos(), with.nanos());
    bytes.series().add(without.bytes(), with.bytes());
  }

  private Jmh run(List<String> jvm) throws Exception {
    return Jmh.run(jdk, ServerBenchmark.class, jvm, "server", line);
  }
}
