package io.github.drainagent.instrumentation.pekko;

import static io.github.drainagent.engine.spi.WebSocketEnd.GOING_AWAY;
import static io.github.drainagent.engine.spi.WebSocketEnd.REASON;

import io.github.drainagent.engine.spi.WeakIdentityMap;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Closes Pekko's WebSockets. What their graph is given, on its own thread as by any asynchronous
 * callback, is the element with which Pekko's frame handler has itself closed; so the stages behind
 * it send the close frame and wait for the client's.
 */
final class PekkoWebSockets {

  private static final String ENGINE = "http.impl.engine.ws.";

  /** The stage that merges what a WebSocket sends, by the stage at its socket. */
  private final WeakIdentityMap<WeakReference<Object>> merges = new WeakIdentityMap<>();

  /** Those that have just been switched to another protocol. */
  private final WeakIdentityMap<Boolean> switched = new WeakIdentityMap<>();

  void switched(Object tcp) {
    switched.forgetCollected();
    switched.put(tcp, true);
  }

  /**
   * Returns whether it is the server's own: a handler may open a WebSocket to somebody else, on the
   * same thread.
   */
  boolean opened(Object tcp, Object merge) {
    if (switched.remove(tcp) == null) {
      return false;
    }
    merges.forgetCollected();
    merges.put(tcp, new WeakReference<>(merge));
    return true;
  }

  boolean isOne(Object tcp) {
    return merges.get(tcp) != null;
  }

  void announceEnd(Object tcp) throws ReflectiveOperationException {
    WeakReference<Object> reference = merges.get(tcp);
    Object merge = reference == null ? null : reference.get();
    if (merge != null) {
      onItsThread(merge);
    }
  }

  private static void onItsThread(Object merge) throws ReflectiveOperationException {
    ClassLoader loader = merge.getClass().getClassLoader();
    String prefix = PekkoGraph.prefix(merge.getClass().getName());
    Class<?> function = type(loader, "scala.Function1");
    Object handler =
        Proxy.newProxyInstance(
            function.getClassLoader(),
            new Class<?>[] {function},
            (self, method, arguments) ->
                method.getName().equals("apply") ? emitClose(merge, loader, prefix) : REASON);
    Class<?> logic = type(loader, prefix + "stream.stage.GraphStageLogic");
    Object callback = logic.getMethod("getAsyncCallback", function).invoke(merge, handler);
    Method invoke =
        type(loader, prefix + "stream.stage.AsyncCallback").getMethod("invoke", Object.class);
    invoke.invoke(callback, REASON);
  }

  /** The stage waits until it may emit; what comes behind a close is dropped. */
  private static @Nullable Object emitClose(Object merge, ClassLoader loader, String prefix) {
    try {
      Object shape =
          Peek.call(Peek.singleton(loader, prefix + ENGINE + "WebSocket$BypassMerge"), "shape");
      Object out = Peek.call(shape, "out");
      Object close =
          type(loader, prefix + ENGINE + "FrameHandler$ActivelyCloseWithCode")
              .getConstructor(type(loader, "scala.Option"), String.class)
              .newInstance(some(loader), REASON);
      type(loader, prefix + "stream.stage.GraphStageLogic")
          .getMethod("emit", type(loader, prefix + "stream.Outlet"), Object.class)
          .invoke(merge, out, close);
    } catch (InvocationTargetException closed) {
      // it is over
    } catch (ReflectiveOperationException e) {
      DrainDispatcher.suppressed(e);
    }
    return null;
  }

  private static Object some(ClassLoader loader) throws ReflectiveOperationException {
    return type(loader, "scala.Some").getConstructor(Object.class).newInstance(GOING_AWAY);
  }

  private static Class<?> type(ClassLoader loader, String name) throws ClassNotFoundException {
    return Class.forName(name, true, loader);
  }
}
