package io.github.drainagent.it.net;

import io.github.drainagent.it.process.Network;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Two hosts, one for the clients and one for the server, as far apart as one likes. The addresses
 * are those that are kept for documentation (RFC 5737 and 3849) and mean something only in here.
 */
public final class TestNetwork implements AutoCloseable {
  private static final String CLIENT_V4 = "198.51.100.1";
  private static final String SERVER_V4 = "198.51.100.2";
  private static final String CLIENT_V6 = "2001:db8::1";
  private static final String SERVER_V6 = "2001:db8::2";

  /** Packets that a device holds until it is read: the default, 500, is too few for 200 clients. */
  private static final int DEVICE_QUEUE = 8_192;

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final Namespace client;
  private final Namespace server;
  private final DelayLine there;
  private final DelayLine back;

  private TestNetwork(Duration roundTrip) throws Exception {
    try {
      client = closedLater(Namespace.create());
      server = closedLater(Namespace.create());
      Tun clientEnd = closedLater(client.call(Tun::open));
      Tun serverEnd = closedLater(server.call(Tun::open));
      up(client, CLIENT_V4, CLIENT_V6);
      up(server, SERVER_V4, SERVER_V6);
      // last: until then the devices keep what they have to send
      long nanos = roundTrip.toNanos() / 2;
      there = closedLater(new DelayLine("there", clientEnd, serverEnd, nanos));
      back = closedLater(new DelayLine("back", serverEnd, clientEnd, nanos));
    } catch (Exception e) {
      close();
      throw e;
    }
  }

  /**
   * Why there can be none here; empty where there can. It takes root, {@code /dev/net/tun} and
   * iproute2, and the surest way to know is to try.
   */
  public static Optional<String> reasonAgainst() {
    try (TestNetwork network = withRoundTrip(Duration.ZERO)) {
      return Optional.empty();
    } catch (Exception | LinkageError e) {
      String line = "no network with a round-trip time can be made here (" + e.getMessage() + ")";
      return Optional.of(line + ": needs root, /dev/net/tun and ip");
    }
  }

  /** Only where there is no {@link #reasonAgainst}. */
  public static TestNetwork withRoundTrip(Duration roundTrip) throws Exception {
    return new TestNetwork(roundTrip);
  }

  /** For a server that listens on all addresses, and clients that reach it over IPv4. */
  public Network ipv4() {
    return network(SERVER_V4);
  }

  /** The same over IPv6. */
  public Network ipv6() {
    return network(SERVER_V6);
  }

  /** Packets lost between the two, which nothing but an overrun does. */
  public long dropped() {
    return there.dropped() + back.dropped();
  }

  /** What happened so far to those who wanted to connect to the server, as the kernel counts. */
  public Counters counters() throws IOException, InterruptedException {
    return server.call(Counters::read);
  }

  /** Runs the task as the server's host, on a thread of its own. */
  <T> T onServer(Callable<T> task) throws IOException, InterruptedException {
    return server.call(task);
  }

  /** All of it goes, the last part first, whatever fails on the way. */
  @Override
  public void close() throws Exception {
    if (parts.isEmpty()) {
      return;
    }
    try {
      parts.pop().close();
    } finally {
      close();
    }
  }

  private Network network(String address) {
    return new Network("0.0.0.0:0", address, server.command(), this::clientThread);
  }

  private Thread clientThread(Runnable task) {
    return new Thread(
        () -> {
          try {
            client.enter();
          } catch (IOException e) {
            throw new IllegalStateException("no network for a client", e);
          }
          task.run();
        });
  }

  private static void up(Namespace host, String ipv4, String ipv6)
      throws IOException, InterruptedException {
    host.ip("link set lo up");
    host.ip("link set " + Tun.DEVICE + " txqueuelen " + DEVICE_QUEUE + " addrgenmode none");
    host.ip("address add " + ipv4 + "/24 dev " + Tun.DEVICE);
    // no search for duplicates: the address is to be usable at once
    host.ip("address add " + ipv6 + "/64 dev " + Tun.DEVICE + " nodad");
    host.ip("link set " + Tun.DEVICE + " up");
  }

  private <T extends AutoCloseable> T closedLater(T part) {
    parts.push(part);
    return part;
  }
}
