package io.github.drainagent.prove.result;

import io.github.drainagent.prove.load.Attempts;
import io.github.drainagent.prove.load.Outcome;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One TERM: what became of every attempt, and of the process. Times are {@code nanoTime}s. */
public final class Run {

  private final boolean withAgent;
  private final List<Attempts> attempts;
  private final long term;
  private final long exit;
  private final @Nullable Integer exitCode;
  private final List<Phase> phases;
  private final boolean exited;
  private final long putOff;

  /**
   * @param exit when it had ended, or when nobody waited any longer
   * @param exited false where it had to be killed, or is still running
   * @param phases of the drain, empty where the agent told of none
   * @param putOff attempts that were due in the second before TERM and not made, since all clients
   *     were busy
   */
  public Run(
      boolean withAgent,
      List<Attempts> attempts,
      long term,
      long exit,
      boolean exited,
      @Nullable Integer exitCode,
      List<Phase> phases,
      long putOff) {
    this.withAgent = withAgent;
    this.attempts = attempts;
    this.term = term;
    this.exit = exit;
    this.exited = exited;
    this.exitCode = exitCode;
    this.phases = phases;
    this.putOff = putOff;
    renameStatuses();
  }

  /** A status that no answer had before TERM is not the one that was asked for. */
  private void renameStatuses() {
    BitSet usual = new BitSet();
    for (Attempts of : attempts) {
      for (int i = 0; i < of.size(); i++) {
        if (of.ended(i) - term < 0) {
          usual.set(of.status(i));
        }
      }
    }
    for (Attempts of : attempts) {
      for (int i = 0; i < of.size(); i++) {
        if (of.outcome(i) == Outcome.COMPLETE && isSinceTerm(of, i) && !usual.get(of.status(i))) {
          of.rename(i, Outcome.OTHER_STATUS);
        }
      }
    }
  }

  public boolean withAgent() {
    return withAgent;
  }

  public List<Attempts> attempts() {
    return attempts;
  }

  /** Whether it was in flight at TERM, or begun after it. */
  public boolean isSinceTerm(Attempts of, int index) {
    return of.ended(index) - term >= 0;
  }

  public long term() {
    return term;
  }

  public long exit() {
    return exit;
  }

  public boolean exited() {
    return exited;
  }

  /** {@code null} where it can't be known. */
  public @Nullable Integer exitCode() {
    return exited ? exitCode : null;
  }

  public List<Phase> phases() {
    return phases;
  }

  public long putOff() {
    return putOff;
  }
}
