package io.github.drainagent.it.load;

/** Where an attempt lies in time, seen from the moment of TERM. */
public enum Phase {
  BEFORE("ended before TERM"),
  ACROSS("begun before TERM, ended after it: in flight"),
  AFTER("begun after TERM");

  private final String description;

  Phase(String description) {
    this.description = description;
  }

  public String description() {
    return description;
  }

  public static Phase of(Attempt attempt, long termNanos) {
    if (attempt.begun() - termNanos >= 0) {
      return AFTER;
    }
    return attempt.ended() - termNanos >= 0 ? ACROSS : BEFORE;
  }
}
