package io.github.drainagent.it.app;

import java.io.IOException;
import java.io.InputStream;

/** What is done with a request's body. */
final class Bodies {
  private Bodies() {}

  /** Reads it to its end; {@code /unread} is answered without that. */
  static long count(Target target, InputStream body) throws IOException {
    return target.path.equals("/unread") ? 0 : count(body);
  }

  static long count(InputStream body) throws IOException {
    byte[] buffer = new byte[8192];
    long count = 0;
    for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
      count += n;
    }
    return count;
  }
}
