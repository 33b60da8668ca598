package io.github.drainagent.benchmarks.cost;

import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.ServerProcess;
import io.github.drainagent.it.process.ServerSpec;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;

/** A drain with so many connections open, some of them with a request in flight. */
final class ManyConnections implements Scenario {
  private static final int MOST_IN_FLIGHT = 1_000;

  /** Longer than it takes to let the idle ones go. */
  private static final int IN_FLIGHT_MILLIS = 8_000;

  /** With no grace at all: closing the port, and the pace at which FINs go out. */
  private static final int LIMIT_MILLIS = 1_000;

  private final Jdk jdk;
  private final ServerSpec server;
  private final int count;
  private final int inFlight;
  private final Row idleGone;
  private final Row lost;

  ManyConnections(Jdk jdk, String line, int count) {
    this.jdk = jdk;
    this.server = ServerSpec.named(line);
    this.count = count;
    inFlight = Math.min(MOST_IN_FLIGHT, count / 2);
    String where = String.format("%s, %s, %,d open, %,d in flight", server, jdk, count, inFlight);
    idleGone =
        new Row(
            "TERM to the last idle one let go (idle=0s)",
            where,
            "ms",
            Target.atMost(LIMIT_MILLIS, "ms"));
    lost = new Row("responses lost", where, "", Target.atMost(0, ""));
  }

  @Override
  public List<Row> rows() {
    return List.of(idleGone, lost);
  }

  @Override
  public void run() throws Exception {
    try (ServerProcess process = Launch.server(jdk, server).withAgent("idle=0s").start();
        Selector selector = Selector.open()) {
      int port = process.awaitPort();
      for (int i = 0; i < count - inFlight; i++) {
        SocketChannel channel = open(port, "/fast");
        channel.read(ByteBuffer.allocate(4096));
        watch(channel, selector, true);
      }
      for (int i = 0; i < inFlight; i++) {
        watch(open(port, "/async?ms=" + IN_FLIGHT_MILLIS), selector, false);
      }
      long term = System.nanoTime();
      process.term();
      Seen seen = new Seen();
      while (seen.ended() < count && millisSince(term) < 3 * IN_FLIGHT_MILLIS) {
        selector.select(100);
        for (SelectionKey key : selector.selectedKeys()) {
          look(key, seen, millisSince(term));
        }
        selector.selectedKeys().clear();
      }
      idleGone.series().add(Double.NaN, seen.lastIdleMillis);
      lost.series().add(Double.NaN, inFlight - seen.answered);
    }
  }

  private static SocketChannel open(int port, String path) throws IOException {
    SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
    channel.write(ByteBuffer.wrap(Request.bytes(path)));
    return channel;
  }

  private static void watch(SocketChannel channel, Selector selector, boolean idle)
      throws IOException {
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, idle);
  }

  private static void look(SelectionKey key, Seen seen, double millis) throws IOException {
    boolean idle = (Boolean) key.attachment();
    int read = read((SocketChannel) key.channel());
    if (idle && read < 0) {
      seen.idle++;
      seen.lastIdleMillis = millis;
    } else if (!idle) {
      seen.answered += read > 0 ? 1 : 0;
      seen.failed += read < 0 ? 1 : 0;
    }
    key.cancel();
    key.channel().close();
  }

  /** A reset counts as an end without an answer. */
  private static int read(SocketChannel channel) {
    try {
      return channel.read(ByteBuffer.allocate(4096));
    } catch (IOException reset) {
      return -1;
    }
  }

  private static double millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e6;
  }

  private static final class Seen {
    int idle;
    int answered;
    int failed;
    double lastIdleMillis;

    int ended() {
      return idle + answered + failed;
    }
  }
}
