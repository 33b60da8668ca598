package io.github.drainagent.instrumentation.grizzly;

import io.github.drainagent.engine.spi.Advice;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.FilterChainEvent;
import org.glassfish.grizzly.http.HttpContext;
import org.glassfish.grizzly.http.HttpEvents;
import org.glassfish.grizzly.http.HttpHeader;
import org.glassfish.grizzly.http.HttpPacketParsing;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.server.Response;
import org.jspecify.annotations.Nullable;

/** Inlined into Grizzly: each class is one method's worth. */
final class GrizzlyAdvice {

  /** A connection was accepted, for whichever protocol. */
  static final int ACCEPTED = 1;

  /** There are bytes behind a part of a request; the argument is that request's context. */
  static final int NEXT = 2;

  /** The head of a response is about to be written, in a drain. */
  static final int HEAD = 3;

  private GrizzlyAdvice() {}

  static final class Accepted {

    @Advice.OnMethodExit
    static void exit(@Advice.Return Object connection) {
      DrainDispatcher.event(GrizzlyFamily.ID, ACCEPTED, connection, null);
    }

    private Accepted() {}
  }

  static final class Opened {

    @Advice.OnMethodExit
    static void exit(@Advice.Argument(0) Object connection) {
      DrainDispatcher.opened(GrizzlyFamily.ID, connection);
    }

    private Opened() {}
  }

  static final class Closed {

    @Advice.OnMethodExit(onThrowable = true)
    static void exit(@Advice.Argument(0) Object connection) {
      DrainDispatcher.closed(connection);
    }

    private Closed() {}
  }

  static final class Began {

    /** Clients go through the same method, with responses. */
    @Advice.OnMethodEnter
    static boolean enter(
        @Advice.Argument(0) FilterChainContext context, @Advice.Argument(1) HttpHeader header) {
      if (!(header instanceof HttpRequestPacket) || ((HttpPacketParsing) header).isHeaderParsed()) {
        return false;
      }
      DrainDispatcher.began(header, context.getConnection());
      return true;
    }

    @Advice.OnMethodExit
    static void exit(
        @Advice.Enter boolean began,
        @Advice.Argument(0) FilterChainContext context,
        @Advice.Argument(1) HttpHeader header) {
      if (began
          && ((HttpPacketParsing) header).isHeaderParsed()
          && ((HttpRequestPacket) header).getMethodDC().equals("PRI")) {
        DrainDispatcher.closed(context.getConnection()); // HTTP/2 from here on
      }
    }

    private Began() {}
  }

  static final class Handled {

    /**
     * On the thread of the handler, just before it is called; the head was read by a selector's.
     */
    @Advice.OnMethodEnter
    static void enter(@Advice.This Response response) {
      DrainDispatcher.worksOn(response.getRequest().getRequest());
    }

    private Handled() {}
  }

  static final class Ended {

    /** Before the rest of the method can close the connection. */
    @Advice.OnMethodEnter
    static void enter(
        @Advice.Argument(0) FilterChainContext context,
        @Advice.Argument(1) FilterChainEvent event) {
      if (event.type() == HttpEvents.ResponseCompleteEvent.TYPE) {
        HttpContext exchange = HttpContext.get(context);
        if (exchange != null) {
          DrainDispatcher.ended(exchange.getRequest());
        }
      }
    }

    private Ended() {}
  }

  static final class HasNext {

    @Advice.OnMethodEnter
    static void enter(
        @Advice.This FilterChainContext context, @Advice.Argument(0) @Nullable Object rest) {
      if (rest != null) {
        HttpContext exchange = HttpContext.get(context);
        if (exchange != null) {
          DrainDispatcher.event(GrizzlyFamily.ID, NEXT, context, exchange);
        }
      }
    }

    private HasNext() {}
  }

  static final class SaidClose {

    @Advice.OnMethodEnter
    static void enter(
        @Advice.Argument(0) FilterChainContext context,
        @Advice.Argument(1) HttpRequestPacket request,
        @Advice.Argument(2) HttpResponsePacket response) {
      if (response.getStatus() == 101) {
        Connection<?> connection = context.getConnection();
        DrainDispatcher.closed(connection);
      } else if (DrainDispatcher.closing && response.getStatus() >= 200) {
        DrainDispatcher.event(GrizzlyFamily.ID, HEAD, request, null);
      }
    }

    private SaidClose() {}
  }
}
