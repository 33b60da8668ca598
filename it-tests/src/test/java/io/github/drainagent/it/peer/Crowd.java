package io.github.drainagent.it.peer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** Kept-alive connections by the thousand: one answer each, then nothing. */
final class Crowd implements AutoCloseable {
  private static final byte[] REQUEST =
      "GET /fast HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  /** The last bytes of the answer. */
  private static final String END = "\r\n\r\nok\n";

  private static final int LOOK_MILLIS = 100;

  private final Selector selector = Selector.open();
  private final ByteBuffer buffer = ByteBuffer.allocate(4096);
  private int open;
  private int hungUp;
  private int reset;
  private int unasked;
  private long firstNanos;
  private long lastNanos;

  Crowd() throws IOException {}

  /** Each has its answer when this returns. */
  void join(int port, int clients) throws IOException {
    InetSocketAddress server = new InetSocketAddress("127.0.0.1", port);
    for (int i = 0; i < clients; i++) {
      SocketChannel channel = SocketChannel.open(server);
      channel.write(ByteBuffer.wrap(REQUEST));
      readAnswer(channel);
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ);
      open++;
    }
  }

  private void readAnswer(SocketChannel channel) throws IOException {
    StringBuilder answer = new StringBuilder();
    while (!answer.toString().endsWith(END)) {
      buffer.clear();
      if (channel.read(buffer) < 0) {
        throw new IOException("broke off: " + answer);
      }
      answer.append(StandardCharsets.US_ASCII.decode(buffer.flip()));
    }
  }

  /** Hangs up wherever the server has, until all are gone or the deadline comes. */
  void awaitEnd(long deadlineNanos) throws IOException {
    while (open > 0 && System.nanoTime() - deadlineNanos < 0) {
      selector.select(LOOK_MILLIS);
      for (SelectionKey key : selector.selectedKeys()) {
        look((SocketChannel) key.channel());
      }
      selector.selectedKeys().clear();
    }
  }

  private void look(SocketChannel channel) throws IOException {
    buffer.clear();
    try {
      if (channel.read(buffer) < 0) {
        lastNanos = System.nanoTime();
        firstNanos = hungUp == 0 ? lastNanos : firstNanos;
        hungUp++;
      } else {
        unasked++;
      }
    } catch (IOException e) {
      reset++;
    }
    open--;
    channel.close();
  }

  /** How many saw a FIN, and no byte before it. */
  int hungUp() {
    return hungUp;
  }

  /** What became of them, and when. */
  String since(long nanos) {
    return this
        + "; the first FIN after "
        + (firstNanos - nanos) / 1_000_000
        + " ms, the last after "
        + (lastNanos - nanos) / 1_000_000
        + " ms";
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }

  @Override
  public String toString() {
    return hungUp
        + " saw a FIN, "
        + reset
        + " a reset, "
        + unasked
        + " bytes, "
        + open
        + " nothing";
  }
}
