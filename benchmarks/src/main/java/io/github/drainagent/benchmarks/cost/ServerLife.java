package io.github.drainagent.benchmarks.cost;

import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.ServerProcess;
import io.github.drainagent.it.process.ServerSpec;
import java.util.ArrayList;
import java.util.List;

/** A server without load: first answer, memory, TERM. */
final class ServerLife implements Scenario {
  private static final int PATIENCE_MILLIS = 60_000;

  private final Jdk jdk;
  private final ServerSpec server;
  private final Row start;
  private final Row startCpu;
  private final Row memory;
  private final Row exit;

  ServerLife(Jdk jdk, String line) {
    this.jdk = jdk;
    this.server = ServerSpec.named(line);
    start = row("process start to first answer", "ms", Target.atMostMore(100, "ms"));
    startCpu = row("processor time until then", "ms", Target.atMostMore(400, "ms"));
    memory = row("memory after the start, no load yet (RSS)", "MB", Target.atMostMore(10, "MB"));
    exit = row("TERM to exit, nothing in flight", "ms", Target.atMostMore(50, "ms"));
  }

  private Row row(String what, String unit, Target target) {
    return new Row(what, server + ", " + jdk, unit, target);
  }

  @Override
  public List<Row> rows() {
    return List.of(start, startCpu, memory, exit);
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
    return Launch.server(jdk, server).jvm(ServerLoad.HEAP);
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
      long term = System.nanoTime();
      process.term();
      process.awaitExit(PATIENCE_MILLIS);
      figures.add((System.nanoTime() - term) / 1e6);
    }
    return figures.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
