package io.github.drainagent.instrumentation.undertow;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What advice and adapter use of Undertow, beside the methods that are woven. */
final class UndertowMembers {

  private static final String EXCHANGE = "io.undertow.server.HttpServerExchange#";
  private static final String CONNECTION = "io.undertow.server.AbstractServerConnection#";
  private static final String READER = "io.undertow.server.protocol.http.HttpReadListener#";
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
              EXCHANGE + "setPersistent(Z)Lio/undertow/server/HttpServerExchange;",
              CONNECTION + "getExtraBytes()Lio/undertow/connector/PooledByteBuffer;",
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
              CONNECTION + "getChannel()Lorg/xnio/StreamConnection;",
              CONNECTION + "getOriginalSinkConduit()Lorg/xnio/conduits/StreamSinkConduit;",
              "io.undertow.server.protocol.http.HttpServerConnection#readListener",
              READER + "read",
              READER + "requestState",
              EXCHANGE + "getRequestPath()Ljava/lang/String;",
              "io.undertow.Version#getVersionString()Ljava/lang/String;"));

  private UndertowMembers() {}
}
