package io.github.drainagent.prove;

import io.github.drainagent.prove.result.Run;
import io.github.drainagent.prove.result.Seconds;
import io.github.drainagent.prove.result.Tally;
import java.util.Collections;

/** One run in one line. */
final class Summary {

  private final Run run;
  private final Tally tally;

  Summary(Run run, boolean idempotent) {
    this.run = run;
    this.tally = new Tally(Collections.singletonList(run), idempotent);
  }

  @Override
  public String toString() {
    String attempts = tally.all(false) + tally.all(true) + " attempts, ";
    String end =
        run.exited()
            ? "exit "
                + (run.exitCode() == null ? "" : run.exitCode() + " ")
                + "after "
                + Seconds.text(run.exit() - run.term())
            : "no exit within " + Seconds.text(run.exit() - run.term());
    return attempts + "TERM, " + end + ", " + tally.lost(true) + " lost";
  }
}
