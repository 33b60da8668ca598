package io.github.drainagent.engine.drain;

import io.github.drainagent.engine.close.PortCloser;
import io.github.drainagent.engine.exchange.NativeConnections;
import io.github.drainagent.engine.log.Log;
import io.github.drainagent.engine.options.Options;
import io.github.drainagent.engine.socket.Listener;
import io.github.drainagent.engine.socket.Listeners;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The phases of a drain, one after the other, on the drain's thread. */
final class Phases {

  private final Options options;
  private final Listeners listeners;
  private final NativeConnections nativeOnes;
  private final PortCloser closer;
  private final Ledger ledger;
  private final Waiting waiting;

  Phases(
      Options options,
      Listeners listeners,
      NativeConnections nativeOnes,
      PortCloser closer,
      Ledger ledger,
      Waiting waiting) {
    this.options = options;
    this.listeners = listeners;
    this.nativeOnes = nativeOnes;
    this.closer = closer;
    this.ledger = ledger;
    this.waiting = waiting;
  }

  /** Returns when the exit may go on. */
  void run(Cause cause, Patience patience, Suppressed suppressed) {
    DrainDispatcher.closing = true;
    List<Listener> first = new ArrayList<>();
    List<Listener> last = new ArrayList<>();
    for (Listener listener : listeners.everywhere()) {
      if (!listener.isForOperators()) {
        (listener.isKept() ? last : first).add(listener);
      }
    }
    Set<Integer> nativePorts = nativePorts(first);
    nativeOnes.look(nativePorts);
    PhaseTimes times = new PhaseTimes();
    ledger.open();
    Report.begin(cause, first, last, ledger, options.timeoutText());
    if (options.delay() > 0) {
      times.enter(Phase.LAME_DUCK);
      lameDuck(patience);
    }
    times.enter(Phase.CLOSING);
    close(first, patience);
    times.enter(Phase.DRAINING);
    Phase end = waiting.untilTheEnd(patience, times, nativePorts);
    close(last, patience);
    times.enter(end);
    Report.end(times, ledger, waiting.streamsEnded(), suppressed);
  }

  private void close(List<Listener> listeners, Patience p) {
    for (Closed closed : new Closing(closer, p, options.closeLimit()).close(listeners)) {
      if (closed.isClean()) {
        Log.info(closed.toString());
      } else {
        Log.warn(closed.toString());
      }
    }
  }

  private void lameDuck(Patience p) {
    Log.info(
        "delay="
            + options.delayText()
            + ": still serving; responses already say that their connection ends");
    long until = System.nanoTime() + options.delay();
    while (System.nanoTime() - until < 0 && !p.isOver()) {
      p.pause(until - System.nanoTime());
    }
  }

  private static Set<Integer> nativePorts(List<Listener> listeners) {
    Set<Integer> ports = new HashSet<>();
    for (Listener listener : listeners) {
      InetSocketAddress inet = listener.inet();
      if (listener.isNative() && inet != null) {
        ports.add(inet.getPort());
      }
    }
    return ports;
  }
}
