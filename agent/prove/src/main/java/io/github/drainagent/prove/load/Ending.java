package io.github.drainagent.prove.load;

import java.io.IOException;

/** The only place where the ending of an attempt gets its name. */
final class Ending {

  private Ending() {}

  /** A whole answer is there. */
  static Outcome answered(Response response) {
    return response.status() >= 500 ? Outcome.SERVER_ERROR : Outcome.COMPLETE;
  }

  /** The server has closed the connection in an orderly way. */
  static Outcome closed(Response response, boolean reused) {
    return response.isCompleteAtClose()
        ? answered(response)
        : broken(response, reused, Outcome.EMPTY);
  }

  /** The connection was reset. */
  static Outcome broken(Response response, boolean reused) {
    return broken(response, reused, Outcome.RESET);
  }

  private static Outcome broken(Response response, boolean reused, Outcome ofNew) {
    if (response.sawAny()) {
      return Outcome.PARTIAL;
    }
    return reused ? Outcome.STALE : ofNew;
  }

  /** There never was a connection. The JDK tells the reason in words only. */
  static Outcome unconnected(IOException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("refused")) {
      return Outcome.REFUSED;
    }
    return message.contains("timed out") ? Outcome.TIMED_OUT : Outcome.RESET;
  }
}
