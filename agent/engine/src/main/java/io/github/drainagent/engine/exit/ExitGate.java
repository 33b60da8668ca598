package io.github.drainagent.engine.exit;

import io.github.drainagent.engine.drain.Cause;
import io.github.drainagent.engine.drain.Drain;
import io.github.drainagent.engine.drain.InFlight;
import io.github.drainagent.engine.options.Options;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Holds the JVM's exit until the drain is over. */
public final class ExitGate {

  private static final long PATIENCE_MILLIS = 500;

  private final Drain drain;
  private final InFlight inFlight;
  private final Options options;
  private final boolean drainsOnExit;
  private volatile int signalsStatus;
  private final CountDownLatch signalsExit = new CountDownLatch(1);

  public ExitGate(Drain drain, InFlight inFlight, Options options) {
    this.drain = drain;
    this.inFlight = inFlight;
    this.options = options;
    this.drainsOnExit = options.on().contains("exit");
  }

  /**
   * {@code Shutdown.exit} was called, by {@code System.exit} or by the handler of a signal.
   *
   * @return the exit code to go on with
   */
  public int exit(int status) {
    boolean early = !drain.isReleased();
    hold(Cause.EXIT);
    Cause cause = drain.cause();
    if (cause == null || cause.signal() == 0) {
      return status;
    }
    if (!early) {
      signalsStatus = status;
      signalsExit.countDown();
    } else if (isSignalsExitThere()) {
      return options.exitCode(signalsStatus);
    }
    return options.exitCode(status);
  }

  /** The last thread that kept the JVM alive has ended. */
  public void end() {
    hold(Cause.END);
    Cause cause = drain.cause();
    if (cause != null && cause.signal() != 0 && isSignalsExitThere()) {
      // this way has no exit code to change: the signal's, a few instructions away, goes first
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS));
    }
  }

  private void hold(Cause why) {
    boolean underWay = drain.cause() != null;
    if (!underWay && (!drainsOnExit || !drain.isNeeded())) {
      return;
    }
    inFlight.exitsHere();
    if (!drain.begin(why, () -> {}) && drain.cause() == null) {
      return; // its thread is no more, or there can be none
    }
    drain.awaitRelease();
    drain.setExitGoesOn();
  }

  /**
   * Without us the signal's exit would have been there before the one that came during the drain,
   * and the first one's exit code counts. An application's own handler may not exit at all.
   */
  private boolean isSignalsExitThere() {
    try {
      return signalsExit.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
