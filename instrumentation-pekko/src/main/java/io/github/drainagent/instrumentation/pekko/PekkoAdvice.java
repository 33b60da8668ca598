package io.github.drainagent.instrumentation.pekko;

import io.github.drainagent.engine.spi.Advice;
import org.jspecify.annotations.Nullable;

/** Inlined into Pekko: each class is one method's worth. */
final class PekkoAdvice {

  /** The stage of a connection begins. */
  static final int STARTED = 1;

  /** A request's head was read, or what was taken for one. */
  static final int READ = 2;

  /** A stage has got rid of something: perhaps of the last of a response. */
  static final int MOVED = 3;

  /** A response is about to be rendered; the argument is an array of its {@code CloseRequested}. */
  static final int RESPONDING = 4;

  /** A response is about to be rendered after which the connection speaks something else. */
  static final int SWITCHED = 5;

  /** A WebSocket begins: the stage that merges what it sends. */
  static final int WEBSOCKET = 6;

  /** A response is about to be rendered; the argument is the protocol of its request. */
  static final int RESPONSE = 7;

  /** The stage of a connection has ended. */
  static final int STOPPED = 8;

  private PekkoAdvice() {}

  static final class Started {

    /** On exit: then it knows its actor. */
    @Advice.OnMethodExit
    static void exit(@Advice.This Object stage) {
      DrainDispatcher.event(PekkoFamily.ID, STARTED, stage, null);
    }

    private Started() {}
  }

  static final class Stopped {

    @Advice.OnMethodExit(onThrowable = true)
    static void exit(@Advice.This Object stage) {
      DrainDispatcher.closed(stage);
      DrainDispatcher.event(PekkoFamily.ID, STOPPED, stage, null);
    }

    private Stopped() {}
  }

  static final class Read {

    @Advice.OnMethodExit
    static void exit(@Advice.This Object start) {
      DrainDispatcher.event(PekkoFamily.ID, READ, start, null);
    }

    private Read() {}
  }

  static final class Moved {

    @Advice.OnMethodExit
    static void exit(@Advice.This Object stage) {
      DrainDispatcher.event(PekkoFamily.ID, MOVED, stage, null);
    }

    private Moved() {}
  }

  static final class Switched {

    @Advice.OnMethodExit
    static void exit(@Advice.This Object output) {
      DrainDispatcher.event(PekkoFamily.ID, SWITCHED, output, null);
    }

    private Switched() {}
  }

  static final class WebSocket {

    @Advice.OnMethodExit
    static void exit(@Advice.Return Object merge) {
      DrainDispatcher.event(PekkoFamily.ID, WEBSOCKET, merge, null);
    }

    private WebSocket() {}
  }

  static final class SaidClose {

    @Advice.OnMethodEnter
    static void enter(
        @Advice.Argument(0) Object response,
        @Advice.Argument(2) Object protocol,
        @Advice.Argument(value = 3, readOnly = false) @Nullable Object closeRequested) {
      DrainDispatcher.event(PekkoFamily.ID, RESPONSE, response, protocol);
      if (DrainDispatcher.closing) {
        Object[] choice = {closeRequested};
        DrainDispatcher.event(PekkoFamily.ID, RESPONDING, response, choice);
        closeRequested = choice[0];
      }
    }

    private SaidClose() {}
  }
}
