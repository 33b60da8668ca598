package io.github.drainagent.it.load;

/** What sort of client made the attempt. */
public enum Kind {
  NEW("a new connection for each request"),
  KEPT_ALIVE("one connection for many requests"),
  SLOW("one request that takes long to answer"),
  STREAM("one answer that comes in chunks"),
  ASYNC("one request answered from another thread"),
  UPLOAD("one request whose body dribbles");

  private final String description;

  Kind(String description) {
    this.description = description;
  }

  public String description() {
    return description;
  }
}
