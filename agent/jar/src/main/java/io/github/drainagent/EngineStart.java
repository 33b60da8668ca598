package io.github.drainagent;

import java.io.File;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The way up of the engine, once. All that is silent is made ready on a thread of its own: beside
 * the server's start where one is in sight, or while the thread waits that is about to have a
 * listener. The rest is for that thread.
 *
 * <p>It waits while it is inside of a class's loading: nothing that is made ready may need a class
 * whose loading starts the engine. Another reason for the other thread: the JVM gives no class to a
 * transformer on a thread that is inside one (JPLISAgent.c, the reentrancy token).
 */
final class EngineStart {

  /** Who is about to have a listener waits so long for all that a listener needs. */
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

  /**
   * And so long for the application's own classes that were loaded before: the JVM links a class to
   * have it woven anew, and may wait in that for a class that the waiting thread is linking.
   */
  private static final long BRIEFLY = TimeUnit.MILLISECONDS.toNanos(200);

  private final File jar;
  private final @Nullable String argument;
  private final @Nullable String remark;
  private final Instrumentation instrumentation;
  private final CountDownLatch ready = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile @Nullable ClassFileTransformer transformer;

  /** Names of what was loaded before there was a transformer, from when one is under way. */
  private volatile @Nullable Queue<String> missed;

  private volatile @Nullable Thread preparing;
  private volatile @Nullable Runnable boot;
  private volatile @Nullable Throwable failure;
  private volatile boolean isWanted;
  private boolean isBegun;

  EngineStart(
      File jar,
      @Nullable String argument,
      @Nullable String remark,
      Instrumentation instrumentation) {
    this.jar = jar;
    this.argument = argument;
    this.remark = remark;
    this.instrumentation = instrumentation;
  }

  byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] bytes)
      throws Throwable {
    Queue<String> before = missed;
    if (before != null && name != null) {
      before.add(name); // first: who finds no transformer now is on the list when there is one
    }
    ClassFileTransformer to = transformer;
    return to == null ? null : to.transform(loader, name, redefined, domain, bytes);
  }

  /** A server is in sight. */
  synchronized void prepare() {
    if (preparing == null) {
      missed = new ConcurrentLinkedQueue<String>();
      try {
        Thread thread = thread();
        preparing = thread;
        thread.start();
      } catch (Throwable t) { // an OutOfMemoryError where the process may have no more threads
        over(t);
      }
    }
  }

  private Thread thread() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Runnable task =
        new Runnable() {
          @Override
          public void run() {
            makeReady();
          }
        };
    Thread thread = new Thread(root, task, "drain-agent-prepare");
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    return thread;
  }

  /** There is going to be a listener. */
  void start() {
    prepare();
    isWanted = true; // whoever is later, this thread or the other one, begins
    // Its look back weaves whatever it loads itself.
    if (Thread.currentThread() != preparing && isOver(ready, PATIENCE)) {
      isOver(done, BRIEFLY);
      begin();
    }
  }

  /** An interrupt is meant for the application. */
  private static boolean isOver(CountDownLatch latch, long nanos) {
    long deadline = System.nanoTime() + nanos;
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return latch.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private synchronized void begin() {
    if (!isBegun) {
      isBegun = true;
      try {
        runBoot();
      } catch (Throwable t) {
        DrainAgent.sayNotStarted(t);
      }
    }
  }

  private void runBoot() throws Throwable {
    Runnable engine = boot;
    if (engine != null) {
      engine.run(); // there may be lines about settings, also where it has failed
    }
    Throwable cause = failure;
    if (cause != null) {
      throw cause;
    }
  }

  /** Says nothing: without a listener nobody wants to hear it. */
  private void makeReady() {
    Throwable cause = null;
    try {
      bringUp();
    } catch (Throwable t) {
      cause = t instanceof IllegalStateException && t.getCause() != null ? t.getCause() : t;
    }
    over(cause);
    if (isWanted) {
      begin();
    }
  }

  /** Nobody waits any longer, whether it has failed or not. */
  private void over(@Nullable Throwable cause) {
    failure = cause;
    missed = null;
    ready.countDown();
    done.countDown();
  }

  @SuppressWarnings("unchecked") // what Boot says it is
  private void bringUp() throws Throwable {
    EngineLoader loader = new EngineLoader(jar, EngineLoader.ENGINE);
    Map<String, String> given = new HashMap<String, String>();
    given.put("argument", argument);
    given.put("remark", remark);
    given.put("version", loader.version());
    given.put("families", loader.families());
    Object engine =
        loader.loadClass("io.github.drainagent.engine.Boot").getConstructor().newInstance();
    boot = (Runnable) engine;
    ClassFileTransformer to =
        ((BiFunction<Instrumentation, Map<String, String>, ClassFileTransformer>) engine)
            .apply(instrumentation, given);
    if (to != null) {
      transformer = to;
      ((BiConsumer<Collection<String>, Runnable>) engine)
          .accept(
              missed,
              new Runnable() {
                @Override
                public void run() {
                  ready.countDown();
                }
              });
    }
  }
}
