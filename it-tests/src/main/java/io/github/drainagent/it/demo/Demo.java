package io.github.drainagent.it.demo;

import io.github.drainagent.it.load.Outcome;
import io.github.drainagent.it.process.Jdks;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.ServerSpec;
import io.github.drainagent.it.process.TermUnderLoad;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The same servers under the same load get TERM, first as they are, then with the agent. */
public final class Demo {
  private static final List<String> SERVERS =
      List.of("jetty-12", "undertow-2.3", "netty-4.1", "socket");
  private static final TermUnderLoad SCENARIO = new TermUnderLoad(32, 8, 2_000, 1_500);
  private static final int NOT_CLEAN = 1;
  private static final int NOT_MEASURED = 2;

  private Demo() {}

  /**
   * With names: only these servers of servers.csv. With {@code --plain}: only the rows without the
   * agent.
   */
  public static void main(String[] args) throws InterruptedException {
    List<String> named = Stream.of(args).filter(arg -> !arg.startsWith("--")).toList();
    List<String> servers = named.isEmpty() ? SERVERS : named;
    List<Boolean> agents =
        List.of(args).contains("--plain") ? List.of(false) : List.of(false, true);
    List<Row> rows = new ArrayList<>();
    System.out.println(
        "32 clients with a new connection for each request, 8 with a kept-alive one, and four long"
            + " requests in flight;\nTERM after 2 seconds. Once as it is, once with the agent.\n");
    for (String server : servers) {
      for (boolean withAgent : agents) {
        try {
          rows.add(measure(ServerSpec.named(server), withAgent));
        } catch (IOException | IllegalStateException e) {
          System.out.println(server + " could not be measured: " + e.getMessage());
          System.exit(NOT_MEASURED);
        }
      }
    }
    print(rows);
    boolean clean = rows.stream().filter(Row::withAgent).allMatch(Row::isClean);
    System.exit(clean ? 0 : NOT_CLEAN);
  }

  private static Row measure(ServerSpec server, boolean withAgent)
      throws IOException, InterruptedException {
    System.out.printf("%-13s %-8s ... ", server, withAgent ? "agent" : "plain");
    System.out.flush();
    Launch launch = Launch.server(Jdks.running(), server);
    Row row =
        new Row(server.name(), withAgent, SCENARIO.run(withAgent ? launch.withAgent("") : launch));
    System.out.printf(
        "TERM, exit %d after %.1f s, %d lost%n",
        row.result().exitCode(), row.result().exitMillis() / 1000.0, row.result().tally().lost());
    if (withAgent && !row.isClean()) {
      System.out.println(
          "not clean:\n" + row.result().tally() + String.join("\n", row.result().stderr()));
    }
    return row;
  }

  private static void print(List<Row> rows) {
    Table table = new Table();
    table.add(Row.HEADINGS);
    rows.forEach(row -> table.add(row.cells()));
    System.out.println(
        "\nHow every attempt in flight at TERM or begun after it ended:\n\n" + table);
    System.out.println("LOST is reset + empty + partial + 5xx + timed out. The others:");
    for (Outcome outcome : List.of(Outcome.COMPLETE, Outcome.REFUSED, Outcome.STALE)) {
      System.out.printf(
          "  %-9s %s%n", outcome.name().toLowerCase(Locale.ROOT), outcome.description());
    }
  }
}
