package io.github.drainagent.benchmarks.cost;

import io.github.drainagent.benchmarks.jmh.ExchangeBenchmark;
import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** {@link ExchangeBenchmark}: the engine alone, without a server. */
final class HotPath implements Scenario {
  private final Jdk jdk;
  private final Map<String, Row> nanos = new LinkedHashMap<>();
  private final Map<String, Row> bytes = new LinkedHashMap<>();

  HotPath(Jdk jdk) {
    this.jdk = jdk;
    add("beginAndEnd", "begin and end of an exchange, one thread", 50, 0);
    add("beginAndEndOnTwoThreads", "begin and end of an exchange, each of two threads", 100, 0);
    add("beginAndEndOfANewObject", "begin and end, of an object that is new each time", 50, 16);
    add("connection", "a connection opened, claimed and closed", 2_000, 1_000);
  }

  private void add(String benchmark, String what, int atMostNanos, int atMostBytes) {
    nanos.put(benchmark, row(what + ": processor time", "ns", atMostNanos));
    bytes.put(benchmark, row(what + ": allocated", "bytes", atMostBytes));
  }

  private Row row(String what, String unit, int limit) {
    return new Row(what, "JMH, " + jdk, unit, Target.atMost(limit, unit));
  }

  @Override
  public List<Row> rows() {
    return Stream.concat(nanos.values().stream(), bytes.values().stream()).toList();
  }

  @Override
  public void run() throws Exception {
    String dispatcher =
        Place.target().resolve("../../agent/dispatcher/target/classes").normalize().toString();
    List<String> jvm = List.of("--patch-module", "java.base=" + dispatcher);
    for (Jmh result : Jmh.run(jdk, ExchangeBenchmark.class, jvm)) {
      add(nanos, result, result.nanos());
      add(bytes, result, result.bytes());
    }
  }

  private static void add(Map<String, Row> rows, Jmh result, double figure) {
    Objects.requireNonNull(rows.get(result.benchmark())).series().add(Double.NaN, figure);
  }
}
