package io.github.drainagent.benchmarks.lost;

import java.time.Duration;

/** How far the clients are away, and how many of them open a connection for each request. */
enum Distance {
  LOOPBACK("On loopback", Duration.ZERO, 64),
  TEN_MILLIS("With a round trip of 10 ms", Duration.ofMillis(10), 200);

  static final int KEPT_ALIVE = 4;

  final String title;
  final Duration roundTrip;
  final int clients;

  Distance(String title, Duration roundTrip, int clients) {
    this.title = title;
    this.roundTrip = roundTrip;
    this.clients = clients;
  }
}
