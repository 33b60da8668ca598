package io.github.drainagent.benchmarks.cost;

import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.ServerSpec;
import io.github.drainagent.it.process.TermUnderLoad;
import java.util.List;

/**
 * What the exit waits for when there is nothing left to wait for: until the application's own hooks
 * run. How long the JVM then takes to end is its own affair: HotSpot waits 300 ms for threads that
 * are inside of a native, as any event loop is (VM_Exit::wait_for_threads_in_native_to_block).
 */
final class LastResponse implements Scenario {
  private static final int CLIENTS = 32;

  private final Jdk jdk;
  private final ServerSpec server;
  private final Row row;

  LastResponse(Jdk jdk, String line) {
    this.jdk = jdk;
    server = ServerSpec.named(line);
    row =
        new Row(
            "last response to the application's hooks, under load (idle=0s)",
            server + ", " + jdk,
            "ms",
            Target.atMost(20, "ms"));
  }

  @Override
  public List<Row> rows() {
    return List.of(row);
  }

  @Override
  public void run() throws Exception {
    TermUnderLoad.Result result =
        new TermUnderLoad(CLIENTS, 4, 1_000, 300)
            .run(Launch.server(jdk, server).withAgent("idle=0s"));
    long hook =
        result.stdout().stream()
            .filter(line -> line.startsWith("HOOK "))
            .mapToLong(line -> Long.parseLong(line.substring("HOOK ".length())))
            .findFirst()
            .orElseThrow();
    row.series().add(Double.NaN, Math.max(0, hook - result.lastResponseEpochMillis()));
  }
}
