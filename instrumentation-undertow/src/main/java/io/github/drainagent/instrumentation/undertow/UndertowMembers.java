package io.github.drainagent.instrumentation.undertow;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What advice and adapter use of Undertow, beside the methods that are woven. */
final class UndertowMembers {

  private static final String EXCHANGE = "io.undertow.server.HttpServerExchange#";
  private static final String CONNECTION = "io.undertow.server.AbstractServerConnection#";
  private static final String READER = "io.undertow.server.protocol.http.HttpReadListener#";
  private static final String FRAMED = "io.undertow.server.protocol.framed.AbstractFramedChannel#";
  private static final String HTTP2 = "io.undertow.protocols.http2.";
  private static final String WEBSOCKET = "io.undertow.websockets.core.WebSocketChannel#";
  private static final String HEADERS = "io.undertow.util.HeaderMap#";

  static final List<String> REQUIRED =
      Collections.unmodifiableList(
          Arrays.asList(
              // advice
              "io.undertow.server.AbstractServerConnection$CloseSetter#this$0",
              EXCHANGE + "getConnection()Lio/undertow/server/ServerConnection;",
              EXCHANGE + "getRequestMethod()Lio/undertow/util/HttpString;",
              EXCHANGE + "getResponseHeaders()Lio/undertow/util/HeaderMap;",
              EXCHANGE + "isComplete()Z",
              EXCHANGE + "isHttp11()Z",
              EXCHANGE + "isPersistent()Z",
              EXCHANGE + "isRequestComplete()Z",
              EXCHANGE + "isUpgrade()Z",
              EXCHANGE + "responseChannel",
              EXCHANGE + "setPersistent(Z)Lio/undertow/server/HttpServerExchange;",
              "io.undertow.server.protocol.http2.Http2ServerConnection#responseChannel",
              "io.undertow.server.protocol.framed.AbstractFramedStreamSinkChannel#isBroken()Z",
              CONNECTION + "extraBytes",
              HEADERS + "contains(Lio/undertow/util/HttpString;)Z",
              HEADERS + "getFirst(Lio/undertow/util/HttpString;)Ljava/lang/String;",
              HEADERS
                  + "put(Lio/undertow/util/HttpString;Ljava/lang/String;)"
                  + "Lio/undertow/util/HeaderMap;",
              "io.undertow.util.Headers#CONNECTION",
              "io.undertow.util.Headers#CONTENT_LENGTH",
              "io.undertow.util.Headers#TRANSFER_ENCODING",
              "io.undertow.util.Methods#CONNECT",
              // adapter
              CONNECTION + "current",
              CONNECTION + "channel",
              FRAMED + "channel",
              FRAMED + "addCloseTask(Lorg/xnio/ChannelListener;)V",
              FRAMED + "getIoThread()Lorg/xnio/XnioIoThread;",
              HTTP2 + "Http2Channel#isClient()Z",
              HTTP2 + "Http2Channel#lastGoodStreamId",
              HTTP2 + "Http2Channel#sendPing([B)V",
              HTTP2
                  + "Http2GoAwayStreamSinkChannel#<init>("
                  + "Lio/undertow/protocols/http2/Http2Channel;II)V",
              HTTP2 + "Http2GoAwayStreamSinkChannel#status",
              "io.undertow.server.protocol.http2.Http2ServerConnection#channel",
              WEBSOCKET + "isClient()Z",
              WEBSOCKET + "isCloseFrameSent()Z",
              "io.undertow.websockets.core.WebSockets#sendClose(ILjava/lang/String;"
                  + "Lio/undertow/websockets/core/WebSocketChannel;"
                  + "Lio/undertow/websockets/core/WebSocketCallback;)V",
              CONNECTION + "getOriginalSinkConduit()Lorg/xnio/conduits/StreamSinkConduit;",
              "io.undertow.server.protocol.http.HttpServerConnection#readListener",
              READER + "httpServerExchange",
              READER + "read",
              READER + "requestState",
              EXCHANGE + "getRequestPath()Ljava/lang/String;",
              EXCHANGE + "isResponseStarted()Z",
              "io.undertow.util.Headers#CONTENT_TYPE",
              "io.undertow.server.ServerConnection#getSslSessionInfo()"
                  + "Lio/undertow/server/SSLSessionInfo;",
              "io.undertow.Version#getVersionString()Ljava/lang/String;"));

  private UndertowMembers() {}
}
