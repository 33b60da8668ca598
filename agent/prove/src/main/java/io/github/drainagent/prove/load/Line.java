package io.github.drainagent.prove.load;

/** One line of a response's head. Of what is too long to matter only the beginning is kept. */
final class Line {

  /** Longer than any header that is looked at. */
  private static final int KEPT = 512;

  private final byte[] bytes = new byte[KEPT];
  private int length;

  void clear() {
    length = 0;
  }

  void add(byte b) {
    if (length < KEPT && b != '\r') {
      bytes[length++] = b;
    }
  }

  boolean isEmpty() {
    return length == 0;
  }

  int length() {
    return length;
  }

  /** The byte at an index, as it is; 0 behind the end. */
  int at(int index) {
    return index < length ? bytes[index] : 0;
  }

  /** Whether it begins so; {@code start} is in lower case. */
  boolean startsWith(String start) {
    return matchesAt(0, start);
  }

  /** Whether one of the two begins like the other. */
  boolean agreesWith(String start) {
    return matchesAt(0, start.substring(0, Math.min(length, start.length())));
  }

  /** Whether the word, in lower case, stands anywhere in it. */
  boolean contains(String word) {
    for (int i = 0; i + word.length() <= length; i++) {
      if (matchesAt(i, word)) {
        return true;
      }
    }
    return false;
  }

  private boolean matchesAt(int from, String word) {
    if (from + word.length() > length) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (lower(bytes[from + i]) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int lower(byte b) {
    return b >= 'A' && b <= 'Z' ? b + 32 : b;
  }

  /**
   * The number that stands from an index on, spaces before it skipped.
   *
   * @return -1 where there is none, or it is past what a long holds
   */
  long number(int from, int radix) {
    int i = from;
    while (i < length && (bytes[i] == ' ' || bytes[i] == '\t')) {
      i++;
    }
    int first = i;
    long value = 0;
    for (; i < length && Character.digit(bytes[i], radix) >= 0; i++) {
      if (value > Long.MAX_VALUE / radix - radix) {
        return -1;
      }
      value = value * radix + Character.digit(bytes[i], radix);
    }
    return i == first ? -1 : value;
  }
}
