package io.github.drainagent.prove.load;

/** What sort of client made an attempt. */
public enum Kind {
  NEW("new connection", "a new connection for each request"),
  KEPT_ALIVE("kept alive", "one connection for many requests"),
  SLOW("slow", "requests that take long, in flight at TERM");

  private final String words;
  private final String description;

  Kind(String words, String description) {
    this.words = words;
    this.description = description;
  }

  public String description() {
    return description;
  }

  @Override
  public String toString() {
    return words;
  }
}
