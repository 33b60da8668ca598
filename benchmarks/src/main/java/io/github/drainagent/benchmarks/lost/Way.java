package io.github.drainagent.benchmarks.lost;

import io.github.drainagent.it.process.Jdks;
import io.github.drainagent.it.process.Launch;
import java.util.ArrayList;
import java.util.List;

/** What makes a server stop well, or nothing. */
enum Way {
  NOTHING(""),
  OWN(""),
  FILTER("filter"),
  TTL("ttl"),
  ACCEPT("accept"),
  PLAIN("plain");

  /** The agent's setting {@code close}; empty without the agent. */
  private final String close;

  Way(String close) {
    this.close = close;
  }

  Launch launch(Contender contender, String listen) {
    List<String> args = new ArrayList<>(List.of(listen));
    args.addAll(contender.args(this == OWN));
    Launch launch = Launch.server(Jdks.running(), contender.server(), args.toArray(String[]::new));
    return close.isEmpty() ? launch : launch.withAgent("close=" + close);
  }

  /** Whether nobody may be lost: what docs/closing-a-port.md says of these rungs. */
  boolean isPromised() {
    return this == FILTER || this == TTL;
  }

  /**
   * The agent falls to another rung without failing, which must not be measured as this one.
   *
   * @param stderr of a server that was stopped in this way
   */
  void check(List<String> stderr) {
    if (!close.isEmpty() && stderr.stream().noneMatch(line -> line.contains("(close=" + close))) {
      throw new IllegalStateException(
          "close=" + close + " can't be had here:\n" + String.join("\n", stderr));
    }
  }

  String name(Contender contender) {
    if (this == OWN) {
      return contender.own;
    }
    return close.isEmpty() ? "nothing" : "agent, close=" + close;
  }
}
