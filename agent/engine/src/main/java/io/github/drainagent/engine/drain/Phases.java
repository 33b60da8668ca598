package io.github.drainagent.engine.drain;

import io.github.drainagent.engine.close.PortCloser;
import io.github.drainagent.engine.exchange.Connection;
import io.github.drainagent.engine.exchange.Exchange;
import io.github.drainagent.engine.log.Log;
import io.github.drainagent.engine.options.Options;
import io.github.drainagent.engine.socket.Listener;
import io.github.drainagent.engine.socket.Listeners;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The phases of a drain, one after the other, on the drain's thread. */
final class Phases {

  private static final long STEP = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long EACH = TimeUnit.SECONDS.toNanos(1);

  /** How long clients that were sent a FIN may take to hang up. */
  private static final long LINGER = TimeUnit.MILLISECONDS.toNanos(250);

  private final Options options;
  private final Listeners listeners;
  private final InFlight inFlight;
  private final IdleConnections idle;
  private final PortCloser closer;
  private final Ledger ledger;

  Phases(
      Options options,
      Listeners listeners,
      InFlight inFlight,
      IdleConnections idle,
      PortCloser closer,
      Ledger ledger) {
    this.options = options;
    this.listeners = listeners;
    this.inFlight = inFlight;
    this.idle = idle;
    this.closer = closer;
    this.ledger = ledger;
  }

  /** Returns when the exit may go on. */
  void run(Cause cause, Patience patience, Suppressed suppressed) {
    DrainDispatcher.closing = true;
    PhaseTimes times = new PhaseTimes();
    ledger.open();
    List<Listener> first = new ArrayList<>();
    List<Listener> last = new ArrayList<>();
    for (Listener listener : listeners.all()) {
      (listener.isKept() ? last : first).add(listener);
    }
    Report.begin(cause, first, last, ledger, options.timeoutText());
    if (options.delay() > 0) {
      times.enter(Phase.LAME_DUCK);
      lameDuck(patience);
    }
    times.enter(Phase.CLOSING);
    close(first, patience);
    times.enter(Phase.DRAINING);
    Phase end = waitForTheRest(patience, times);
    close(last, patience);
    times.enter(end);
    Report.end(times, ledger, suppressed);
  }

  private void close(List<Listener> listeners, Patience p) {
    for (Closing.Outcome outcome : new Closing(closer, p).close(listeners)) {
      if (outcome.isClean()) {
        Log.info(outcome.toString());
      } else {
        Log.warn(outcome.toString());
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

  private Phase waitForTheRest(Patience p, PhaseTimes times) {
    long nextLine = System.nanoTime() + EACH;
    while (true) {
      long now = System.nanoTime();
      for (Connection connection : inFlight.open()) {
        idle.letGoIfIdle(connection, inFlight, times.sinceStart(now), now);
      }
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
      Report.stuck(exchanges, open);
      return Phase.TIMED_OUT;
    }
    Log.warn(by + ": the exit goes on at once");
    return Phase.CUT_SHORT;
  }

  private void linger(Patience p) {
    long until = System.nanoTime() + LINGER;
    while (inFlight.lingering() > 0 && System.nanoTime() - until < 0 && !p.isOver()) {
      p.pause(STEP);
    }
  }
}
