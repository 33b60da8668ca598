package io.github.drainagent.it.app;

import java.io.IOException;

/** What an endpoint needs of a server's own response object. */
interface Reply {
  void whole(int status, String text) throws IOException;

  /** The first chunk commits the head. */
  void chunk(String text) throws IOException;

  void end() throws IOException;
}
