package io.github.drainagent.prove.load;

/** How many clients of a kind there are, and what they do. */
public final class Crowd {

  private final Kind kind;
  private final int clients;
  private final double perSecond;
  private final long answerNanos;

  /**
   * @param clients at most so many attempts are under way at a time
   * @param perSecond attempts begun a second, by all of them together
   * @param answerNanos after which an attempt is given up
   */
  public Crowd(Kind kind, int clients, double perSecond, long answerNanos) {
    this.kind = kind;
    this.clients = clients;
    this.perSecond = perSecond;
    this.answerNanos = answerNanos;
  }

  public Kind kind() {
    return kind;
  }

  public int clients() {
    return clients;
  }

  public double perSecond() {
    return perSecond;
  }

  long answerNanos() {
    return answerNanos;
  }

  public boolean isNobody() {
    return clients == 0 || perSecond == 0;
  }
}
