package io.github.drainagent.prove.child;

import org.jspecify.annotations.Nullable;

/** The process that gets TERM. */
public interface Server {

  int pid();

  /** Its command's words. */
  String command();

  void term();

  boolean hasEnded();

  /** To be asked when it has ended; {@code null} where it can't be known. */
  @Nullable Integer exitCode() throws InterruptedException;
}
