package io.github.drainagent.prove.result;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The same application under the same load, as it is and with the agent. */
public final class Comparison {

  private final List<Run> runs;
  private final @Nullable Side without;
  private final @Nullable Side with;

  /**
   * @param plain what the runs without the agent are called
   * @param idempotent whether a client may send a request again on its own
   */
  public Comparison(List<Run> runs, String plain, boolean idempotent) {
    this.runs = runs;
    this.without = side(plain, false, idempotent);
    this.with = side("with the agent", true, idempotent);
  }

  private @Nullable Side side(String name, boolean withAgent, boolean idempotent) {
    List<Run> chosen = new ArrayList<>();
    for (Run run : runs) {
      if (run.withAgent() == withAgent) {
        chosen.add(run);
      }
    }
    return chosen.isEmpty() ? null : new Side(name, chosen, idempotent);
  }

  /** In the order in which they were made. */
  public List<Run> runs() {
    return runs;
  }

  public @Nullable Side without() {
    return without;
  }

  public @Nullable Side with() {
    return with;
  }

  /** Those that there are, that without the agent first. */
  public List<Side> sides() {
    List<Side> sides = new ArrayList<>();
    if (without != null) {
      sides.add(without);
    }
    if (with != null) {
      sides.add(with);
    }
    return sides;
  }
}
