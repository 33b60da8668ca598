package io.github.drainagent.benchmarks.cost;

import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.ServerProcess;
import io.github.drainagent.it.process.ServerSpec;
import java.util.List;

/**
 * A server under load. The one without the agent and the one with it are there at the same time and
 * loaded in turn, a moment each: what a machine does changes more slowly than that.
 */
final class ServerLoad implements Scenario {
  /**
   * So that the heap is full in either run, and the difference in memory is not the collector's.
   */
  static final String HEAP = "-Xmx128m";

  /** Until the second compiler has little left to do. */
  private static final int WARM_UP_SECONDS = 10;

  private static final int TURNS = 8;
  private static final int TURN_SECONDS = 2;

  private final Jdk jdk;
  private final ServerSpec server;
  private final Row rate;
  private final Row p99;
  private final Row memory;

  ServerLoad(Jdk jdk, String line) {
    this.jdk = jdk;
    server = ServerSpec.named(line);
    String where = server + ", " + jdk;
    rate = new Row("throughput", where, "requests/s", Target.ratioAtLeast(0.99));
    p99 = new Row("p99 latency", where, "ms", Target.ratioAtMost(1.02));
    memory = new Row("memory after the load (RSS)", where, "MB", Target.atMostMore(10, "MB"));
  }

  @Override
  public List<Row> rows() {
    return List.of(rate, p99, memory);
  }

  @Override
  public void run() throws Exception {
    try (ServerProcess without = launch().start();
        ServerProcess with = launch().withAgent("").start()) {
      Wrk.run(without.awaitPort(), WARM_UP_SECONDS);
      Wrk.run(with.awaitPort(), WARM_UP_SECONDS);
      for (int turn = 0; turn < TURNS; turn++) {
        boolean withoutFirst = turn % 2 == 0;
        Wrk first = Wrk.run((withoutFirst ? without : with).awaitPort(), TURN_SECONDS);
        Wrk second = Wrk.run((withoutFirst ? with : without).awaitPort(), TURN_SECONDS);
        add(withoutFirst ? first : second, withoutFirst ? second : first);
      }
      memory
          .series()
          .add(Proc.residentMegabytes(without.pid()), Proc.residentMegabytes(with.pid()));
    }
  }

  private Launch launch() {
    return Launch.server(jdk, server).jvm(HEAP);
  }

  private void add(Wrk without, Wrk with) {
    rate.series().add(without.requestsPerSecond(), with.requestsPerSecond());
    p99.series().add(without.p99Millis(), with.p99Millis());
  }
}
