package io.github.drainagent.engine.thread;

import io.github.drainagent.engine.jdk.Java9;
import io.github.drainagent.engine.jdk.JavaRelease;

/**
 * Threads of the agent. Whatever thread of the host they are made on, they must take nothing over
 * from it: not its group (which the host may interrupt or destroy), not its context class loader or
 * its inheritable thread-locals (which would never be collected).
 */
public final class Daemon {

  private Daemon() {}

  /** A daemon thread, not started. */
  public static Thread thread(String name, Runnable task) {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Thread thread =
        JavaRelease.current() >= 9 ? Java9.thread(root, name, task) : new Thread(root, task, name);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    return thread;
  }
}
