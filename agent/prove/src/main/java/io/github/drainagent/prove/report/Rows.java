package io.github.drainagent.prove.report;

import io.github.drainagent.prove.load.Kind;
import io.github.drainagent.prove.load.Outcome;
import io.github.drainagent.prove.result.Comparison;
import io.github.drainagent.prove.result.Run;
import io.github.drainagent.prove.result.Seconds;
import io.github.drainagent.prove.result.Side;
import io.github.drainagent.prove.result.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** The tables, cell by cell, for the terminal and for the page. */
final class Rows {

  private final Comparison comparison;

  Rows(Comparison comparison) {
    this.comparison = comparison;
  }

  /** Outcome, curl's exit code, and for each side the counts before TERM and since. */
  List<List<String>> outcomes() {
    List<List<String>> rows = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      List<String> row = row(outcome.toString(), outcome.curl());
      for (Side side : comparison.sides()) {
        row.add(Long.toString(side.tally().count(false, outcome)));
        row.add(Long.toString(side.tally().count(true, outcome)));
      }
      rows.add(row);
    }
    return rows;
  }

  List<String> lost() {
    List<String> row = row("lost", "");
    for (Side side : comparison.sides()) {
      row.add(Long.toString(side.tally().lost(false)));
      row.add(Long.toString(side.tally().lost(true)));
    }
    return row;
  }

  /** For each kind of client: all attempts, and what was lost of them since TERM. */
  List<List<String>> kinds() {
    List<List<String>> rows = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      List<String> row = row(kind.toString());
      long all = 0;
      for (Side side : comparison.sides()) {
        long lost = 0;
        for (Outcome outcome : Outcome.values()) {
          lost += side.tally().isLost(outcome) ? side.tally().count(kind, true, outcome) : 0;
        }
        all += side.tally().all(kind);
        row.add(side.tally().all(kind) + ", " + lost + " lost");
      }
      if (all > 0) {
        rows.add(row);
      }
    }
    return rows;
  }

  /** Moments and latencies, a cell for each side. */
  List<List<String>> times() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(times("TERM to the first refusal", Times::firstRefusal));
    rows.add(times("last whole answer to the exit", Times::fromLastAnswerToExit));
    rows.add(times("TERM to the exit", Times::exit));
    rows.add(exitCodes());
    for (boolean sinceTerm : new boolean[] {false, true}) {
      String when = sinceTerm ? " since TERM" : " before TERM";
      rows.add(latency("p50" + when, sinceTerm, 0.5));
      rows.add(latency("p99" + when, sinceTerm, 0.99));
      rows.add(latency("longest" + when, sinceTerm, 1));
    }
    return rows;
  }

  private List<String> times(String name, ToLongFunction<Times> moment) {
    List<String> row = row(name);
    for (Side side : comparison.sides()) {
      row.add(range(side.times(), moment));
    }
    return row;
  }

  /** Over several runs, the shortest and the longest. */
  private static String range(List<Times> times, ToLongFunction<Times> moment) {
    long least = Long.MAX_VALUE;
    long most = Times.NEVER;
    for (Times each : times) {
      long nanos = moment.applyAsLong(each);
      least = Math.min(least, nanos);
      most = Math.max(most, nanos);
    }
    String longest = text(most);
    String shortest = text(least);
    return shortest.equals(longest) ? longest : shortest + " to " + longest;
  }

  static String text(long nanos) {
    return nanos == Times.NEVER ? "never" : Seconds.text(nanos);
  }

  private List<String> exitCodes() {
    List<String> row = row("exit code");
    for (Side side : comparison.sides()) {
      List<String> codes = new ArrayList<>();
      for (Run run : side.runs()) {
        String code = run.exitCode() == null ? "not known" : run.exitCode().toString();
        String text = run.exited() ? code : "did not exit";
        if (!codes.contains(text)) {
          codes.add(text);
        }
      }
      row.add(String.join(", ", codes));
    }
    return row;
  }

  private List<String> latency(String name, boolean sinceTerm, double share) {
    List<String> row = row(name);
    for (Side side : comparison.sides()) {
      row.add(range(side.times(), times -> times.latency(sinceTerm, share)));
    }
    return row;
  }

  private static List<String> row(String... cells) {
    List<String> row = new ArrayList<>();
    for (String cell : cells) {
      row.add(cell);
    }
    return row;
  }
}
