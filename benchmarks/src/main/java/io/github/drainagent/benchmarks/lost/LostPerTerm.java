package io.github.drainagent.benchmarks.lost;

import io.github.drainagent.it.net.TestNetwork;
import io.github.drainagent.it.process.Network;
import io.github.drainagent.it.process.TermUnderLoad;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** TERM after TERM for each server, stopped in each way, near its clients and further away. */
public final class LostPerTerm {
  private static final int MILLIS_BEFORE_TERM = 1_000;
  private static final int MILLIS_IN_FLIGHT = 300;
  private static final int NOT_MEASURED = 2;

  private LostPerTerm() {}

  /**
   * One TERM for each row, and then again: what else the machine does falls on all of them.
   *
   * @param args how many TERMs for each row, and the page, whose tables are printed anew after each
   *     round
   */
  public static void main(String[] args) throws Exception {
    Optional<String> reasonAgainst = TestNetwork.reasonAgainst();
    if (reasonAgainst.isPresent()) {
      System.out.println(reasonAgainst.get());
      System.exit(NOT_MEASURED);
    }
    int terms = Integer.parseInt(args[0]);
    Page page = new Page(Path.of(args[1]));
    List<Row> rows = rows();
    for (int term = 1; term <= terms; term++) {
      for (Row row : rows) {
        row.results().add(run(row));
        System.out.println(term + " of " + terms + ": " + row);
      }
      page.print(rows, term);
    }
    System.out.println(page);
  }

  private static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (Distance distance : Distance.values()) {
      for (Contender contender : Contender.values()) {
        for (Way way : Way.values()) {
          rows.add(new Row(distance, contender, way, new ArrayList<>()));
        }
      }
    }
    return rows;
  }

  private static TermUnderLoad.Result run(Row row) throws Exception {
    if (row.distance().roundTrip.isZero()) {
      return run(row, Network.LOOPBACK);
    }
    try (TestNetwork network = TestNetwork.withRoundTrip(row.distance().roundTrip)) {
      return run(row, network.ipv4());
    }
  }

  private static TermUnderLoad.Result run(Row row, Network network) throws Exception {
    TermUnderLoad scenario =
        new TermUnderLoad(
            row.distance().clients, Distance.KEPT_ALIVE, MILLIS_BEFORE_TERM, MILLIS_IN_FLIGHT);
    TermUnderLoad.Result result =
        scenario.run(row.way().launch(row.contender(), network.listen()), network);
    row.way().check(result.stderr());
    if (row.way().isPromised() && result.tally().lostSinceTerm() > 0) {
      System.out.println(
          "A promise is broken:\n" + result.tally() + String.join("\n", result.stderr()));
    }
    return result;
  }
}
