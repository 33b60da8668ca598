package io.github.drainagent.it.peer;

import io.github.drainagent.it.process.Jdks;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.ServerProcess;
import io.github.drainagent.it.process.ServerSpec;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Two processes of one server, each on a port of its own that it comes back to. */
final class TwoInstances implements AutoCloseable {
  private static final int COUNT = 2;

  /** More than the agent's own timeout, 25 s. */
  private static final int EXIT_MILLIS = 30_000;

  private final ServerSpec server;
  private final UnaryOperator<Launch> how;
  private final int[] ports = new int[COUNT];
  private final ServerProcess[] processes = new ServerProcess[COUNT];

  /** Returns when both are ready. */
  TwoInstances(ServerSpec server, UnaryOperator<Launch> how)
      throws IOException, InterruptedException {
    this.server = server;
    this.how = how;
    for (int i = 0; i < COUNT; i++) {
      ports[i] = Ports.free();
      processes[i] = start(ports[i]);
    }
    for (ServerProcess process : processes) {
      process.awaitPort();
    }
  }

  int first() {
    return ports[0];
  }

  int second() {
    return ports[1];
  }

  /** One of them gets TERM, ends, and a new one is ready on the same port when this returns. */
  void restart(int which, Consumer<ServerProcess> ended) throws IOException, InterruptedException {
    int i = which % COUNT;
    processes[i].term();
    processes[i].awaitExit(EXIT_MILLIS);
    ended.accept(processes[i]);
    processes[i].close();
    processes[i] = start(ports[i]);
    processes[i].awaitPort();
  }

  private ServerProcess start(int port) throws IOException {
    return how.apply(Launch.server(Jdks.running(), server, Integer.toString(port))).start();
  }

  @Override
  public void close() {
    for (ServerProcess process : processes) {
      process.close();
    }
  }
}
