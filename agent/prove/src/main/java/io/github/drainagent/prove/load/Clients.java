package io.github.drainagent.prove.load;

import java.io.IOException;
import java.net.BindException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** All clients of one kind, on one thread and one selector. */
final class Clients implements Runnable {

  private static final int BUFFER_BYTES = 64 * 1024;

  /** How exact an attempt's time-out is. */
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Crowd crowd;
  private final List<Target> targets;
  private final Attempts attempts;
  private final Selector selector = Selector.open();
  private final Client[] clients;
  private final ArrayDeque<Client> free = new ArrayDeque<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private int asked;
  private long looked = System.nanoTime();
  private volatile boolean beginning = true;
  private volatile boolean closed;
  private volatile long putOff;
  private volatile @Nullable String trouble;

  Clients(Crowd crowd, List<Target> targets, Attempts attempts) throws IOException {
    this.crowd = crowd;
    this.targets = targets;
    this.attempts = attempts;
    clients = new Client[crowd.clients()];
    for (int i = 0; i < clients.length; i++) {
      clients[i] = new Client(selector, crowd.kind() == Kind.KEPT_ALIVE);
      free.add(clients[i]);
    }
  }

  Attempts attempts() {
    return attempts;
  }

  /** Attempts that were due and not made, since every client was busy. */
  long putOff() {
    return putOff;
  }

  /** What kept attempts from being made on this machine; {@code null} where nothing has. */
  @Nullable String trouble() {
    return trouble;
  }

  /** No more attempts; the thread ends when those under way have. */
  void stopBeginning() {
    beginning = false;
    selector.wakeup();
  }

  void close() {
    closed = true;
    selector.wakeup();
  }

  @Override
  public void run() {
    Pace pace = new Pace(crowd.perSecond(), System.nanoTime());
    try {
      while (!closed && (beginning || free.size() < clients.length)) {
        long now = System.nanoTime();
        if (beginning) {
          begin(pace, now);
        }
        select(beginning ? pace.wait(now, LOOK_NANOS) : LOOK_NANOS);
        giveUpTheLate();
        putOff = pace.putOff();
      }
    } catch (IOException e) {
      trouble = "the load broke off: " + e;
    } finally {
      for (Client client : clients) {
        client.close();
      }
      closeSelector();
    }
  }

  private void begin(Pace pace, long now) {
    while (pace.isDue(now)) {
      Client client = attempts.isFull() ? null : free.poll();
      if (client == null) {
        pace.allAreBusy(now);
        return;
      }
      pace.next();
      try {
        Target target = targets.get(asked++ % targets.size());
        ended(client, client.begin(target, System.nanoTime()));
      } catch (BindException e) {
        trouble = "this machine has no more ports or descriptors for clients: " + e.getMessage();
        free.add(client);
        return;
      }
    }
  }

  private void select(long waitNanos) throws IOException {
    // a selector counts in milliseconds: what is due within one is begun with the next
    if (waitNanos < 1) {
      selector.selectNow();
    } else {
      selector.select(Math.max(1, TimeUnit.NANOSECONDS.toMillis(waitNanos)));
    }
    Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
    while (keys.hasNext()) {
      Client client = (Client) keys.next().attachment();
      keys.remove();
      ended(client, client.ready(buffer));
    }
  }

  private void ended(Client client, @Nullable Outcome outcome) {
    if (outcome != null) {
      attempts.add(client.begun(), System.nanoTime(), outcome, client.status());
      free.add(client);
    }
  }

  private void giveUpTheLate() {
    long now = System.nanoTime();
    if (now - looked < LOOK_NANOS) {
      return;
    }
    looked = now;
    for (Client client : clients) {
      if (client.isBusy() && now - client.begun() > crowd.answerNanos()) {
        ended(client, client.giveUp());
      }
    }
  }

  private void closeSelector() {
    try {
      selector.close();
    } catch (IOException e) {
      // closed either way
    }
  }
}
