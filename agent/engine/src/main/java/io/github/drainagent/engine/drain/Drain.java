package io.github.drainagent.engine.drain;

import io.github.drainagent.engine.close.PortCloser;
import io.github.drainagent.engine.exchange.NativeConnections;
import io.github.drainagent.engine.kernel.Libc;
import io.github.drainagent.engine.log.Log;
import io.github.drainagent.engine.options.Options;
import io.github.drainagent.engine.socket.Listeners;
import io.github.drainagent.engine.thread.Daemon;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The whole run from the first signal to the release of the JVM's exit. There is one in a JVM and
 * it runs once, on a thread that has been waiting for it since the first listener.
 */
public final class Drain implements Runnable {

  /**
   * Between the first listener and the first answer an application needs every processor itself,
   * and a drain that begins before has little to lose.
   */
  private static final long START_MILLIS = 500;

  private static final long FLUSH_MILLIS = 200;
  private static final long KNOCK_MILLIS = 50;
  private static final int KNOCKS = 200;

  private final Options options;
  private final Listeners listeners;
  private final InFlight inFlight;
  private final PortCloser closer;
  private final Fin fin;
  private final Libc libc;
  private final Suppressed suppressed;
  private final Rehearsal rehearsal;
  private final Phases phases;
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicReference<@Nullable Cause> cause = new AtomicReference<>();
  private final Thread thread;
  private volatile boolean exitGoesOn;
  private volatile @Nullable Patience patience;
  private volatile @Nullable Runnable onRelease;

  public Drain(
      Options options,
      Listeners listeners,
      NativeConnections nativeOnes,
      InFlight inFlight,
      Fin fin,
      Linger linger,
      PortCloser closer,
      Libc libc,
      Suppressed suppressed) {
    this.options = options;
    this.listeners = listeners;
    this.inFlight = inFlight;
    this.closer = closer;
    this.fin = fin;
    this.libc = libc;
    this.suppressed = suppressed;
    Ledger ledger = new Ledger(inFlight);
    Farewell farewell = new Farewell(options, fin);
    Waiting waiting = new Waiting(options, nativeOnes, inFlight, farewell, linger);
    this.rehearsal = new Rehearsal(listeners, inFlight, closer, ledger, new Farewell(options, fin));
    this.phases = new Phases(options, listeners, nativeOnes, closer, ledger, waiting);
    thread = Daemon.thread("drain-agent", this);
    thread.setPriority(Thread.MAX_PRIORITY);
  }

  /** Puts the thread in place. */
  public synchronized void getReady() {
    if (thread.getState() == Thread.State.NEW) {
      thread.start();
    }
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
   * @return whether this call began it; {@code false} too where its thread is no more, or there can
   *     be none
   */
  public boolean begin(Cause why, Runnable atRelease) {
    try {
      getReady();
    } catch (OutOfMemoryError e) {
      return false; // it is what Thread.start throws where the process may have no more of them
    }
    if (thread.getState() == Thread.State.TERMINATED || !cause.compareAndSet(null, why)) {
      return false;
    }
    onRelease = atRelease;
    patience = new Patience(options.timeout(), thread);
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

  /** The exit is under way: what held it has let it go. */
  public void setExitGoesOn() {
    exitGoesOn = true;
  }

  public boolean isExitGoingOn() {
    return exitGoesOn;
  }

  @Override
  public void run() {
    try {
      rehearse();
      awaitBeginning();
      phases.run(Objects.requireNonNull(cause.get()), Objects.requireNonNull(patience), suppressed);
    } catch (Throwable t) {
      suppressed.count(t);
      Log.warn("the drain failed and the exit goes on: " + t);
    } finally {
      Log.flush(FLUSH_MILLIS);
      released.countDown();
      Runnable then = onRelease;
      if (then != null) {
        then.run();
      }
      knock();
    }
  }

  /** While the application's own hooks run. */
  private void knock() {
    try {
      for (int i = 0; i < KNOCKS; i++) {
        Thread.sleep(KNOCK_MILLIS);
        if (!closer.knock()) {
          return;
        }
      }
    } catch (Throwable t) {
      suppressed.count(t); // nobody depends on it any more
    }
  }

  private void awaitBeginning() {
    while (begun.getCount() > 0) {
      try {
        begun.await();
      } catch (InterruptedException e) {
        // meant for somebody else: this thread has nothing to be interrupted in
      }
    }
  }

  /**
   * Once the application has started; not where a drain has begun before, since it would only come
   * later. Where this fails it is told, but the drain may still go well.
   */
  private void rehearse() {
    boolean isDue = false;
    try {
      isDue = begun.await(START_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // meant for somebody else
    }
    try {
      libc.find();
      if (!isDue) {
        listeners.noteOthers();
        fin.getReady();
        rehearsal.run();
      }
    } catch (Throwable t) {
      suppressed.count(t);
    }
  }
}
