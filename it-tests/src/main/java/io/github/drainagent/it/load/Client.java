package io.github.drainagent.it.load;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One client with at most one connection: every {@link #ask} ends in exactly one {@link Attempt}.
 */
public final class Client implements AutoCloseable {
  private final InetSocketAddress server;
  private final Kind kind;
  private final int answerMillis;
  private @Nullable Connection connection;

  public Client(int port, Kind kind, int answerMillis) {
    this("127.0.0.1", port, kind, answerMillis);
  }

  /** To an address, by its number, that no host on the internet has. */
  public Client(String host, int port, Kind kind, int answerMillis) {
    this(new InetSocketAddress(host, port), kind, answerMillis);
  }

  Client(InetSocketAddress server, Kind kind, int answerMillis) {
    this.server = server;
    this.kind = kind;
    this.answerMillis = answerMillis;
    if (!isNobodys(server.getAddress())) {
      throw new IllegalArgumentException(server + " may be somebody's");
    }
  }

  /** Asks on the open connection if there is one, otherwise on a new one. */
  public Attempt ask(Ask ask) {
    long begun = System.nanoTime();
    Connection open = connection;
    boolean reused = open != null;
    Ending ending = open != null ? exchange(open, ask, true) : connectAndExchange(ask);
    if (ending.outcome() != Outcome.COMPLETE || ending.saidClose()) {
      close();
    }
    return new Attempt(kind, ending, reused, begun, System.nanoTime());
  }

  @Override
  public void close() {
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }

  /** Loopback, or kept for documentation: 198.51.100.0/24 (RFC 5737), 2001:db8::/32 (RFC 3849). */
  private static boolean isNobodys(InetAddress address) {
    String text = address.getHostAddress();
    return address.isLoopbackAddress()
        || text.startsWith("198.51.100.")
        || text.startsWith("2001:db8:");
  }

  private Ending connectAndExchange(Ask ask) {
    try {
      Connection opened = Connection.open(server);
      connection = opened;
      return exchange(opened, ask, false);
    } catch (SocketTimeoutException e) {
      return Ending.failed(Outcome.TIMED_OUT, e);
    } catch (ConnectException e) {
      boolean refused = String.valueOf(e.getMessage()).contains("refused");
      return Ending.failed(refused ? Outcome.REFUSED : Outcome.RESET, e);
    } catch (IOException e) {
      return Ending.failed(Outcome.RESET, e);
    }
  }

  private Ending exchange(Connection on, Ask ask, boolean reused) {
    return on.exchange(ask, reused, System.nanoTime() + answerMillis * 1_000_000L);
  }
}
