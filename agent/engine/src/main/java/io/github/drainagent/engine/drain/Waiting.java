package io.github.drainagent.engine.drain;

import io.github.drainagent.engine.exchange.Connection;
import io.github.drainagent.engine.exchange.Exchange;
import io.github.drainagent.engine.exchange.NativeConnections;
import io.github.drainagent.engine.log.Log;
import io.github.drainagent.engine.options.Options;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The phase DRAINING: looks at what is left, again and again, until nothing is or time is over. */
final class Waiting {

  private static final long STEP = Pace.LOOK;

  /** How often connections that native code has accepted are looked for. */
  private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(100);

  private static final long EACH = TimeUnit.SECONDS.toNanos(1);

  /** How long clients that were sent a FIN may take to hang up. */
  private static final long LINGER = TimeUnit.MILLISECONDS.toNanos(250);

  private final Options options;
  private final NativeConnections nativeOnes;
  private final InFlight inFlight;
  private final Farewell farewell;
  private final Linger linger;

  /** How many exits have been looked at. */
  private int exits;

  Waiting(
      Options options,
      NativeConnections nativeOnes,
      InFlight inFlight,
      Farewell farewell,
      Linger linger) {
    this.options = options;
    this.nativeOnes = nativeOnes;
    this.inFlight = inFlight;
    this.farewell = farewell;
    this.linger = linger;
  }

  /** Returns how it ended. */
  Phase untilTheEnd(Patience p, PhaseTimes times, Set<Integer> nativePorts) {
    long began = System.nanoTime();
    long nextLine = began + EACH;
    long nextLook = began;
    while (true) {
      long now = System.nanoTime();
      if (now - nextLook >= 0) {
        nativeOnes.look(nativePorts);
        nextLook = now + LOOK;
      }
      nativeOnes.sample();
      farewell.look(inFlight, times.sinceStart(now), now - began, now);
      tellOfExits();
      List<Exchange> exchanges = inFlight.waitedFor();
      List<Connection> open = inFlight.open();
      if (exchanges.isEmpty() && open.isEmpty()) {
        linger(p);
        return p.cutBy() == null ? Phase.DRAINED : Phase.CUT_SHORT;
      }
      if (p.isOver()) {
        return giveUp(p, exchanges, open);
      }
      if (now - nextLine >= 0) {
        Report.waiting(exchanges, open, options.timeout() - times.sinceStart(now));
        nextLine += EACH;
      }
      p.pause(STEP);
    }
  }

  /** Once for each: its thread begins nothing more. */
  private void tellOfExits() {
    List<Exits.Exit> all = inFlight.exits().all();
    for (; exits < all.size(); exits++) {
      List<Exchange> held = inFlight.dependentsOf(all.get(exits));
      if (!held.isEmpty()) {
        Report.heldByExit(all.get(exits).thread, held);
      }
    }
  }

  private Phase giveUp(Patience p, List<Exchange> exchanges, List<Connection> open) {
    String by = p.cutBy();
    if (by == null) {
      Log.warn(
          "timeout="
              + options.timeoutText()
              + " is over with "
              + Moment.count(exchanges.size(), "exchange")
              + " running and "
              + Moment.count(open.size(), "connection")
              + " open; a longer timeout would wait for them");
      Stuck.exchanges(exchanges);
      Stuck.connections(open, inFlight);
      return Phase.TIMED_OUT;
    }
    Log.warn(by + ": the exit goes on at once");
    return Phase.CUT_SHORT;
  }

  private void linger(Patience p) {
    long until = System.nanoTime() + LINGER;
    while (!p.isOver()
        && (linger.isReceiving() || inFlight.lingering() > 0 && System.nanoTime() - until < 0)) {
      p.pause(STEP);
    }
  }

  /** How many responses of server-sent events were ended. */
  int streamsEnded() {
    return farewell.streamsEnded();
  }
}
