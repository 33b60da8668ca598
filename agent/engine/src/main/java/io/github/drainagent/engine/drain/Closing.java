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

  /** How long connections in the queue are waited for: a server that does not accept them won't. */
  static final long LIMIT = TimeUnit.SECONDS.toNanos(1);

  private static final long STEP = TimeUnit.MILLISECONDS.toNanos(1);

  private final PortCloser closer;
  private final Patience patience;

  Closing(PortCloser closer, Patience patience) {
    this.closer = closer;
    this.patience = patience;
  }

  /** Closes them; returns what became of each when all are gone or the limit is over. */
  List<Outcome> close(List<Listener> listeners) {
    long began = System.nanoTime();
    Map<Listener, Boolean> stopped = new LinkedHashMap<>();
    for (Listener listener : listeners) {
      listener.startCounting();
      stopped.put(listener, closer.stop(listener));
    }
    List<Outcome> outcomes = new ArrayList<>();
    while (!stopped.isEmpty()) {
      boolean over = System.nanoTime() - began > LIMIT || patience.isOver();
      stopped
          .entrySet()
          .removeIf(
              entry -> {
                Listener listener = entry.getKey();
                boolean left = closer.isSomebodyWaiting(listener);
                if (left && !over) {
                  return false;
                }
                boolean gone = closer.close(listener);
                long took = System.nanoTime() - began;
                outcomes.add(
                    new Outcome(
                        listener, closer.how(listener, entry.getValue()), left, gone, took));
                return true;
              });
      if (!stopped.isEmpty()) {
        patience.pause(STEP);
      }
    }
    return outcomes;
  }

  /** What became of one listener. */
  static final class Outcome {
    private final Listener listener;
    private final String how;
    private final boolean left;
    private final boolean gone;
    private final long nanos;

    Outcome(Listener listener, String how, boolean left, boolean gone, long nanos) {
      this.listener = listener;
      this.how = how;
      this.left = left;
      this.gone = gone;
      this.nanos = nanos;
    }

    boolean isClean() {
      return gone && !left;
    }

    @Override
    public String toString() {
      if (!gone) {
        return listener.name()
            + " is still open ("
            + how
            + "): another process or thread holds its socket; clients may wait in vain";
      }
      return listener.name()
          + " closed ("
          + how
          + ") after "
          + Moment.text(nanos)
          + ", "
          + Moment.count(listener.acceptedWhileClosing(), "queued connection")
          + " still accepted"
          + (left ? "; its server did not accept all of them, those left were reset" : "");
    }
  }
}
