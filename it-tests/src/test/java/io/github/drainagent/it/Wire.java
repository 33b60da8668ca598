package io.github.drainagent.it;

import io.github.drainagent.it.net.Available;
import java.time.Duration;

/** What lies between the clients and a server that is tortured, and how hard that is done. */
enum Wire {
  LOOPBACK("loopback", 0, 64, 100),
  /** Handshakes are on the wire when the port is closed. */
  TEN_MILLIS("10ms", 10, 200, 20),
  /** More of them than a backlog of 50 has room for, so that the kernel sends SYN cookies. */
  FIFTY_MILLIS("50ms", 50, 200, 20);

  private final String name;
  final Duration roundTrip;

  /** Clients that open a connection for each request. */
  final int clients;

  /** How often a server gets TERM; {@code -Dterms=} for another number. */
  final int terms;

  Wire(String name, int roundTripMillis, int clients, int terms) {
    this.name = name;
    this.roundTrip = Duration.ofMillis(roundTripMillis);
    this.clients = clients;
    this.terms = Integer.getInteger("terms", terms);
  }

  boolean isPossible() {
    return this == LOOPBACK || Available.reasonAgainst().isEmpty();
  }

  @Override
  public String toString() {
    return name;
  }
}
