package io.github.drainagent.it.load;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Many clients at once on one server. Every loop ends at the first refusal, after a bound of time,
 * or when closed.
 */
public final class Load implements AutoCloseable {
  private static final int ANSWER_MILLIS = 10_000;
  private static final int THINK_MILLIS = 4;
  private static final long LOOP_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final int LOOP_ATTEMPTS = 20_000;

  private final InetSocketAddress server;
  private final ThreadFactory factory;
  private final long end = System.nanoTime() + LOOP_NANOS;
  private final Queue<Attempt> attempts = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closed;

  /** By an address that no host on the internet has, from threads that may open sockets to it. */
  public Load(String host, int port, ThreadFactory factory) {
    this.server = new InetSocketAddress(host, port);
    this.factory = factory;
  }

  /** Clients that ask in a closed loop, half of them quick requests and half of them 20 ms ones. */
  public Load loops(Kind kind, int clients) {
    for (int i = 0; i < clients; i++) {
      Ask ask = i % 2 == 0 ? Ask.fast() : Ask.slow(20);
      start(kind, () -> loop(kind, ask));
    }
    return this;
  }

  /** One request that is in flight for long. */
  public Load once(Kind kind, Ask ask) {
    start(kind, () -> askOnce(kind, ask));
    return this;
  }

  /** Waits until so many attempts are complete: the load is really on. */
  public boolean awaitComplete(int count, long deadlineNanos) {
    while (complete() < count) {
      if (System.nanoTime() - deadlineNanos >= 0) {
        return false;
      }
      Pause.millis(5);
    }
    return true;
  }

  /** Waits until every client has ended by itself. */
  public boolean awaitEnd(long deadlineNanos) throws InterruptedException {
    for (Thread thread : threads) {
      long millis = (deadlineNanos - System.nanoTime()) / 1_000_000;
      thread.join(Math.max(1, millis));
      if (thread.isAlive()) {
        return false;
      }
    }
    return true;
  }

  public Tally tally(long termNanos) {
    return new Tally(new ArrayList<>(attempts), termNanos);
  }

  @Override
  public void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
  }

  private int complete() {
    int count = 0;
    for (Attempt attempt : attempts) {
      count += attempt.outcome() == Outcome.COMPLETE ? 1 : 0;
    }
    return count;
  }

  private void start(Kind kind, Runnable task) {
    Thread thread = factory.newThread(task);
    thread.setName("client-" + kind + "-" + threads.size());
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  private void askOnce(Kind kind, Ask ask) {
    try (Client client = new Client(server, kind, ANSWER_MILLIS)) {
      attempts.add(client.ask(ask));
    }
  }

  private void loop(Kind kind, Ask ask) {
    try (Client client = new Client(server, kind, ANSWER_MILLIS)) {
      for (int i = 0; i < LOOP_ATTEMPTS && !closed && System.nanoTime() - end < 0; i++) {
        Attempt attempt = client.ask(ask);
        attempts.add(attempt);
        if (attempt.outcome() == Outcome.REFUSED) {
          return;
        }
        if (kind == Kind.NEW) {
          client.close();
        }
        Pause.millis(THINK_MILLIS);
      }
    }
  }
}
