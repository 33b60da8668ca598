package io.github.drainagent.engine.close;

import java.io.FileDescriptor;

/** One way to keep new handshakes off a listening socket without touching those that have begun. */
interface SynStop {

  /** What the setting {@code close} calls it. */
  String name();

  /** Returns whether the kernel took it. */
  boolean apply(FileDescriptor listener);
}
