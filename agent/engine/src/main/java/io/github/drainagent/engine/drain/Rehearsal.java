package io.github.drainagent.engine.drain;

import io.github.drainagent.engine.close.PortCloser;
import io.github.drainagent.engine.exchange.Connections;
import io.github.drainagent.engine.exchange.Exchanges;
import io.github.drainagent.engine.socket.Listener;
import io.github.drainagent.engine.socket.Listeners;
import io.github.drainagent.engine.spi.EventStream;
import io.github.drainagent.engine.spi.Protocol;
import io.github.drainagent.engine.weave.NoConnector;
import java.nio.channels.ServerSocketChannel;
import java.util.Arrays;
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

  /**
   * Nobody comes to this port. But the first look at the kernel's table, by code that nobody has
   * compiled yet, takes seconds where other processes have ten thousands of sockets.
   */
  private static final long LIMIT = TimeUnit.MILLISECONDS.toNanos(20);

  private final Listeners listeners;
  private final InFlight inFlight;
  private final PortCloser closer;
  private final Ledger ledger;
  private final Farewell farewell;

  Rehearsal(
      Listeners listeners, InFlight inFlight, PortCloser closer, Ledger ledger, Farewell farewell) {
    this.listeners = listeners;
    this.inFlight = inFlight;
    this.closer = closer;
    this.ledger = ledger;
    this.farewell = farewell;
  }

  void run() throws Exception {
    try (ServerSocketChannel channel = listeners.bindOwn()) {
      Listener listener = listeners.own(channel);
      listeners.everywhere();
      Patience patience = new Patience(PATIENCE, Thread.currentThread());
      List<Closed> closed =
          new Closing(closer, patience, LIMIT).close(Collections.singletonList(listener));
      listener.setGone();
      patience.pause(1);
      farewell();
      said(closed.toString() + ledger.close(0) + Phase.DRAINED + inFlight.waitedFor());
    }
  }

  /** To nobody: there is none of the application's connections in this account. */
  private void farewell() {
    Exchanges none = new Exchanges();
    InFlight nothing = new InFlight(none, new Connections(none));
    farewell.look(nothing, 0, 0, System.nanoTime());
    Stuck.exchanges(nothing.waitedFor());
    Stuck.connections(nothing.open(), nothing);
    boolean first = new StreamEnds().ask(NoConnector.INSTANCE, none, 0, 0);
    said(first + Arrays.toString(Protocol.values()) + Arrays.toString(EventStream.values()));
  }

  /** The text was what counted. */
  private static void said(String text) {
    if (text.isEmpty()) {
      throw new IllegalStateException();
    }
  }
}
