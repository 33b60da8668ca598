package io.github.drainagent.engine.drain;

import io.github.drainagent.engine.close.PortCloser;
import io.github.drainagent.engine.exchange.Connection;
import io.github.drainagent.engine.exchange.Exchange;
import io.github.drainagent.engine.log.Log;
import io.github.drainagent.engine.options.Options;
import io.github.drainagent.engine.socket.Listener;
import io.github.drainagent.engine.socket.Listeners;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The whole run from the first signal to the release of the JVM's exit. There is one in a JVM and
 * it runs once, on a thread that has been waiting for it since the first listener.
 */
public final class Drain implements Runnable {

  private static final long STEP = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long EACH = TimeUnit.SECONDS.toNanos(1);

  /** How long clients that were sent a FIN may take to hang up. */
  private static final long LINGER = TimeUnit.MILLISECONDS.toNanos(250);

  private final Options options;
  private final Listeners listeners;
  private final InFlight inFlight;
  private final IdleConnections idle;
  private final PortCloser closer;
  private final Suppressed suppressed;
  private final Rehearsal rehearsal;
  private final Ledger ledger;
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicReference<@Nullable Cause> cause = new AtomicReference<>();
  private final Thread thread;
  private final Map<Phase, Long> times = new EnumMap<>(Phase.class);
  private volatile @Nullable Patience patience;
  private volatile @Nullable Runnable onRelease;
  private Phase phase = Phase.SERVING;
  private long phaseBegan;
  private long closingBegan;

  public Drain(
      Options options,
      Listeners listeners,
      InFlight inFlight,
      IdleConnections idle,
      PortCloser closer,
      Suppressed suppressed) {
    this.options = options;
    this.listeners = listeners;
    this.inFlight = inFlight;
    this.idle = idle;
    this.closer = closer;
    this.suppressed = suppressed;
    this.ledger = new Ledger(inFlight);
    this.rehearsal = new Rehearsal(listeners, inFlight, closer, ledger);
    thread = new Thread(null, this, "drain-agent");
    thread.setDaemon(true);
    thread.setPriority(Thread.MAX_PRIORITY);
  }

  /** Puts the thread in place. */
  public void getReady() {
    thread.start();
  }

  /** Whether there is anything to drain. */
  public boolean isNeeded() {
    return !listeners.isEmpty() || !inFlight.isNothing();
  }

  /**
   * Begins the drain, unless it has begun.
   *
   * @param atRelease run on the drain's thread when the exit is released; only the first caller's
   *     is
   * @return whether this call began it
   */
  public boolean begin(Cause why, Runnable atRelease) {
    if (!cause.compareAndSet(null, why)) {
      return false;
    }
    onRelease = atRelease;
    begun.countDown();
    return true;
  }

  /** What began it; {@code null} while nothing has. */
  public @Nullable Cause cause() {
    return cause.get();
  }

  public boolean isReleased() {
    return released.getCount() == 0;
  }

  /** Ends the wait at once. */
  public void cut(String by) {
    Patience p = patience;
    if (p != null) {
      p.cut(by);
    }
  }

  /** Returns when the exit is released. An interrupt is kept for later. */
  public void awaitRelease() {
    boolean interrupted = false;
    // the drain ends by itself; the second bound is for a drain thread that could not
    long deadline = System.nanoTime() + options.timeout() + TimeUnit.SECONDS.toNanos(5);
    while (!isReleased() && System.nanoTime() - deadline < 0) {
      try {
        released.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void run() {
    try {
      rehearsal.run();
      begun.await();
      drain();
    } catch (Throwable t) {
      suppressed.count(t);
      Log.warn("the drain failed and the exit goes on: " + t);
    } finally {
      released.countDown();
      Runnable then = onRelease;
      if (then != null) {
        then.run();
      }
    }
  }

  private void drain() {
    Patience p = new Patience(options.timeout(), thread);
    patience = p;
    long start = System.nanoTime();
    phaseBegan = start;
    DrainDispatcher.closing = true;
    closingBegan = start;
    ledger.open();
    List<Listener> first = new ArrayList<>();
    List<Listener> last = new ArrayList<>();
    for (Listener listener : listeners.all()) {
      (listener.isKept() ? last : first).add(listener);
    }
    sayBegin(first, last);
    if (options.delay() > 0) {
      enter(Phase.LAME_DUCK);
      lameDuck(p);
    }
    enter(Phase.CLOSING);
    close(first, p);
    enter(Phase.DRAINING);
    Phase end = waitForTheRest(p);
    close(last, p);
    enter(end);
    sayEnd(end, start, p);
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

  private Phase waitForTheRest(Patience p) {
    long nextLine = System.nanoTime() + EACH;
    while (true) {
      long now = System.nanoTime();
      for (Connection connection : inFlight.open()) {
        idle.letGoIfIdle(connection, inFlight, now - closingBegan, now);
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
        Report.waiting(exchanges, open, options.timeout() - (now - closingBegan));
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

  private void enter(Phase next) {
    long now = System.nanoTime();
    times.put(phase, now - phaseBegan);
    if (Log.isDebug()) {
      Log.debug("now " + next + ", was " + phase + " for " + Moment.text(now - phaseBegan));
    }
    phase = next;
    phaseBegan = now;
  }

  private void sayBegin(List<Listener> first, List<Listener> last) {
    StringBuilder names = new StringBuilder();
    for (Listener listener : first) {
      names.append(names.length() == 0 ? "" : ", ").append(listener.name());
    }
    Log.info(
        cause.get()
            + ": draining "
            + (first.isEmpty() ? "no port" : names)
            + (last.isEmpty() ? "" : " (kept to the end: " + last.get(0).name() + ")")
            + ", "
            + Moment.count(ledger.exchangesAtStart(), "exchange")
            + " in flight on "
            + Moment.count(ledger.connectionsAtStart(), "connection")
            + "; at most "
            + options.timeoutText());
  }

  private void sayEnd(Phase end, long start, Patience p) {
    if (suppressed.number() > 0) {
      Log.warn(suppressed.text());
    }
    StringBuilder spent = new StringBuilder();
    for (Phase each : new Phase[] {Phase.LAME_DUCK, Phase.CLOSING, Phase.DRAINING}) {
      Long nanos = times.get(each);
      if (nanos != null) {
        spent.append(spent.length() == 0 ? "" : ", ").append(each).append(' ');
        spent.append(Moment.text(nanos));
      }
    }
    Log.info(
        end
            + " in "
            + Moment.text(System.nanoTime() - start)
            + " ("
            + spent
            + "); "
            + ledger.close());
  }
}
