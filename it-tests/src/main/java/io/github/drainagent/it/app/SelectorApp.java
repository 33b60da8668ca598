package io.github.drainagent.it.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A hand-written event loop: one thread, one selector. */
public final class SelectorApp {
  private final Selector selector = Selector.open();
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

  private SelectorApp() throws IOException {}

  public static void main(String[] args) throws IOException {
    Say.hook();
    SelectorApp loop = new SelectorApp();
    for (String spec : new Args(args).listens) {
      loop.listen(spec);
    }
    loop.run();
  }

  private void listen(String spec) throws IOException {
    ServerSocketChannel listener = Listeners.bind(spec);
    listener.configureBlocking(false);
    listener.register(selector, SelectionKey.OP_ACCEPT);
    Say.ready(
        Args.isUnix(spec) ? spec : ((InetSocketAddress) listener.getLocalAddress()).getPort());
  }

  private void run() throws IOException {
    while (true) {
      selector.select();
      for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
        task.run();
      }
      Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
      while (keys.hasNext()) {
        SelectionKey key = keys.next();
        keys.remove();
        serve(key);
      }
    }
  }

  private void serve(SelectionKey key) throws IOException {
    if (!key.isValid()) {
      return;
    }
    if (key.isAcceptable()) {
      accept((ServerSocketChannel) key.channel());
    } else {
      ((SelectorConnection) key.attachment()).ready();
    }
  }

  private void accept(ServerSocketChannel listener) throws IOException {
    SocketChannel channel = listener.accept();
    if (channel != null) {
      channel.configureBlocking(false);
      SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
      key.attach(new SelectorConnection(channel, key, this::onLoop));
    }
  }

  private void onLoop(Runnable task) {
    tasks.add(task);
    selector.wakeup();
  }
}
