package io.github.drainagent.engine.drain;

import io.github.drainagent.engine.close.PortCloser;
import io.github.drainagent.engine.socket.Listener;
import io.github.drainagent.engine.socket.Listeners;
import java.nio.channels.ServerSocketChannel;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Closes a port of the agent's own once, while the application starts: by then all that a drain
 * needs has been loaded, linked and run, and the real one begins at once however busy the machine
 * is.
 */
final class Rehearsal {

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);

  private final Listeners listeners;
  private final InFlight inFlight;
  private final PortCloser closer;
  private final Ledger ledger;

  Rehearsal(Listeners listeners, InFlight inFlight, PortCloser closer, Ledger ledger) {
    this.listeners = listeners;
    this.inFlight = inFlight;
    this.closer = closer;
    this.ledger = ledger;
  }

  void run() throws Exception {
    try (ServerSocketChannel channel = listeners.bindOwn()) {
      Listener listener = listeners.own(channel);
      Patience patience = new Patience(PATIENCE, Thread.currentThread());
      List<Closing.Outcome> outcomes =
          new Closing(closer, patience).close(Collections.singletonList(listener));
      patience.pause(1);
      said(outcomes.toString() + ledger.close() + Phase.DRAINED + inFlight.waitedFor());
    }
  }

  /** The text was what counted. */
  private static void said(String text) {
    if (text.isEmpty()) {
      throw new IllegalStateException();
    }
  }
}
