package io.github.drainagent.prove.result;

import io.github.drainagent.prove.load.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What it all comes to, in one line. */
public final class Verdict {

  private final Comparison comparison;

  public Verdict(Comparison comparison) {
    this.comparison = comparison;
  }

  /**
   * Whether nobody was lost since TERM and the process came to its end by itself: with the agent if
   * there was a run with it.
   */
  public boolean isClean() {
    Side judged = comparison.with() != null ? comparison.with() : comparison.without();
    return judged != null && judged.isClean();
  }

  @Override
  public String toString() {
    Side without = comparison.without();
    Side with = comparison.with();
    if (with == null) {
      return without == null ? "" : capitalized(without.name()) + ": " + fate(without) + ".";
    }
    if (without == null) {
      return "With the agent: " + fate(with) + ".";
    }
    if (with.isClean() && without.isClean()) {
      return "Nobody was lost, with the agent or without. More load, or a --slow request, may tell"
          + " them apart.";
    }
    return "Without the agent " + fate(without) + "; with it " + fate(with) + ".";
  }

  private static String capitalized(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private static String fate(Side side) {
    long lost = side.tally().lost(true);
    String text =
        lost == 0
            ? "every client got a whole answer or a refused connection"
            : (lost == 1 ? "1 request was lost (" : lost + " requests were lost (")
                + how(side)
                + ")";
    return text + (side.allExited() ? "" : ", and the process did not exit");
  }

  private static String how(Side side) {
    List<String> ways = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      long count = side.tally().count(true, outcome);
      if (side.tally().isLost(outcome) && count > 0) {
        ways.add(count + " " + outcome);
      }
    }
    return String.join(", ", ways);
  }

  /** A remark on what limits the measurement; {@code null} where there is none. */
  public @Nullable String remark() {
    long before = 0;
    long putOff = 0;
    for (Side side : comparison.sides()) {
      before += side.tally().lost(false);
      for (Run run : side.runs()) {
        putOff += run.putOff();
      }
    }
    if (before > 0) {
      return before + " were lost before TERM too: the load is more than the server takes.";
    }
    return putOff == 0
        ? null
        : "The server did not keep up with the load: in the second before TERM "
            + putOff
            + " requests could not be made, since every client was still waiting.";
  }
}
