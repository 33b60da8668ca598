package io.github.drainagent.engine.thread;

import java.lang.reflect.Constructor;

/**
 * Threads of the agent. They are made on whatever thread of the host opens the first listener and
 * must take nothing over from it: not its group (which the host may interrupt or destroy), not its
 * context class loader or its inheritable thread-locals (which would never be collected).
 */
public final class Daemon {

  private Daemon() {}

  /** A daemon thread, not started. */
  public static Thread thread(String name, Runnable task) {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Thread thread = withoutLocals(root, name, task);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    return thread;
  }

  private static Thread withoutLocals(ThreadGroup root, String name, Runnable task) {
    try {
      Constructor<Thread> since9 =
          Thread.class.getConstructor(
              ThreadGroup.class, Runnable.class, String.class, long.class, boolean.class);
      return since9.newInstance(root, task, name, 0L, false);
    } catch (ReflectiveOperationException java8) {
      return new Thread(root, task, name);
    }
  }
}
