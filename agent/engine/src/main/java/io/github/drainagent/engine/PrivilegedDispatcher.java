package io.github.drainagent.engine;

import io.github.drainagent.engine.weave.Adapters;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import org.jspecify.annotations.Nullable;

/**
 * The dispatcher of a JVM with a security manager (8 to 23): what woven code asks for is done by
 * the agent's own rights, not by those of the application whose frames are below it on the stack.
 */
final class PrivilegedDispatcher extends EngineDispatcher {

  PrivilegedDispatcher(Engine engine, Adapters[] adapters) {
    super(engine, adapters);
  }

  private static void run(Runnable task) {
    AccessController.doPrivileged(
        (PrivilegedAction<@Nullable Void>)
            () -> {
              task.run();
              return null;
            });
  }

  @Override
  protected void onOpened(int family, Object connection) {
    run(() -> super.onOpened(family, connection));
  }

  @Override
  protected void onClosed(Object connection) {
    run(() -> super.onClosed(connection));
  }

  @Override
  protected boolean onOutputEnds(Object connection) throws Exception {
    try {
      return AccessController.doPrivileged(
          (PrivilegedExceptionAction<Boolean>) () -> super.onOutputEnds(connection));
    } catch (PrivilegedActionException e) {
      throw e.getException();
    }
  }

  @Override
  protected void onBegan(Object exchange, Object connection) {
    run(() -> super.onBegan(exchange, connection));
  }

  @Override
  protected void onWorksOn(Object exchange) {
    run(() -> super.onWorksOn(exchange));
  }

  @Override
  protected void onEnded(Object exchange) {
    run(() -> super.onEnded(exchange));
  }

  @Override
  protected void onEvent(int family, int point, Object self, @Nullable Object argument) {
    run(() -> super.onEvent(family, point, self, argument));
  }

  @Override
  protected void onBound(Object listener) {
    run(() -> super.onBound(listener));
  }

  @Override
  protected void onUnbound(Object listener) {
    run(() -> super.onUnbound(listener));
  }

  @Override
  protected void onAccepted(Object socket, Object connection) {
    run(() -> super.onAccepted(socket, connection));
  }

  @Override
  protected void onBytesIn(Object transport) {
    run(() -> super.onBytesIn(transport));
  }

  @Override
  protected void onBytesOut(Object transport) {
    run(() -> super.onBytesOut(transport));
  }

  @Override
  protected boolean onSignal(int signal) {
    return AccessController.doPrivileged((PrivilegedAction<Boolean>) () -> super.onSignal(signal));
  }

  @Override
  protected int onExit(int status) {
    return AccessController.doPrivileged((PrivilegedAction<Integer>) () -> super.onExit(status));
  }

  @Override
  protected void onEnd() {
    run(super::onEnd);
  }
}
