package io.github.drainagent.prove.result;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The phases of a drain, from what the agent has said on stderr. */
public final class AgentLog {

  private static final Pattern LINE =
      Pattern.compile("\\[drain\\] (\\d\\d):(\\d\\d):(\\d\\d)\\.(\\d{3}) \\w+ (.*)");

  private static final Pattern END =
      Pattern.compile("(drained|timed out|cut short) in [^(]*\\(([^)]*)\\); .*");

  private static final Pattern SPENT =
      Pattern.compile("(lame duck|closing|draining) ([0-9.]+) (ms|s)");

  /** Time zones differ by multiples of it, and the agent may be in another one than we. */
  private static final long QUARTER_MILLIS = 15 * 60_000;

  private AgentLog() {}

  /** Whether the agent is in that JVM. */
  public static boolean isInPlace(List<String> lines) {
    for (String line : lines) {
      if (line.contains(" is in place")) {
        return true;
      }
    }
    return false;
  }

  /**
   * The phases in their order; none where the agent was told to say less than {@code info}.
   *
   * @param termEpochMillis when TERM was sent, on the wall clock
   */
  public static List<Phase> phases(List<String> lines, long termEpochMillis) {
    List<Phase> phases = new ArrayList<>();
    long begun = -1;
    for (String line : lines) {
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        continue;
      }
      String sentence = matcher.group(5);
      Matcher end = END.matcher(sentence);
      if (begun < 0 && sentence.contains(": draining ")) {
        begun = sinceTerm(matcher, termEpochMillis);
      } else if (begun >= 0 && phases.isEmpty() && end.matches()) {
        addSpent(end.group(2), begun * 1_000_000, phases);
      }
    }
    return phases;
  }

  private static long sinceTerm(Matcher line, long termEpochMillis) {
    long time = 0;
    for (int group = 1; group <= 3; group++) {
      time = time * 60 + Integer.parseInt(line.group(group));
    }
    time = time * 1_000 + Integer.parseInt(line.group(4));
    return Math.max(0, nearest(Math.floorMod(time - termEpochMillis, QUARTER_MILLIS)));
  }

  /** A line that bears the millisecond before TERM is not a quarter of an hour late. */
  private static long nearest(long millis) {
    return millis > QUARTER_MILLIS / 2 ? millis - QUARTER_MILLIS : millis;
  }

  private static void addSpent(String text, long begun, List<Phase> phases) {
    long from = begun;
    for (Matcher spent = SPENT.matcher(text); spent.find(); ) {
      double number = Double.parseDouble(spent.group(2));
      long nanos = (long) (number * (spent.group(3).equals("s") ? 1e9 : 1e6));
      phases.add(new Phase(spent.group(1), from, from + nanos));
      from += nanos;
    }
  }
}
