package io.github.drainagent.prove.result;

import io.github.drainagent.prove.load.Attempts;
import io.github.drainagent.prove.load.Kind;
import io.github.drainagent.prove.load.Outcome;
import java.util.List;

/** Attempts of one run or of several, counted. */
public final class Tally {

  private static final int KINDS = Kind.values().length;
  private static final int OUTCOMES = Outcome.values().length;

  /** By kind, then before TERM and since, then by outcome. */
  private final long[][][] counts = new long[KINDS][2][OUTCOMES];

  private final boolean idempotent;

  /**
   * @param idempotent whether a client may send a request again on its own
   */
  public Tally(List<Run> runs, boolean idempotent) {
    this.idempotent = idempotent;
    for (Run run : runs) {
      for (Attempts of : run.attempts()) {
        for (int i = 0; i < of.size(); i++) {
          int since = run.isSinceTerm(of, i) ? 1 : 0;
          counts[of.kind().ordinal()][since][of.outcome(i).ordinal()]++;
        }
      }
    }
  }

  public long count(Kind kind, boolean sinceTerm, Outcome outcome) {
    return counts[kind.ordinal()][sinceTerm ? 1 : 0][outcome.ordinal()];
  }

  public long count(boolean sinceTerm, Outcome outcome) {
    long sum = 0;
    for (Kind kind : Kind.values()) {
      sum += count(kind, sinceTerm, outcome);
    }
    return sum;
  }

  public long all(boolean sinceTerm) {
    long sum = 0;
    for (Outcome outcome : Outcome.values()) {
      sum += count(sinceTerm, outcome);
    }
    return sum;
  }

  public long all(Kind kind) {
    long sum = 0;
    for (Outcome outcome : Outcome.values()) {
      sum += count(kind, false, outcome) + count(kind, true, outcome);
    }
    return sum;
  }

  public boolean isLost(Outcome outcome) {
    return outcome.isLost(idempotent);
  }

  public long lost(boolean sinceTerm) {
    long sum = 0;
    for (Outcome outcome : Outcome.values()) {
      sum += isLost(outcome) ? count(sinceTerm, outcome) : 0;
    }
    return sum;
  }
}
