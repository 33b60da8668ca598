package io.github.drainagent.it;

import io.github.drainagent.it.load.Kind;
import io.github.drainagent.it.load.Outcome;
import io.github.drainagent.it.load.Tally;
import io.github.drainagent.it.net.TestNetwork;
import io.github.drainagent.it.process.Jdks;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.Network;
import io.github.drainagent.it.process.ServerSpec;
import io.github.drainagent.it.process.TermUnderLoad;
import java.util.EnumMap;
import java.util.Map;

/** TERM after TERM for one server in one mode on one network, and the sum of what came of it. */
final class Torture {
  private static final int KEPT_ALIVE = 4;
  private static final int TERM_EXIT = 143;

  private final ServerSpec server;
  private final Mode mode;
  private final Wire wire;
  private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
  private int terms;
  private int withoutEnd;
  private int strangeExits;
  private long lostBefore;
  private String kernel = "";

  Torture(ServerSpec server, Wire wire, Mode mode) {
    this.server = server;
    this.mode = mode;
    this.wire = wire;
  }

  void run() throws Exception {
    if (wire.roundTrip.isZero()) {
      run(Network.LOOPBACK);
      return;
    }
    try (TestNetwork network = TestNetwork.withRoundTrip(wire.roundTrip)) {
      run(network.ipv4());
      kernel = "; " + network.counters();
    }
  }

  private void run(Network network) throws Exception {
    TermUnderLoad scenario = new TermUnderLoad(wire.clients, KEPT_ALIVE, 400, 300);
    while (terms < wire.terms) {
      terms++;
      Launch launch = Launch.server(Jdks.running(), server, network.listen());
      add(scenario.run(mode.apply(launch), network));
    }
  }

  private void add(TermUnderLoad.Result result) {
    Tally tally = result.tally();
    for (Outcome outcome : Outcome.values()) {
      long count = outcome.isLost() ? tally.countSinceTerm(outcome) : tally.count(outcome);
      counts.merge(outcome, count, Long::sum);
    }
    lostBefore += tally.lost() - tally.lostSinceTerm();
    boolean allRefused = tally.count(Kind.NEW, Outcome.REFUSED) == wire.clients;
    boolean usualExit = result.exitCode() == TERM_EXIT;
    withoutEnd += allRefused ? 0 : 1;
    strangeExits += usualExit ? 0 : 1;
    if (tally.lost() > 0 || !allRefused || !usualExit) {
      System.out.println(name() + ", TERM " + terms + ", exit " + result.exitCode());
      System.out.println(tally + String.join("\n", result.stderr()));
    }
  }

  boolean isClean() {
    return lost().isEmpty() && withoutEnd == 0 && strangeExits == 0;
  }

  private Map<Outcome, Long> lost() {
    Map<Outcome, Long> lost = new EnumMap<>(counts);
    lost.entrySet().removeIf(entry -> !entry.getKey().isLost() || entry.getValue() == 0);
    return lost;
  }

  private String name() {
    return server + ", " + wire + ", " + mode;
  }

  /** The line of the report. */
  @Override
  public String toString() {
    return String.format(
        "%-40s %3d TERMs, %6d complete, %5d refused, lost %s%s%s%s%s",
        name(),
        terms,
        counts.getOrDefault(Outcome.COMPLETE, 0L),
        counts.getOrDefault(Outcome.REFUSED, 0L),
        lost().isEmpty() ? "none" : lost(),
        lostBefore == 0 ? "" : " (and " + lostBefore + " before TERM)",
        withoutEnd == 0 ? "" : ", " + withoutEnd + " TERMs after which a client met no refusal",
        strangeExits == 0 ? "" : ", " + strangeExits + " exits without " + TERM_EXIT,
        kernel);
  }
}
