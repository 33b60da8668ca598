package io.github.drainagent.it.matrix;

import io.github.drainagent.it.Output;
import io.github.drainagent.it.load.Kind;
import io.github.drainagent.it.load.Outcome;
import io.github.drainagent.it.load.Phase;
import io.github.drainagent.it.load.Tally;
import io.github.drainagent.it.process.ServerSpec;
import io.github.drainagent.it.process.TermUnderLoad;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A column of the matrix; what servers.csv calls weak are these, in lower case with hyphens. */
enum Measure {
  IN_FLIGHT("in flight answered", r -> answered(r, Kind.SLOW)),
  STREAMED("streamed answered", r -> answered(r, Kind.STREAM)),
  ASYNC("async answered", r -> answered(r, Kind.ASYNC)),
  UPLOADED("upload answered", r -> answered(r, Kind.UPLOAD)),
  CLOSE_IN_FLIGHT("close said in flight", r -> Cell.yesOr(toldInFlight(r), "no")),
  CLOSE_NEXT("close said next", r -> Cell.yesOr(toldNext(r), "no")),
  IDLE("idle let go", r -> Cell.yesOr(r.idleLetGo(), "no")),
  REFUSED("new refused", Measure::refused),
  LOST("lost", Measure::lost),
  STALE("stale", r -> stale(r.tally().count(Outcome.STALE))),
  EXIT("exit code", r -> new Cell(Integer.toString(r.exitCode()), r.exitCode() == 143)),
  TOLD_LAST("hooks after the last answer", r -> Cell.yesOr(toldLast(r), "no")),
  LOG("log", Measure::log);

  /** What cannot be had of a server whose protocol nobody knows. */
  private static final List<Measure> OF_CONNECTORS = List.of(CLOSE_IN_FLIGHT, CLOSE_NEXT, STALE);

  private final String heading;
  private final Function<TermUnderLoad.Result, Cell> measure;

  Measure(String heading, Function<TermUnderLoad.Result, Cell> measure) {
    this.heading = heading;
    this.measure = measure;
  }

  String heading() {
    return heading;
  }

  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Cell of(TermUnderLoad.Result result) {
    return measure.apply(result);
  }

  boolean isPromisedBy(ServerSpec server) {
    return !server.weak().contains(key())
        && (server.hasConnector() || !OF_CONNECTORS.contains(this));
  }

  private static Cell answered(TermUnderLoad.Result result, Kind kind) {
    Tally tally = result.tally();
    if (tally.count(kind, Phase.BEFORE, Outcome.COMPLETE) > 0) {
      // then nothing was measured
      return new Cell("not in flight", false);
    }
    return Cell.yesOr(tally.isAnsweredWhole(kind), "no");
  }

  private static boolean toldInFlight(TermUnderLoad.Result result) {
    return result.tally().count(a -> a.kind() == Kind.SLOW && a.saidClose()) > 0;
  }

  /** Each of the kept-alive clients, with the first answer that began after TERM. */
  private static boolean toldNext(TermUnderLoad.Result result) {
    return result.tally().keptAliveToldToClose() >= MatrixIT.KEPT_ALIVE_CLIENTS;
  }

  private static Cell refused(TermUnderLoad.Result result) {
    Tally tally = result.tally();
    long all = MatrixIT.NEW_CLIENTS + MatrixIT.KEPT_ALIVE_CLIENTS;
    long refused = tally.count(Outcome.REFUSED) - tally.count(Phase.BEFORE, Outcome.REFUSED);
    return Cell.yesOr(refused == all && result.clientsEnded(), refused + " of " + all);
  }

  private static Cell lost(TermUnderLoad.Result result) {
    String lost =
        Arrays.stream(Outcome.values())
            .filter(outcome -> outcome.isLost() && result.tally().count(outcome) > 0)
            .map(outcome -> result.tally().count(outcome) + " " + word(outcome))
            .collect(Collectors.joining("; "));
    return lost.isEmpty() ? new Cell("none", true) : new Cell(lost, false);
  }

  private static String word(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** How many there are is a matter of the moment. */
  private static Cell stale(long count) {
    return new Cell(count == 0 ? "none" : "some", count == 0);
  }

  private static boolean toldLast(TermUnderLoad.Result result) {
    long early = result.lastResponseEpochMillis() - Output.hookEpochMillis(result.stdout());
    return early <= Output.CLIENT_LAG_MILLIS;
  }

  private static Cell log(TermUnderLoad.Result result) {
    boolean isClean =
        Output.strange(result.stderr()).isEmpty()
            && Output.strangeOut(result.stdout()).isEmpty()
            && Output.suppressed(result.stderr()).isEmpty()
            && !Output.oursNaming(result.stderr(), "drained in ").isEmpty(); // not: timed out
    return new Cell(isClean ? "clean" : "not clean", isClean);
  }
}
