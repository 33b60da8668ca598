package io.github.drainagent.it.demo;

import io.github.drainagent.it.load.Kind;
import io.github.drainagent.it.load.Outcome;
import io.github.drainagent.it.load.Tally;
import io.github.drainagent.it.process.TermUnderLoad;
import java.util.ArrayList;
import java.util.List;

/** One line of the demo's table. */
record Row(String server, boolean withAgent, TermUnderLoad.Result result) {
  static final List<String> HEADINGS =
      List.of(
          "server",
          "agent",
          "complete",
          "refused",
          "reset",
          "empty",
          "partial",
          "5xx",
          "timed out",
          "LOST",
          "stale",
          "slow",
          "async",
          "stream",
          "upload",
          "exit",
          "seconds");

  List<String> cells() {
    Tally tally = result.tally();
    List<String> cells = new ArrayList<>(List.of(server, withAgent ? "yes" : "no"));
    for (Outcome outcome : Outcome.values()) {
      if (outcome != Outcome.STALE) {
        cells.add(Long.toString(tally.countSinceTerm(outcome)));
      }
    }
    cells.add(Long.toString(tally.lost()));
    cells.add(Long.toString(tally.count(Outcome.STALE)));
    for (Kind kind : List.of(Kind.SLOW, Kind.ASYNC, Kind.STREAM, Kind.UPLOAD)) {
      cells.add(tally.isAnsweredWhole(kind) ? "whole" : "lost");
    }
    cells.add(Integer.toString(result.exitCode()));
    cells.add(String.format("%.1f", result.exitMillis() / 1000.0));
    return cells;
  }

  boolean isClean() {
    Tally tally = result.tally();
    return tally.lost() == 0
        && tally.isAnsweredWhole(Kind.SLOW)
        && tally.isAnsweredWhole(Kind.ASYNC)
        && tally.isAnsweredWhole(Kind.STREAM)
        && tally.isAnsweredWhole(Kind.UPLOAD)
        && result.exitCode() == 143
        && result.clientsEnded();
  }
}
