package io.github.drainagent.it.load;

/** How one exchange ended, and what the client may do with the connection. */
final class Ending {
  private final Outcome outcome;
  private final boolean saidClose;
  private final String detail;

  private Ending(Outcome outcome, boolean saidClose, String detail) {
    this.outcome = outcome;
    this.saidClose = saidClose;
    this.detail = detail;
  }

  static Ending failed(Outcome outcome, Object detail) {
    return new Ending(outcome, false, String.valueOf(detail));
  }

  /** An answer whose last byte came. */
  static Ending answered(Ask ask, Answer answer) {
    String detail = answer.status() + " " + answer.body().trim().replace('\n', ' ');
    Outcome outcome = Outcome.COMPLETE;
    if (answer.status() >= 500) {
      outcome = Outcome.SERVER_ERROR;
    } else if (answer.status() != 200 || !answer.body().equals(ask.expected())) {
      outcome = Outcome.PARTIAL;
    }
    return new Ending(outcome, answer.saidClose(), detail);
  }

  Outcome outcome() {
    return outcome;
  }

  boolean saidClose() {
    return saidClose;
  }

  String detail() {
    return detail;
  }
}
