package io.github.drainagent.engine.exchange;

import io.github.drainagent.engine.spi.Connector;
import io.github.drainagent.engine.spi.Protocol;

/**
 * What connectors say of the connections that they have claimed. They look at objects of a server
 * whose threads go on meanwhile, so one may throw; then the answer is the one that does no harm,
 * and the drain goes on.
 */
final class Answers {

  private Answers() {}

  static Protocol protocol(Connection of, Connector by, Object object) {
    try {
      return by.protocol(object);
    } catch (RuntimeException | LinkageError e) {
      failed(of, object, e);
      return Protocol.HTTP_1;
    }
  }

  static boolean idle(Connection of, Connector by, Object object) {
    try {
      return by.idle(object);
    } catch (RuntimeException | LinkageError e) {
      failed(of, object, e);
      return false;
    }
  }

  static boolean dependsOn(Connection of, Connector by, Object object, Thread thread) {
    try {
      return by.dependsOn(object, thread);
    } catch (RuntimeException | LinkageError e) {
      failed(of, object, e);
      return false;
    }
  }

  static void announceEnd(Connection of, Connector by, Object object) {
    try {
      by.announceEnd(object);
    } catch (RuntimeException | LinkageError e) {
      failed(of, object, e);
    }
  }

  /** Of what its server was taking down there was nothing to be said. */
  private static void failed(Connection of, Object object, Throwable failure) {
    if (of.account != Account.GONE && of.serverObject() == object) {
      DrainDispatcher.suppressed(failure);
    }
  }
}
