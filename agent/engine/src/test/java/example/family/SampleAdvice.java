package example.family;

import net.bytebuddy.asm.Advice;

final class SampleAdvice {

  private SampleAdvice() {}

  static final class Handle {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object self, @Advice.Argument(0) String request) {
      DrainDispatcher.began(request, self);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Argument(0) String request) {
      DrainDispatcher.ended(request);
    }
  }

  static final class Broken {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter() {
      throw new IllegalStateException("broken advice");
    }
  }
}
