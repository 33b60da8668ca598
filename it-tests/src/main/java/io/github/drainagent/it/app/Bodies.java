package io.github.drainagent.it.app;

import java.io.IOException;
import java.io.InputStream;

/** Reads a request's body to its end. */
final class Bodies {
  private Bodies() {}

  static long count(InputStream body) throws IOException {
    byte[] buffer = new byte[8192];
    long count = 0;
    for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
      count += n;
    }
    return count;
  }
}
