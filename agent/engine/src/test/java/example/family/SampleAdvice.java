package example.family;

import io.github.drainagent.engine.spi.Advice;

final class SampleAdvice {

  private SampleAdvice() {}

  static final class Handle {
    @Advice.OnMethodEnter
    static void enter(@Advice.This Object self, @Advice.Argument(0) String request) {
      DrainDispatcher.began(request, self);
    }

    @Advice.OnMethodExit(onThrowable = true)
    static void exit(@Advice.Argument(0) String request) {
      DrainDispatcher.ended(request);
    }
  }

  static final class Broken {
    @Advice.OnMethodEnter
    static void enter() {
      throw new IllegalStateException("broken advice");
    }
  }
}
