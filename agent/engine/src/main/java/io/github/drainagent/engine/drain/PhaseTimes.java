package io.github.drainagent.engine.drain;

import io.github.drainagent.engine.log.Log;
import java.util.EnumMap;
import java.util.Map;

/** Which phase a drain is in, and how long each has taken. Begins with SERVING, now. */
final class PhaseTimes {

  private final long start = System.nanoTime();
  private final Map<Phase, Long> spent = new EnumMap<>(Phase.class);
  private Phase phase = Phase.SERVING;
  private long phaseBegan = start;

  void enter(Phase next) {
    long now = System.nanoTime();
    spent.put(phase, now - phaseBegan);
    if (Log.isDebug()) {
      Log.debug("now " + next + ", was " + phase + " for " + Moment.text(now - phaseBegan));
    }
    phase = next;
    phaseBegan = now;
  }

  /** Nanoseconds since the drain began and responses began to say close. */
  long sinceStart(long nowNanos) {
    return nowNanos - start;
  }

  /** {@code drained in 1.621 s (closing 36 ms, draining 1.583 s)}. */
  @Override
  public String toString() {
    StringBuilder each = new StringBuilder();
    spent.forEach(
        (past, nanos) -> {
          if (past != Phase.SERVING) {
            each.append(each.length() == 0 ? "" : ", ").append(past).append(' ');
            each.append(Moment.text(nanos));
          }
        });
    return phase + " in " + Moment.text(sinceStart(System.nanoTime())) + " (" + each + ")";
  }
}
