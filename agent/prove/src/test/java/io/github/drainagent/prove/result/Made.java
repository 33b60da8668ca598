package io.github.drainagent.prove.result;

import io.github.drainagent.prove.load.Attempts;
import io.github.drainagent.prove.load.Kind;
import io.github.drainagent.prove.load.Outcome;
import java.util.ArrayList;
import java.util.List;

/** Runs that nobody has made. Times are milliseconds since TERM. */
public final class Made {

  /** Not 0, so that nothing rests on it. */
  private static final long TERM = 77_000_000_000L;

  private static final long MILLI = 1_000_000;

  private final Attempts attempts = new Attempts(Kind.NEW);
  private final List<Phase> phases = new ArrayList<>();
  private boolean exited = true;
  private long exit = 100;

  public Made attempt(long begun, long ended, Outcome outcome, int status) {
    attempts.add(TERM + begun * MILLI, TERM + ended * MILLI, outcome, status);
    return this;
  }

  /** So many that were answered well before TERM. */
  public Made answered(int count) {
    for (int i = 0; i < count; i++) {
      attempt(-100 - i % 2_000, -99 - i % 2_000, Outcome.COMPLETE, 200);
    }
    return this;
  }

  public Made phase(String name, long from, long to) {
    phases.add(new Phase(name, from * MILLI, to * MILLI));
    return this;
  }

  public Made exit(long millis) {
    exit = millis;
    return this;
  }

  public Made neverExited() {
    exited = false;
    return this;
  }

  public Run run(boolean withAgent) {
    return new Run(withAgent, List.of(attempts), TERM, TERM + exit * MILLI, exited, 143, phases, 0);
  }
}
