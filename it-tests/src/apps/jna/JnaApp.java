package io.github.drainagent.it.app;

import java.io.IOException;

/**
 * A server that uses a JNA of its own: with {@code --early} before it opens its listener, and
 * always after.
 */
public final class JnaApp {
  private JnaApp() {}

  public static void main(String[] args) throws IOException, ReflectiveOperationException {
    Say.hook();
    Args options = new Args(args);
    if (options.has("--early")) {
      useJna();
    }
    for (String spec : options.listens) {
      new SocketServer(SocketServer.bind(spec), false).start();
    }
    useJna();
  }

  private static void useJna() throws ReflectiveOperationException {
    Class<?> type = Class.forName("com.sun.jna.Memory");
    Object memory = type.getConstructor(long.class).newInstance(8L);
    type.getMethod("setInt", long.class, int.class).invoke(memory, 0L, 42);
    Say.line("JNA " + type.getMethod("getInt", long.class).invoke(memory, 0L));
  }
}
