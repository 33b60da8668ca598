package io.github.drainagent.it.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.concurrent.CountDownLatch;

/** A hand-written server on AsynchronousServerSocketChannel. */
public final class AsyncApp {
  private AsyncApp() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Say.hook();
    for (String spec : new Args(args).listens) {
      AsynchronousServerSocketChannel listener = AsynchronousServerSocketChannel.open();
      listener.bind(Args.address(spec), 128);
      listener.accept(listener, new Acceptor());
      Say.ready(((InetSocketAddress) listener.getLocalAddress()).getPort());
    }
    // the channel group's threads are daemons: somebody has to stay
    new CountDownLatch(1).await();
  }

  private static final class Acceptor
      implements CompletionHandler<AsynchronousSocketChannel, AsynchronousServerSocketChannel> {
    @Override
    public void completed(
        AsynchronousSocketChannel channel, AsynchronousServerSocketChannel listener) {
      listener.accept(listener, this);
      new AsyncConnection(channel).read();
    }

    @Override
    public void failed(Throwable cause, AsynchronousServerSocketChannel listener) {
      cause.printStackTrace();
    }
  }
}
