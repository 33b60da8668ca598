package io.github.drainagent.instrumentation.undertow;

import static io.github.drainagent.engine.spi.Weave.into;

import io.github.drainagent.engine.spi.ServerFamily;
import io.github.drainagent.engine.spi.Weave;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Which class of Undertow gets which advice. */
public final class UndertowFamily implements ServerFamily {

  static final int ID = 2;

  private static final String SERVER = "io.undertow.server.";
  private static final String HTTP2 = "io.undertow.protocols.http2.";
  private static final String HTTP = "io.undertow.server.protocol.http.";

  @Override
  public String name() {
    return "Undertow";
  }

  @Override
  public int id() {
    return ID;
  }

  @Override
  public List<String> firstClasses() {
    return Collections.singletonList("io.undertow.Undertow");
  }

  @Override
  public List<Weave> weaves() {
    return Arrays.asList(
        // connections
        into(HTTP + "HttpServerConnection", "<init>", UndertowAdvice.Opened.class),
        into(
            SERVER + "AbstractServerConnection$CloseSetter",
            "handleEvent",
            "(Lorg/xnio/StreamConnection;)V",
            UndertowAdvice.Closed.class),
        into(
            HTTP + "HttpServerConnection",
            "getUpgradeListener",
            "()Lio/undertow/server/HttpUpgradeListener;",
            UndertowAdvice.Upgraded.class),
        into(
                HTTP + "HttpReadListener",
                "handleHttp2PriorKnowledge",
                "(Lorg/xnio/StreamConnection;"
                    + "Lio/undertow/server/protocol/http/HttpServerConnection;"
                    + "Lio/undertow/connector/PooledByteBuffer;)V",
                UndertowAdvice.PriorKnowledge.class)
            .whereItExists(),
        into(
            "io.undertow.websockets.core.WebSocketChannel",
            "<init>",
            UndertowAdvice.FramedOpened.class),
        // HTTP/2: the constructor that all others call
        into(
            HTTP2 + "Http2Channel",
            "<init>",
            "(Lorg/xnio/StreamConnection;Ljava/lang/String;Lio/undertow/connector/ByteBufferPool;"
                + "Lio/undertow/connector/PooledByteBuffer;ZZZLjava/nio/ByteBuffer;"
                + "Lorg/xnio/OptionMap;)V",
            UndertowAdvice.FramedOpened.class),
        into(HTTP2 + "Http2PingStreamSourceChannel", "<init>", UndertowHttp2Advice.Ponged.class),
        into(
            HTTP2 + "Http2GoAwayStreamSinkChannel",
            "isLastFrame",
            "()Z",
            UndertowHttp2Advice.NotTheLastFrame.class),
        // exchanges
        into(
            SERVER + "Connectors",
            "executeRootHandler",
            "(Lio/undertow/server/HttpHandler;Lio/undertow/server/HttpServerExchange;)V",
            UndertowAdvice.Began.class),
        into(
            SERVER + "HttpServerExchange",
            "invokeExchangeCompleteListeners",
            "()V",
            UndertowAdvice.Ended.class),
        into(
            SERVER + "HttpServerExchange",
            "closeAndFlushResponse",
            "()V",
            UndertowAdvice.Abandoned.class),
        into(
            SERVER + "protocol.http2.Http2ServerConnection",
            "close",
            "()V",
            UndertowHttp2Advice.ClosedStream.class),
        // the last response of a connection
        into(
            HTTP + "HttpServerConnection",
            "getSinkConduit",
            "(Lio/undertow/server/HttpServerExchange;Lorg/xnio/conduits/StreamSinkConduit;)"
                + "Lorg/xnio/conduits/StreamSinkConduit;",
            UndertowAdvice.SaidClose.class));
  }

  @Override
  public List<String> members() {
    return UndertowMembers.REQUIRED;
  }

  @Override
  public String adapter() {
    return "io.github.drainagent.instrumentation.undertow.UndertowAdapter";
  }
}
