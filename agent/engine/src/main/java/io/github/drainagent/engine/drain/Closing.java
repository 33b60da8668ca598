package io.github.drainagent.engine.drain;

import io.github.drainagent.engine.close.PortCloser;
import io.github.drainagent.engine.socket.Listener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The phase in which the listeners go: stop all, wait for their queues, close all. */
final class Closing {

  private static final long STEP = TimeUnit.MILLISECONDS.toNanos(1);

  /** A look after the limit is for the log only, and may take this part of the limit. */
  private static final int LAST_LOOK = 10;

  private final PortCloser closer;
  private final Patience patience;
  private final long limit;

  /**
   * @param limit how long connections in the queue are waited for, looks for them included, in
   *     nanoseconds: a server that has not accepted them by then won't
   */
  Closing(PortCloser closer, Patience patience, long limit) {
    this.closer = closer;
    this.patience = patience;
    this.limit = limit;
  }

  /** Closes them; returns what became of each when all are gone or the limit is over. */
  List<Closed> close(List<Listener> listeners) {
    long began = System.nanoTime();
    letArrive(listeners);
    Map<Listener, String> stopped = new LinkedHashMap<>();
    for (Listener listener : listeners) {
      listener.startCounting();
      stopped.put(listener, closer.stop(listener));
    }
    long end = System.nanoTime() + limit;
    List<Closed> closed = new ArrayList<>();
    while (!stopped.isEmpty()) {
      long looked = System.nanoTime();
      stopped
          .entrySet()
          .removeIf(
              entry -> {
                long remaining = end - System.nanoTime();
                boolean over = remaining < 0 || patience.isOver();
                return (over || !closer.isSomebodyWaiting(entry.getKey(), remaining))
                    && closed.add(close(entry.getKey(), entry.getValue(), over, began));
              });
      if (!stopped.isEmpty()) {
        // a look at a large table takes long itself: half of the time is the server's
        long now = System.nanoTime();
        patience.pause(Math.max(STEP, Math.min(now - looked, end - now)));
      }
    }
    return closed;
  }

  /** Those whose handshakes nothing tells of. */
  private void letArrive(List<Listener> listeners) {
    long wait = 0;
    for (Listener listener : listeners) {
      wait = Math.max(wait, closer.widen(listener));
    }
    long until = System.nanoTime() + Math.min(wait, limit);
    while (System.nanoTime() - until < 0 && !patience.isOver()) {
      patience.pause(until - System.nanoTime());
    }
  }

  private Closed close(Listener listener, String rung, boolean over, long began) {
    boolean left = over && closer.isSomebodyLeft(listener, limit / LAST_LOOK);
    int queued = left ? closer.queued(listener) : 0;
    boolean gone = closer.close(listener);
    return new Closed(listener, rung, left, queued, gone, System.nanoTime() - began);
  }
}
