package io.github.drainagent.prove.result;

import java.util.ArrayList;
import java.util.List;

/** All runs of one sort: those with the agent, or those without. */
public final class Side {

  private final String name;
  private final List<Run> runs;
  private final Tally tally;
  private final List<Times> times = new ArrayList<>();

  /**
   * @param idempotent whether a client may send a request again on its own
   */
  public Side(String name, List<Run> runs, boolean idempotent) {
    this.name = name;
    this.runs = runs;
    this.tally = new Tally(runs, idempotent);
    for (Run run : runs) {
      times.add(new Times(run));
    }
  }

  /** "with the agent", "without". */
  public String name() {
    return name;
  }

  public List<Run> runs() {
    return runs;
  }

  public Tally tally() {
    return tally;
  }

  /** One for each run. */
  public List<Times> times() {
    return times;
  }

  /** Nobody was lost since TERM, and the process ended by itself. */
  public boolean isClean() {
    return tally.lost(true) == 0 && allExited();
  }

  public boolean allExited() {
    for (Run run : runs) {
      if (!run.exited()) {
        return false;
      }
    }
    return true;
  }
}
