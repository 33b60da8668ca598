package io.github.drainagent.it.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Blocking channels, a thread for each connection; {@code --slow-exit}. */
public final class ChannelApp {
  private ChannelApp() {}

  public static void main(String[] args) throws IOException {
    Say.hook();
    Args all = new Args(args);
    if (all.has("--slow-exit")) {
      Say.exitSlowly();
    }
    for (String spec : all.listens) {
      ServerSocketChannel listener = Listeners.bind(spec);
      new Thread(() -> accept(listener), "acceptor").start();
      Say.ready(
          Args.isUnix(spec) ? spec : ((InetSocketAddress) listener.getLocalAddress()).getPort());
    }
  }

  private static void accept(ServerSocketChannel listener) {
    try {
      while (true) {
        SocketChannel channel = listener.accept();
        Conversation conversation =
            new Conversation(
                Channels.newInputStream(channel), Channels.newOutputStream(channel), channel);
        new Thread(conversation, "connection").start();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
