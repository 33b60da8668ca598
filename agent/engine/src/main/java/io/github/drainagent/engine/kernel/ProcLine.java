package io.github.drainagent.engine.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A window on a table of {@code /proc} that moves from line to line, without making an object. */
final class ProcLine {

  /** More than the page that the kernel gives at a time (fs/seq_file.c, seq_read_iter). */
  private static final int BUFFER = 1 << 13;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int end;
  private int filled;

  ProcLine(InputStream in) {
    this.in = in;
  }

  /** Moves to the next line; {@code false} at the end. */
  boolean next() throws IOException {
    at = end;
    while (true) {
      for (int i = at; i < filled; i++) {
        if (buffer[i] == '\n') {
          end = i + 1;
          return true;
        }
      }
      System.arraycopy(buffer, at, buffer, 0, filled - at);
      filled -= at;
      at = 0;
      int read = in.read(buffer, filled, buffer.length - filled);
      if (read <= 0) {
        return false;
      }
      filled += read;
    }
  }

  /** Goes behind the next such character. */
  void skipTo(char stop) {
    while (at < end && buffer[at++] != stop) {
      continue; // at is behind it then
    }
  }

  void skipFields(int count) {
    for (int field = 0; field < count; field++) {
      skipBlanks();
      skipTo(' ');
    }
    skipBlanks();
  }

  private void skipBlanks() {
    while (at < end && buffer[at] == ' ') {
      at++;
    }
  }

  int hex() {
    int value = 0;
    for (int digit; at < end && (digit = digit(buffer[at])) >= 0; at++) {
      value = value << 4 | digit;
    }
    return value;
  }

  /** As the kernel prints them, in capitals; -1 for what is none. */
  private static int digit(byte character) {
    if (character >= '0' && character <= '9') {
      return character - '0';
    }
    return character >= 'A' && character <= 'F' ? character - 'A' + 10 : -1;
  }

  long decimal() {
    long value = 0;
    for (; at < end && buffer[at] >= '0' && buffer[at] <= '9'; at++) {
      value = value * 10 + (buffer[at] - '0');
    }
    return value;
  }

  /** All behind the next blanks. */
  String rest() {
    skipBlanks();
    return new String(buffer, at, Math.max(0, end - 1 - at), StandardCharsets.ISO_8859_1);
  }
}
