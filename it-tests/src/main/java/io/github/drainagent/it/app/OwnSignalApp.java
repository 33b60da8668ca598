package io.github.drainagent.it.app;

import java.io.IOException;
import java.lang.reflect.Proxy;

/**
 * Has a TERM handler of its own, installed {@code --before} or {@code --after} the first listener,
 * that exits with 5.
 */
public final class OwnSignalApp {
  private OwnSignalApp() {}

  public static void main(String[] args) throws IOException, ReflectiveOperationException {
    Args options = new Args(args);
    Say.hook();
    if (options.has("--before")) {
      handleTerm();
    }
    int listeners = 0;
    for (String spec : options.listens) {
      new SocketServer(SocketServer.bind(spec), false).start();
      listeners++;
    }
    if (options.has("--after")) {
      handleTerm();
    }
    Say.line("HANDLING " + listeners);
  }

  /** By reflection: {@code --release 8} hides sun.misc. */
  private static void handleTerm() throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    Object own =
        Proxy.newProxyInstance(
            OwnSignalApp.class.getClassLoader(),
            new Class<?>[] {handler},
            (proxy, method, arguments) -> {
              Say.line("SIGNAL " + System.currentTimeMillis());
              System.exit(5);
              return null;
            });
    signal
        .getMethod("handle", signal, handler)
        .invoke(null, signal.getConstructor(String.class).newInstance("TERM"), own);
  }
}
