package io.github.drainagent.it;

import io.github.drainagent.it.load.Ask;
import io.github.drainagent.it.load.Attempt;
import io.github.drainagent.it.load.Client;
import io.github.drainagent.it.load.Kind;
import io.github.drainagent.it.load.Outcome;
import io.github.drainagent.it.process.Deadline;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A request on a thread of its own. */
public final class Request {
  private static final int ANSWER_MILLIS = 20_000;

  private final CompletableFuture<Attempt> attempt = new CompletableFuture<>();

  private Request(String host, int port, Ask ask) {
    Thread thread = new Thread(() -> attempt.complete(ask(host, port, ask)), "request");
    thread.setDaemon(true);
    thread.start();
  }

  /** Begins a request and returns when the server has it. */
  /** Begins a request and does not care when the server has it. */
  public static Request begin(int port, Ask ask) {
    return new Request("127.0.0.1", port, ask);
  }

  public static Request inFlight(int port, Ask ask) throws InterruptedException {
    return inFlight("127.0.0.1", port, ask);
  }

  public static Request inFlight(String host, int port, Ask ask) throws InterruptedException {
    Request request = new Request(host, port, ask);
    // the accept queue is first in, first out: when these are answered, ours has long been accepted
    for (int i = 0; i < 20; i++) {
      Deadline.await(1_000, () -> outcome(host, port) == Outcome.COMPLETE);
    }
    return request;
  }

  public static Outcome fast(int port) {
    return outcome("127.0.0.1", port);
  }

  public static Attempt ask(String host, int port, Ask ask) {
    try (Client client = new Client(host, port, Kind.NEW, ANSWER_MILLIS)) {
      return client.ask(ask);
    }
  }

  public static boolean awaitRefused(int port) throws InterruptedException {
    return Deadline.await(6_000, () -> fast(port) == Outcome.REFUSED);
  }

  public Outcome outcome() throws Exception {
    return attempt.get(ANSWER_MILLIS + 6_000L, TimeUnit.MILLISECONDS).outcome();
  }

  private static Outcome outcome(String host, int port) {
    return ask(host, port, Ask.fast()).outcome();
  }
}
