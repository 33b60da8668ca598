package io.github.drainagent.engine.drain;

/** What began a drain. */
public final class Cause {

  /** {@code System.exit}, or an application's own handler that ends in it. */
  public static final Cause EXIT = new Cause("exit", 0);

  /** The last thread that kept the JVM alive has ended. */
  public static final Cause END = new Cause("the end of the last thread", 0);

  private final String name;
  private final int signal;

  private Cause(String name, int signal) {
    this.name = name;
    this.signal = signal;
  }

  /** A signal, by its number and its name without SIG. */
  public static Cause signal(int number, String name) {
    return new Cause(name, number);
  }

  /** The signal's number, or 0. */
  public int signal() {
    return signal;
  }

  @Override
  public String toString() {
    return name;
  }
}
