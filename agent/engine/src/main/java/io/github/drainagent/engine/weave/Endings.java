package io.github.drainagent.engine.weave;

/**
 * A first look at the name of each class that the host loads: whether it ends as one of a few names
 * does. Nearly all are sent on by it, at the price of three characters.
 */
final class Endings {

  private static final int LENGTH = 3;
  private static final int SIZE = 1 << 12;
  private static final int FACTOR = 31;

  private final boolean[] known = new boolean[SIZE];

  void add(String name) {
    known[index(name)] = true;
  }

  /** {@code false} only where no name that was added ends alike. */
  boolean maybeOf(String name) {
    return known[index(name)];
  }

  private static int index(String name) {
    int index = 0;
    for (int i = Math.max(0, name.length() - LENGTH); i < name.length(); i++) {
      index = index * FACTOR + name.charAt(i);
    }
    return index & SIZE - 1;
  }
}
