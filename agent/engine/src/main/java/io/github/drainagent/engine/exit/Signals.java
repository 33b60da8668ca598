package io.github.drainagent.engine.exit;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's signal class, wherever it is: {@code jdk.internal.misc} since 9, {@code sun.misc}
 * before.
 */
public final class Signals {

  private final Method dispatch;
  private final Map<?, ?> handled;

  public Signals() throws ReflectiveOperationException {
    Class<?> signal = type();
    dispatch = signal.getDeclaredMethod("dispatch", int.class);
    dispatch.setAccessible(true);
    Field signals = signal.getDeclaredField("signals");
    signals.setAccessible(true);
    handled = (Map<?, ?>) signals.get(null);
  }

  /** The class that the VM calls. */
  public static Class<?> type() throws ClassNotFoundException {
    try {
      return Class.forName("jdk.internal.misc.Signal");
    } catch (ClassNotFoundException java8) {
      return Class.forName("sun.misc.Signal");
    }
  }

  /** Whether the JVM sees TERM at all: with {@code -Xrs} it never does. */
  boolean isTermHandled() {
    return handled.containsKey(SignalTrap.TERM);
  }

  /** Delivers a signal that had been kept back, as the VM would have. */
  void deliver(int number) throws ReflectiveOperationException {
    @Nullable Object nothing = null;
    dispatch.invoke(nothing, number);
  }
}
