package io.github.drainagent.it.app;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;

/**
 * Server channels, TCP or Unix-domain; the latter by reflection, since this compiles for Java 8.
 */
final class Listeners {
  private Listeners() {}

  static ServerSocketChannel bind(String spec) throws IOException {
    if (Args.isUnix(spec)) {
      return bindUnix(spec.substring("unix:".length()));
    }
    ServerSocketChannel listener = ServerSocketChannel.open();
    listener.bind(Args.address(spec), 128);
    return listener;
  }

  private static ServerSocketChannel bindUnix(String path) throws IOException {
    try {
      Method open = ServerSocketChannel.class.getMethod("open", ProtocolFamily.class);
      Method of = Class.forName("java.net.UnixDomainSocketAddress").getMethod("of", String.class);
      ServerSocketChannel listener =
          (ServerSocketChannel) open.invoke(null, StandardProtocolFamily.valueOf("UNIX"));
      listener.bind((SocketAddress) of.invoke(null, path), 128);
      return listener;
    } catch (ReflectiveOperationException e) {
      throw new IOException("Unix-domain sockets need Java 16", e);
    }
  }
}
