package io.github.drainagent.engine.exit;

import io.github.drainagent.engine.drain.Cause;
import io.github.drainagent.engine.drain.Drain;
import io.github.drainagent.engine.log.Log;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a signal back until the drain is over; the JVM's or the application's handler, whoever
 * installed it and whenever, then gets it as if it had come just now.
 */
public final class SignalTrap {

  static final int TERM = 15;

  private static final int HALT_AT = 3;
  private static final long FLUSH_MILLIS = 100;

  private final Drain drain;
  private final Signals signals;
  private final Map<Integer, String> trapped = new LinkedHashMap<>();
  private final AtomicInteger seen = new AtomicInteger();
  private volatile @Nullable Thread delivering;

  /**
   * @param on names of signals, and whatever else the setting may name
   */
  public SignalTrap(Drain drain, Signals signals, Set<String> on) {
    this.drain = drain;
    this.signals = signals;
    trap("TERM", TERM, on);
    trap("INT", 2, on);
    trap("HUP", 1, on);
  }

  private void trap(String name, int number, Set<String> on) {
    if (on.contains(name)) {
      trapped.put(number, name);
    }
  }

  /** Says so where the JVM was told to leave signals alone. */
  public void check() {
    if (trapped.containsKey(TERM) && !signals.isTermHandled()) {
      Log.warn(
          "this JVM runs with -Xrs and never sees TERM: nothing is drained on signals, only on"
              + " System.exit; remove -Xrs");
    }
  }

  /**
   * A signal has come; called on the VM's dispatcher thread.
   *
   * @return whether it is kept back
   */
  public boolean keepsBack(int number) {
    String name = trapped.get(number);
    if (name == null || Thread.currentThread() == delivering) {
      return false;
    }
    Cause why = Cause.signal(number, name);
    if (drain.cause() == null && drain.isNeeded() && drain.begin(why, () -> deliver(number))) {
      seen.set(1);
      return true;
    }
    if (drain.cause() == null) {
      return false;
    }
    return again(name, number);
  }

  private boolean again(String name, int number) {
    int times = seen.incrementAndGet();
    if (times >= HALT_AT && (drain.isExitGoingOn() || !drain.isReleased())) {
      Log.warn(name + " for the third time: halting");
      Log.flush(FLUSH_MILLIS);
      Runtime.getRuntime().halt(128 + number);
    }
    if (drain.isReleased()) {
      return false; // the JVM's or the application's handler knows what to do
    }
    Cause cause = drain.cause();
    if (times > 1 || (cause != null && cause.signal() != 0)) {
      drain.cut(name + " again");
    }
    return true;
  }

  private void deliver(int number) {
    delivering = Thread.currentThread();
    try {
      signals.deliver(number);
    } catch (ReflectiveOperationException e) {
      DrainDispatcher.suppressed(e);
      Runtime.getRuntime().exit(128 + number);
    }
  }
}
