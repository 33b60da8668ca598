package io.github.drainagent.prove.report;

import io.github.drainagent.prove.load.Attempts;
import io.github.drainagent.prove.load.Outcome;
import io.github.drainagent.prove.result.Run;
import java.util.List;

/**
 * Which attempts get a dot. All that are lost, and all around TERM; of the complete and refused
 * ones farther away so many that a page opens quickly.
 */
final class Thinning {

  /** On the whole page. */
  private static final int MOST_DOTS = 20_000;

  private static final long NEAR_NANOS = 500_000_000;
  private static final long LEAST_NEAR_NANOS = 10_000_000;

  private final Axes axes;
  private final List<Run> runs;
  private long near = NEAR_NANOS;
  private int every = 1;
  private int number;
  private long leftOut;

  Thinning(Axes axes, List<Run> runs) {
    this.axes = axes;
    this.runs = runs;
    while (count(true) > MOST_DOTS / 2 && near > LEAST_NEAR_NANOS) {
      near /= 2;
    }
    long room = Math.max(1, MOST_DOTS - count(true));
    every = (int) Math.max(1, (count(false) + room - 1) / room);
  }

  /** How many of those in view are always shown, or are not. */
  private long count(boolean always) {
    long count = 0;
    for (Run run : runs) {
      for (Attempts of : run.attempts()) {
        for (int i = 0; i < of.size(); i++) {
          count += isInView(run, of, i) && isAlways(run, of, i) == always ? 1 : 0;
        }
      }
    }
    return count;
  }

  /** To be asked once for each attempt. */
  boolean shows(Run run, Attempts of, int index) {
    if (!isInView(run, of, index)) {
      return false;
    }
    if (isAlways(run, of, index) || number++ % every == 0) {
      return true;
    }
    leftOut++;
    return false;
  }

  /** Begun or ended within the axes. */
  private boolean isInView(Run run, Attempts of, int index) {
    return of.ended(index) - run.term() >= axes.from() && of.begun(index) - run.term() <= axes.to();
  }

  private boolean isAlways(Run run, Attempts of, int index) {
    Outcome outcome = of.outcome(index);
    return (outcome != Outcome.COMPLETE && outcome != Outcome.REFUSED)
        || Math.abs(of.begun(index) - run.term()) < near
        || (of.begun(index) < run.term() && of.ended(index) >= run.term());
  }

  /** How many were left out so far. */
  long leftOut() {
    return leftOut;
  }

  /** Nanoseconds before and after TERM within which nobody is left out. */
  long near() {
    return near;
  }
}
