package io.github.drainagent.engine.socket;

import io.github.drainagent.engine.spi.Advice;

/** What is inlined into the JDK's socket classes. */
final class SocketAdvice {

  private SocketAdvice() {}

  static final class Bound {
    @Advice.OnMethodExit
    static void exit(@Advice.This Object listener) {
      DrainDispatcher.bound(listener);
    }
  }

  static final class Unbound {
    @Advice.OnMethodEnter
    static void enter(@Advice.This Object listener) {
      DrainDispatcher.unbound(listener);
    }
  }

  static final class Accepted {
    @Advice.OnMethodExit
    static void exit(@Advice.This Object listener, @Advice.Return Object connection) {
      if (connection != null) {
        DrainDispatcher.accepted(listener, connection);
      }
    }
  }

  static final class AcceptedInto {
    @Advice.OnMethodExit
    static void exit(@Advice.This Object listener, @Advice.Argument(0) Object connection) {
      DrainDispatcher.accepted(listener, connection);
    }
  }

  static final class Read {
    @Advice.OnMethodExit
    static void exit(@Advice.This Object transport, @Advice.Return int bytes) {
      if (bytes > 0) {
        DrainDispatcher.bytesIn(transport);
      }
    }
  }

  static final class ReadMany {
    @Advice.OnMethodExit
    static void exit(@Advice.This Object transport, @Advice.Return long bytes) {
      if (bytes > 0) {
        DrainDispatcher.bytesIn(transport);
      }
    }
  }

  static final class ReadDone {
    @Advice.OnMethodExit
    static void exit(@Advice.This Object transport) {
      DrainDispatcher.bytesIn(transport);
    }
  }

  static final class StreamRead {
    @Advice.OnMethodExit
    static void exit(@Advice.FieldValue("impl") Object transport, @Advice.Return int bytes) {
      if (bytes > 0) {
        DrainDispatcher.bytesIn(transport);
      }
    }
  }

  static final class ReadEnds {
    @Advice.OnMethodEnter
    static void enter(@Advice.This Object transport, @Advice.Argument(1) boolean completed) {
      if (completed) {
        DrainDispatcher.bytesIn(transport);
      }
    }
  }

  static final class WriteEnds {
    @Advice.OnMethodEnter
    static void enter(@Advice.This Object transport, @Advice.Argument(1) boolean completed) {
      if (completed) {
        DrainDispatcher.bytesOut(transport);
      }
    }
  }

  static final class Written {
    @Advice.OnMethodExit
    static void exit(@Advice.This Object transport, @Advice.Return int bytes) {
      if (bytes > 0) {
        DrainDispatcher.bytesOut(transport);
      }
    }
  }

  static final class WrittenMany {
    @Advice.OnMethodExit
    static void exit(@Advice.This Object transport, @Advice.Return long bytes) {
      if (bytes > 0) {
        DrainDispatcher.bytesOut(transport);
      }
    }
  }

  static final class WrittenFully {
    @Advice.OnMethodExit
    static void exit(@Advice.This Object transport) {
      DrainDispatcher.bytesOut(transport);
    }
  }

  static final class StreamWritten {
    @Advice.OnMethodExit
    static void exit(@Advice.FieldValue("impl") Object transport) {
      DrainDispatcher.bytesOut(transport);
    }
  }

  static final class Closed {
    @Advice.OnMethodEnter
    static void enter(@Advice.This Object transport) {
      DrainDispatcher.closed(transport);
    }
  }
}
