package io.github.drainagent.prove.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Crowds of clients at work on one server. */
public final class Load implements AutoCloseable {

  private final List<Clients> crowds = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  /** Puts a crowd to work. */
  public Load start(Crowd crowd, List<Target> targets) throws IOException {
    if (crowd.isNobody() || targets.isEmpty()) {
      return this;
    }
    Clients clients = new Clients(crowd, targets, new Attempts(crowd.kind()));
    Thread thread = new Thread(clients, "clients: " + crowd.kind());
    thread.setDaemon(true);
    crowds.add(clients);
    threads.add(thread);
    thread.start();
    return this;
  }

  /** From TERM on no slow request is begun: they are there to be in flight at TERM. */
  public void stopBeginning(Kind kind) {
    for (Clients clients : crowds) {
      if (clients.attempts().kind() == kind) {
        clients.stopBeginning();
      }
    }
  }

  /** Nobody begins any more; waits until everybody has ended, at most so long. */
  public void finish(long mostMillis) throws InterruptedException {
    for (Clients clients : crowds) {
      clients.stopBeginning();
    }
    long deadline = System.nanoTime() + mostMillis * 1_000_000;
    for (Thread thread : threads) {
      thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
    }
  }

  public int attempts() {
    int sum = 0;
    for (Clients clients : crowds) {
      sum += clients.attempts().size();
    }
    return sum;
  }

  public int complete() {
    int sum = 0;
    for (Clients clients : crowds) {
      sum += clients.attempts().complete();
    }
    return sum;
  }

  /** What became of every attempt; to be asked once the load is finished. */
  public List<Attempts> results() {
    List<Attempts> results = new ArrayList<>();
    for (Clients clients : crowds) {
      results.add(clients.attempts());
    }
    return results;
  }

  /** Attempts that were due and not made, since every client was busy; slow ones are meant to. */
  public long putOff() {
    long sum = 0;
    for (Clients clients : crowds) {
      sum += clients.attempts().kind() == Kind.SLOW ? 0 : clients.putOff();
    }
    return sum;
  }

  /** What kept attempts from being made on this machine; {@code null} where nothing has. */
  public @Nullable String trouble() {
    for (Clients clients : crowds) {
      if (clients.trouble() != null) {
        return clients.trouble();
      }
    }
    return null;
  }

  @Override
  public void close() {
    for (Clients clients : crowds) {
      clients.close();
    }
  }
}
