package io.github.drainagent.engine.drain;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.engine.Await;
import io.github.drainagent.engine.FakeConnector;
import io.github.drainagent.engine.close.PortCloser;
import io.github.drainagent.engine.exchange.Connection;
import io.github.drainagent.engine.exchange.Connections;
import io.github.drainagent.engine.exchange.Exchanges;
import io.github.drainagent.engine.exchange.NativeConnections;
import io.github.drainagent.engine.kernel.Descriptors;
import io.github.drainagent.engine.kernel.JdkNatives;
import io.github.drainagent.engine.kernel.Libc;
import io.github.drainagent.engine.options.OptionsReader;
import io.github.drainagent.engine.socket.Listener;
import io.github.drainagent.engine.socket.Listeners;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A drain with a real account of exchanges and connections, and ports that it only pretends to
 * close.
 */
final class Rig implements AutoCloseable {

  final Exchanges exchanges = new Exchanges();
  final Connections connections = new Connections(exchanges);
  final InFlight inFlight = new InFlight(exchanges, connections);
  final FakeConnector connector = new FakeConnector();
  final Suppressed suppressed = new Suppressed();
  final CountDownLatch released = new CountDownLatch(1);

  /** What happened, in order. */
  final List<String> events = new CopyOnWriteArrayList<>();

  final Listeners listeners;
  final Drain drain;
  volatile Predicate<Listener> somebodyWaits = listener -> false;
  volatile boolean closes = true;
  volatile long onTheirWay;

  /** How long each look of the rehearsal might take, in nanoseconds. */
  final List<Long> rehearsed = new CopyOnWriteArrayList<>();

  volatile boolean rehearsalIsLong;
  private final List<Object> transports = new ArrayList<>();
  private final List<ServerSocket> sockets = new ArrayList<>();

  /**
   * @param settings as in the agent's argument; a kept port is the first of the list
   */
  Rig(String settings, boolean withKeptPort) throws Exception {
    ServerSocket kept = withKeptPort ? open() : null;
    Descriptors descriptors = new Descriptors(new JdkNatives());
    listeners =
        new Listeners(
            new JdkNatives(),
            descriptors,
            kept == null ? Collections.emptySet() : Collections.singleton(kept.getLocalPort()));
    connector.idle = false; // a test that wants it otherwise says so
    drain =
        new Drain(
            new OptionsReader(settings, new Properties(), Collections.emptyMap()).options(),
            listeners,
            new NativeConnections(
                connections, new JdkNatives(), descriptors, new Libc("none"), fd -> {}),
            inFlight,
            new Fin(new JdkNatives(), descriptors, new Libc("none")),
            new Linger(connections, descriptors, new JdkNatives()),
            new FakeCloser(),
            new Libc("none"),
            suppressed);
    if (kept != null) {
      listeners.bound(kept);
    }
  }

  private ServerSocket open() throws IOException {
    ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    sockets.add(socket);
    return socket;
  }

  /** One more port; returns its number. */
  int port() throws Exception {
    ServerSocket socket = open();
    listeners.bound(socket);
    return socket.getLocalPort();
  }

  /** A connection that the connector knows. */
  Connection connection(Object server, boolean kept) {
    Object transport = new Object();
    transports.add(transport);
    connections.accepted(transport, kept);
    connections.claimed(connector, server, transport);
    return connections.ofServer(server);
  }

  void begin() {
    assertTrue(
        drain.begin(
            Cause.signal(15, "TERM"),
            () -> {
              events.add("released");
              released.countDown();
            }));
  }

  void awaitRelease() throws InterruptedException {
    assertTrue(released.await(20, TimeUnit.SECONDS), "not released: " + events);
  }

  @Override
  public void close() throws Exception {
    drain.begin(Cause.EXIT, () -> {});
    drain.cut("the end of the test");
    Await.until("released at the end", drain::isReleased);
    for (ServerSocket socket : sockets) {
      socket.close();
    }
    DrainDispatcher.closing = false;
  }

  /** Ports of the application only: the rehearsal closes one of the agent's own. */
  private final class FakeCloser implements PortCloser {

    private void note(String what, Listener listener) {
      if (listeners.all().contains(listener)) {
        events.add(what + " " + listener.inet().getPort());
      }
    }

    @Override
    public long widen(Listener listener) {
      return listeners.all().contains(listener) ? onTheirWay : 0;
    }

    @Override
    public String stop(Listener listener) {
      note("stop", listener);
      return "ttl";
    }

    @Override
    public boolean isSomebodyWaiting(Listener listener, long within) {
      boolean isOwn = !listeners.all().contains(listener);
      if (isOwn) {
        rehearsed.add(within);
      }
      return isOwn ? rehearsalIsLong : somebodyWaits.test(listener);
    }

    @Override
    public boolean isSomebodyLeft(Listener listener, long within) {
      return isSomebodyWaiting(listener, within);
    }

    @Override
    public boolean close(Listener listener) {
      note("close", listener);
      return closes;
    }

    @Override
    public int queued(Listener listener) {
      return 3;
    }

    @Override
    public boolean knock() {
      return false;
    }
  }
}
