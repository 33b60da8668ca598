package io.github.drainagent.engine.drain;

import io.github.drainagent.engine.close.PortCloser;
import io.github.drainagent.engine.log.Log;
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

  /** Closes them; returns when every one is gone or the limit is over. */
  void close(List<Listener> listeners) {
    long began = System.nanoTime();
    Map<Listener, Boolean> stopped = new LinkedHashMap<>();
    for (Listener listener : listeners) {
      listener.startCounting();
      stopped.put(listener, closer.stop(listener));
    }
    List<Listener> waiting = new ArrayList<>(listeners);
    while (!waiting.isEmpty()) {
      boolean over = System.nanoTime() - began > LIMIT || patience.isOver();
      waiting.removeIf(
          listener -> {
            boolean left = closer.isSomebodyWaiting(listener);
            if (left && !over) {
              return false;
            }
            boolean gone = closer.close(listener);
            say(listener, stopped.getOrDefault(listener, false), left, gone, began);
            return true;
          });
      if (!waiting.isEmpty()) {
        patience.pause(STEP);
      }
    }
  }

  private void say(Listener listener, boolean stopped, boolean left, boolean gone, long began) {
    String how = closer.how(stopped);
    String served =
        Moment.count(listener.acceptedWhileClosing(), "queued connection") + " still accepted";
    if (!gone) {
      Log.warn(
          listener.name()
              + " is still open ("
              + how
              + "): another process or thread holds its socket; clients may wait in vain");
    } else if (left) {
      Log.warn(
          listener.name()
              + " closed ("
              + how
              + ") after "
              + Moment.text(System.nanoTime() - began)
              + ", "
              + served
              + ", but its server did not accept all of them: those left were reset");
    } else {
      Log.info(
          listener.name()
              + " closed ("
              + how
              + ") after "
              + Moment.text(System.nanoTime() - began)
              + ", "
              + served);
    }
  }
}
