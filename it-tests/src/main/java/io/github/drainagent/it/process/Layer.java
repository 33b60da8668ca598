package io.github.drainagent.it.process;

/** By what the agent knows a server. */
public enum Layer {
  CONNECTOR("yes", "exchanges"),
  SOCKETS("no", "sockets"),
  NOT_YET("not-yet", "not seen yet");

  private final String inCsv;
  private final String description;

  Layer(String inCsv, String description) {
    this.inCsv = inCsv;
    this.description = description;
  }

  public String description() {
    return description;
  }

  static Layer of(String cell) {
    for (Layer layer : values()) {
      if (layer.inCsv.equals(cell)) {
        return layer;
      }
    }
    throw new IllegalArgumentException("servers.csv: connector is yes, no or not-yet: " + cell);
  }
}
