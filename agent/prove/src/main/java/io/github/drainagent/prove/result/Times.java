package io.github.drainagent.prove.result;

import io.github.drainagent.prove.load.Attempts;
import io.github.drainagent.prove.load.Outcome;
import java.util.Arrays;

/** The moments of a run, in nanoseconds since TERM, and how long whole answers took around it. */
public final class Times {

  /** What never came. */
  public static final long NEVER = Long.MIN_VALUE;

  private final long firstRefusal;
  private final long lastAnswer;
  private final long exit;
  private final long[] before;
  private final long[] since;

  public Times(Run run) {
    long refusal = NEVER;
    long answer = NEVER;
    for (Attempts of : run.attempts()) {
      for (int i = 0; i < of.size(); i++) {
        long ended = of.ended(i) - run.term();
        if (of.outcome(i) == Outcome.REFUSED && ended >= 0) {
          refusal = refusal == NEVER ? ended : Math.min(refusal, ended);
        } else if (of.outcome(i) == Outcome.COMPLETE) {
          answer = Math.max(answer, ended);
        }
      }
    }
    firstRefusal = refusal;
    lastAnswer = answer;
    exit = run.exited() ? run.exit() - run.term() : NEVER;
    before = latencies(run, false);
    since = latencies(run, true);
  }

  private static long[] latencies(Run run, boolean sinceTerm) {
    long[] found = new long[64];
    int count = 0;
    for (Attempts of : run.attempts()) {
      for (int i = 0; i < of.size(); i++) {
        if (of.outcome(i) == Outcome.COMPLETE && run.isSinceTerm(of, i) == sinceTerm) {
          found = count == found.length ? Arrays.copyOf(found, 2 * count) : found;
          found[count++] = of.ended(i) - of.begun(i);
        }
      }
    }
    long[] latencies = Arrays.copyOf(found, count);
    Arrays.sort(latencies);
    return latencies;
  }

  /** {@link #NEVER} where nobody was refused. */
  public long firstRefusal() {
    return firstRefusal;
  }

  public long exit() {
    return exit;
  }

  /** From the last whole answer to the exit. A client may read its answer after the exit. */
  public long fromLastAnswerToExit() {
    return lastAnswer == NEVER || exit == NEVER ? NEVER : Math.max(0, exit - lastAnswer);
  }

  /**
   * A percentile of the time that whole answers took.
   *
   * @param share from 0 to 1
   * @return {@link #NEVER} where there was no answer
   */
  public long latency(boolean sinceTerm, double share) {
    long[] sorted = sinceTerm ? since : before;
    if (sorted.length == 0) {
      return NEVER;
    }
    int index = (int) Math.ceil(share * sorted.length) - 1;
    return sorted[Math.max(0, Math.min(sorted.length - 1, index))];
  }
}
