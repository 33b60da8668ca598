package io.github.drainagent.benchmarks.lost;

import io.github.drainagent.it.load.Outcome;
import io.github.drainagent.it.load.Tally;
import io.github.drainagent.it.process.TermUnderLoad.Result;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** What came of TERM after TERM for one server that is stopped in one way. */
record Row(Distance distance, Contender contender, Way way, List<Result> results) {
  static final List<String> HEADINGS =
      List.of(
          "server",
          "with",
          "lost",
          "all of these",
          "stale",
          "closing the port, ms",
          "TERM to first refusal, ms",
          "last response to exit, ms",
          "TERM to exit, ms",
          "exit code");

  /** The agent's own account, a duration as it writes them: 36 ms, or 1.023 s. */
  private static final Pattern CLOSED =
      Pattern.compile("\\(close=.* after (\\d+)(?:\\.(\\d{3}))? m?s,");

  List<String> cells() {
    return List.of(
        contender.server().name(),
        way.name(contender),
        spread(result -> result.tally().lostSinceTerm()),
        lostByOutcome(),
        spread(result -> result.tally().countSinceTerm(Outcome.STALE)),
        Spread.of(results.stream().flatMapToLong(Row::millisToClosed)),
        firstRefusal(),
        spread(Row::millisFromLastResponse),
        spread(Result::exitMillis),
        spread(Result::exitCode));
  }

  private String spread(ToLongFunction<Result> what) {
    return Spread.of(results.stream().mapToLong(what));
  }

  private String lostByOutcome() {
    return Arrays.stream(Outcome.values())
        .filter(outcome -> outcome.isLost() && sum(outcome) > 0)
        .map(outcome -> sum(outcome) + " " + word(outcome))
        .collect(Collectors.joining(", "));
  }

  private long sum(Outcome outcome) {
    return results.stream().mapToLong(result -> result.tally().countSinceTerm(outcome)).sum();
  }

  private static String word(Outcome outcome) {
    return outcome == Outcome.SERVER_ERROR
        ? "5xx"
        : outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Without the agent nobody tells. */
  private static LongStream millisToClosed(Result result) {
    return result.stderr().stream()
        .map(CLOSED::matcher)
        .filter(Matcher::find)
        .mapToLong(
            closed -> Long.parseLong(closed.group(1) + Objects.toString(closed.group(2), "")));
  }

  private String firstRefusal() {
    return Spread.of(
        results.stream()
            .map(Result::tally)
            .map(Tally::nanosToFirstRefusal)
            .flatMapToLong(OptionalLong::stream)
            .map(nanos -> nanos / 1_000_000));
  }

  /** A response may still be on its way to its client when the server has gone. */
  private static long millisFromLastResponse(Result result) {
    return Math.max(0, result.exitMillis() - result.tally().nanosToLastComplete() / 1_000_000);
  }

  /** The last of the results. */
  @Override
  public String toString() {
    Tally tally = results.get(results.size() - 1).tally();
    return String.format(
        "%s, %s, %s: %d lost",
        distance, contender.server(), way.name(contender), tally.lostSinceTerm());
  }
}
