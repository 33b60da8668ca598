package io.github.drainagent.engine.exit;

import io.github.drainagent.engine.spi.Advice;

/** What is inlined into the JVM's exit and its signal dispatch. */
final class ExitAdvice {

  private ExitAdvice() {}

  static final class Exit {
    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 0, readOnly = false) int status) {
      status = DrainDispatcher.exiting(status);
    }
  }

  static final class End {
    @Advice.OnMethodEnter
    static void enter() {
      DrainDispatcher.ending();
    }
  }

  static final class Dispatch {
    @Advice.OnMethodEnter(skips = true)
    static boolean enter(@Advice.Argument(0) int signal) {
      return DrainDispatcher.signalled(signal);
    }
  }
}
