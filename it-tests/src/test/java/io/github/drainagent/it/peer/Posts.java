package io.github.drainagent.it.peer;

import io.github.drainagent.it.load.Ask;
import io.github.drainagent.it.load.Attempt;
import io.github.drainagent.it.load.Client;
import io.github.drainagent.it.load.Kind;
import io.github.drainagent.it.load.Outcome;
import io.github.drainagent.it.process.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Clients that POST to a proxy at a steady rate, on connections that are kept alive. */
final class Posts implements AutoCloseable {
  /** 12 clients, each of which asks every 20 ms: 600 requests a second. */
  private static final int CLIENTS = 12;

  private static final int PERIOD_MILLIS = 20;

  /** Half of them take so long that some are always in flight. */
  private static final int SLOW_MILLIS = 10;

  private static final int ANSWER_MILLIS = 20_000;
  private static final String BODY = "0123456789";

  private final int port;
  private final long begun = System.nanoTime();
  private final AtomicLong answered = new AtomicLong();
  private final Queue<Attempt> failed = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closed;

  Posts(int port) {
    this.port = port;
    for (int i = 0; i < CLIENTS; i++) {
      Ask ask = i % 2 == 0 ? Ask.post(BODY) : Ask.slowPost(BODY, SLOW_MILLIS);
      Thread thread = new Thread(() -> loop(ask), "posts-" + port + "-" + i);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  private void loop(Ask ask) {
    long next = System.nanoTime();
    try (Client client = new Client(port, Kind.KEPT_ALIVE, ANSWER_MILLIS)) {
      while (!closed) {
        Attempt attempt = client.ask(ask);
        if (attempt.outcome() == Outcome.COMPLETE) {
          answered.incrementAndGet();
        } else {
          failed.add(attempt);
        }
        next += PERIOD_MILLIS * 1_000_000L;
        long ahead = (next - System.nanoTime()) / 1_000_000;
        if (ahead > 0) {
          Thread.sleep(ahead);
        } else {
          next = System.nanoTime();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until so many more have been answered. */
  boolean awaitMore(int count, int millis) throws InterruptedException {
    long wanted = answered.get() + count;
    return Deadline.await(millis, () -> answered.get() >= wanted);
  }

  /** Those that were not answered with a 2xx, as they should have been. */
  List<Attempt> failed() {
    return List.copyOf(failed);
  }

  /** Returns when the last request has been answered. */
  @Override
  public void close() throws InterruptedException {
    closed = true;
    for (Thread thread : threads) {
      thread.join(ANSWER_MILLIS);
    }
  }

  @Override
  public String toString() {
    long seconds = Math.max(1, (System.nanoTime() - begun) / 1_000_000_000);
    return answered
        + " answered ("
        + answered.get() / seconds
        + "/s), "
        + failed.size()
        + " failed";
  }
}
