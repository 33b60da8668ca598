package io.github.drainagent.benchmarks.cost;

import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.ServerProcess;
import io.github.drainagent.it.process.ServerSpec;
import java.util.ArrayList;
import java.util.List;

/** A server from its start to its end: first answer, load, memory, TERM. */
final class ServerLife implements Scenario {
  /**
   * So that the heap is full in either run, and the difference in memory is not the collector's.
   */
  private static final String HEAP = "-Xmx128m";

  private static final int WARM_UP_SECONDS = 4;
  private static final int LOAD_SECONDS = 5;
  private static final int PATIENCE_MILLIS = 60_000;

  private final Jdk jdk;
  private final ServerSpec server;
  private final boolean loaded;
  private final Row start;
  private final Row startCpu;
  private final Row memoryBefore;
  private final Row rate;
  private final Row p99;
  private final Row memory;
  private final Row exit;

  /**
   * @param loaded whether it is put under load too
   */
  ServerLife(Jdk jdk, String line, boolean loaded) {
    this.jdk = jdk;
    this.server = ServerSpec.named(line);
    this.loaded = loaded;
    start = row("process start to first answer", "ms", Target.atMostMore(100, "ms"));
    startCpu = row("processor time until then", "ms", Target.atMostMore(400, "ms"));
    memoryBefore =
        row("memory after the start, no load yet (RSS)", "MB", Target.atMostMore(10, "MB"));
    rate = row("throughput", "requests/s", Target.ratioAtLeast(0.99));
    p99 = row("p99 latency", "ms", Target.ratioAtMost(1.02));
    memory = row("memory after the load (RSS)", "MB", Target.atMostMore(10, "MB"));
    exit = row("TERM to exit, nothing in flight", "ms", Target.atMostMore(50, "ms"));
  }

  private Row row(String what, String unit, Target target) {
    return new Row(what, server + ", " + jdk, unit, target);
  }

  @Override
  public List<Row> rows() {
    List<Row> rows = new ArrayList<>(List.of(start, startCpu, memoryBefore));
    if (loaded) {
      rows.addAll(List.of(rate, p99, memory));
    }
    rows.add(exit);
    return rows;
  }

  @Override
  public void run() throws Exception {
    double[] without = figures(launch());
    double[] with = figures(launch().withAgent(""));
    List<Row> rows = rows();
    for (int i = 0; i < rows.size(); i++) {
      rows.get(i).series().add(without[i], with[i]);
    }
  }

  private Launch launch() {
    return Launch.server(jdk, server).jvm(HEAP);
  }

  /** In the order of the rows. */
  private double[] figures(Launch launch) throws Exception {
    List<Double> figures = new ArrayList<>();
    long begun = System.nanoTime();
    try (ServerProcess process = launch.start()) {
      int port = process.awaitPort();
      Request.fast(port);
      figures.add((System.nanoTime() - begun) / 1e6);
      figures.add(Proc.cpuMillis(process.pid()));
      Thread.sleep(1_000); // the rehearsal is over
      figures.add(Proc.residentMegabytes(process.pid()));
      if (loaded) {
        Wrk.run(port, WARM_UP_SECONDS);
        Wrk wrk = Wrk.run(port, LOAD_SECONDS);
        figures.addAll(List.of(wrk.requestsPerSecond(), wrk.p99Millis()));
        figures.add(Proc.residentMegabytes(process.pid()));
      }
      long term = System.nanoTime();
      process.term();
      process.awaitExit(PATIENCE_MILLIS);
      figures.add((System.nanoTime() - term) / 1e6);
    }
    return figures.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
