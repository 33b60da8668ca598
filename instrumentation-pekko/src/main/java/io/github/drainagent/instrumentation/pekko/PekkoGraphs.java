package io.github.drainagent.instrumentation.pekko;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The graphs of the connections that are open: each exchange asks for its own several times. */
final class PekkoGraphs {

  /** Who knows what a thread is working on, by any class of the same Pekko. */
  private static final ClassValue<Current> CURRENT =
      new ClassValue<Current>() {
        @Override
        protected Current computeValue(Class<?> type) {
          try {
            return new Current(type);
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        }
      };

  private final Map<Object, PekkoGraph> byInterpreter = new ConcurrentHashMap<>();

  /**
   * A stage at a socket begins.
   *
   * @return whether it is that of a server's connection
   */
  boolean begun(Object tcp) throws ReflectiveOperationException {
    Object interpreter = Peek.call(tcp, "interpreter");
    PekkoGraph graph = PekkoGraph.of(interpreter);
    if (graph == null || graph.tcp != tcp) {
      return false;
    }
    byInterpreter.put(interpreter, graph);
    return true;
  }

  /** One has stopped; a handler's own, to somebody else, may be in the same graph. */
  void over(Object tcp) throws ReflectiveOperationException {
    Object interpreter = Peek.call(tcp, "interpreter");
    PekkoGraph known = byInterpreter.get(interpreter);
    if (known != null && known.tcp == tcp) {
      byInterpreter.remove(interpreter);
    }
  }

  /** That of a stage, or {@code null} where it is none of an HTTP server. */
  @Nullable PekkoGraph around(Object stage) throws ReflectiveOperationException {
    return of(Peek.call(stage, "interpreter"));
  }

  /** That which this thread is working on, or {@code null} where it is none of an HTTP server. */
  @Nullable PekkoGraph current(Object any) throws ReflectiveOperationException {
    Object interpreter = CURRENT.get(any.getClass()).interpreter();
    return interpreter == null ? null : of(interpreter);
  }

  private @Nullable PekkoGraph of(Object interpreter) throws ReflectiveOperationException {
    PekkoGraph known = byInterpreter.get(interpreter);
    return known == null ? PekkoGraph.of(interpreter) : known;
  }

  private static final class Current {
    private final Object interpreters;
    private final Method orNull;

    Current(Class<?> type) throws ReflectiveOperationException {
      String name = PekkoGraph.prefix(type.getName()) + "stream.impl.fusing.GraphInterpreter";
      interpreters = Peek.singleton(type.getClassLoader(), name);
      orNull = interpreters.getClass().getMethod("currentInterpreterOrNull");
      orNull.setAccessible(true);
    }

    @Nullable Object interpreter() throws ReflectiveOperationException {
      return orNull.invoke(interpreters);
    }
  }
}
