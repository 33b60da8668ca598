package io.github.drainagent.it.process;

import io.github.drainagent.it.load.Ask;
import io.github.drainagent.it.load.IdleClient;
import io.github.drainagent.it.load.Kind;
import io.github.drainagent.it.load.Load;
import io.github.drainagent.it.load.Tally;
import java.io.IOException;
import java.util.List;

/** The scenario that everything is about: a server under load gets TERM. */
public final class TermUnderLoad {
  /** Enough whole answers to say that the server is warm and the load is on. */
  private static final int WARM = 200;

  /** More than the agent's own timeout, 25 s: whoever takes this long, hangs. */
  private static final int EXIT_MILLIS = 30_000;

  private final int newConnections;
  private final int keptAlive;
  private final int millisBeforeTerm;
  private final int millisInFlight;

  /**
   * @param millisBeforeTerm how long the load runs before TERM
   * @param millisInFlight how long the long requests take after TERM
   */
  public TermUnderLoad(
      int newConnections, int keptAlive, int millisBeforeTerm, int millisInFlight) {
    this.newConnections = newConnections;
    this.keptAlive = keptAlive;
    this.millisBeforeTerm = millisBeforeTerm;
    this.millisInFlight = millisInFlight;
  }

  public Result run(Launch launch) throws IOException, InterruptedException {
    return run(launch, Network.LOOPBACK);
  }

  /** The server must have been told to listen there. */
  public Result run(Launch launch, Network network) throws IOException, InterruptedException {
    try (ServerProcess process = launch.through(network.enter()).start()) {
      int port = process.awaitPort();
      try (Load load = new Load(network.server(), port, network.clients())) {
        load.loops(Kind.NEW, newConnections).loops(Kind.KEPT_ALIVE, keptAlive);
        if (!load.awaitComplete(WARM, Deadline.in(15_000))) {
          throw new IllegalStateException(
              "no load came up: " + load.tally(System.nanoTime()) + process.threadDump());
        }
        Thread.sleep(millisBeforeTerm / 2);
        IdleClient idle = new IdleClient(port);
        longRequests(load);
        Thread.sleep(millisBeforeTerm / 2);
        return term(process, load, idle);
      }
    }
  }

  /** All of them are in flight at TERM and end about {@code millisInFlight} after it. */
  private void longRequests(Load load) {
    int millis = millisBeforeTerm / 2 + millisInFlight;
    load.once(Kind.SLOW, Ask.slow(millis))
        .once(Kind.ASYNC, Ask.async(millis))
        .once(Kind.STREAM, Ask.stream(20, millis / 20))
        .once(Kind.UPLOAD, Ask.upload(20, millis / 20));
  }

  private static Result term(ServerProcess process, Load load, IdleClient idle)
      throws InterruptedException {
    long nanos = System.nanoTime();
    long epochMillis = System.currentTimeMillis();
    process.term();
    int exit = process.awaitExit(EXIT_MILLIS);
    long exitMillis = (System.nanoTime() - nanos) / 1_000_000;
    boolean ended = load.awaitEnd(Deadline.in(12_000));
    Tally tally = load.tally(nanos);
    boolean idleLetGo = idle.wasLetGoBefore(tally.lastCompleteNanos());
    long lastEnd = epochMillis + (tally.lastCompleteNanos() - nanos) / 1_000_000;
    return new Result(
        tally, exit, exitMillis, lastEnd, ended, idleLetGo, process.stdout(), process.stderr());
  }

  /**
   * @param lastResponseEpochMillis when the last whole answer had come
   * @param clientsEnded whether every client came to an end by itself
   * @param idleLetGo whether an idle kept-alive connection was closed while others were in flight
   */
  public record Result(
      Tally tally,
      int exitCode,
      long exitMillis,
      long lastResponseEpochMillis,
      boolean clientsEnded,
      boolean idleLetGo,
      List<String> stdout,
      List<String> stderr) {}
}
