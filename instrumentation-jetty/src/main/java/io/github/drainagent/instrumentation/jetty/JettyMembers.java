package io.github.drainagent.instrumentation.jetty;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What advice and adapter use of Jetty, beside the methods that are woven. A line that has not the
 * class at all is not asked for its members.
 */
final class JettyMembers {

  private static final String SERVER = "org.eclipse.jetty.server.";
  private static final String INTERNAL = SERVER + "internal.";

  /** In 12 {@code HttpChannel} is an interface with nothing of this. */
  private static final String CHANNEL_UNTIL_11 =
      SERVER + "HttpConnection?" + SERVER + "HttpChannel#";

  private static final String PARSER = "()Lorg/eclipse/jetty/http/HttpParser;";

  private static final String GENERATOR = "()Lorg/eclipse/jetty/http/HttpGenerator;";
  private static final String CLOSE =
      "#close(ILjava/lang/String;Lorg/eclipse/jetty/util/Callback;)V";

  static final List<String> REQUIRED =
      Collections.unmodifiableList(
          Arrays.asList(
              // 9.4 to 11; onCompleted tells 9.2 apart
              SERVER + "HttpConnection#onCompleted()V",
              SERVER + "HttpConnection#getParser" + PARSER,
              SERVER + "HttpConnection#isRequestBufferEmpty()Z",
              SERVER + "HttpConnection#getGenerator" + GENERATOR,
              CHANNEL_UNTIL_11 + "getEndPoint()Lorg/eclipse/jetty/io/EndPoint;",
              CHANNEL_UNTIL_11 + "_endPoint",
              CHANNEL_UNTIL_11 + "_request",
              CHANNEL_UNTIL_11 + "onRequest(Lorg/eclipse/jetty/http/MetaData$Request;)V",
              CHANNEL_UNTIL_11 + "onCompleted()V",
              CHANNEL_UNTIL_11
                  + "sendResponse(Lorg/eclipse/jetty/http/MetaData$Response;Ljava/nio/ByteBuffer;Z"
                  + "Lorg/eclipse/jetty/util/Callback;)Z",
              CHANNEL_UNTIL_11 + "isCommitted()Z",
              CHANNEL_UNTIL_11 + "getRequest()Lorg/eclipse/jetty/server/Request;",
              CHANNEL_UNTIL_11 + "getResponse()Lorg/eclipse/jetty/server/Response;",
              // 12
              INTERNAL
                  + "HttpChannelState#getConnectionMetaData()"
                  + "Lorg/eclipse/jetty/server/ConnectionMetaData;",
              SERVER + "ConnectionMetaData#getConnection()Lorg/eclipse/jetty/io/Connection;",
              INTERNAL + "HttpConnection#getParser" + PARSER,
              INTERNAL + "HttpConnection#isRequestBufferEmpty()Z",
              INTERNAL + "HttpConnection#getGenerator" + GENERATOR,
              INTERNAL + "HttpChannelState#_responseHeaders",
              INTERNAL + "HttpConnection$HttpStreamOverHTTP1#_version",
              INTERNAL + "HttpChannelState#_request",
              // all
              SERVER + "Request#getMethod()Ljava/lang/String;",
              SERVER + "Request#getHttpURI()Lorg/eclipse/jetty/http/HttpURI;",
              "org.eclipse.jetty.http.HttpURI#getPath()Ljava/lang/String;",
              "org.eclipse.jetty.http.HttpFields$Mutable#put("
                  + "Lorg/eclipse/jetty/http/HttpHeader;Ljava/lang/String;)"
                  + "Lorg/eclipse/jetty/http/HttpFields$Mutable;",
              "org.eclipse.jetty.http.HttpFields#contains(Lorg/eclipse/jetty/http/HttpHeader;)Z",
              "org.eclipse.jetty.http.HttpFields#contains("
                  + "Lorg/eclipse/jetty/http/HttpHeader;Ljava/lang/String;)Z",
              "org.eclipse.jetty.http.HttpFields#get(Lorg/eclipse/jetty/http/HttpHeader;)"
                  + "Ljava/lang/String;",
              "org.eclipse.jetty.http.HttpGenerator#isCommitted()Z",
              "org.eclipse.jetty.http.HttpGenerator#isChunking()Z",
              "org.eclipse.jetty.http.HttpGenerator#getContentPrepared()J",
              "org.eclipse.jetty.http.HttpParser#isStart()Z",
              "org.eclipse.jetty.http.HttpParser#isClose()Z",
              "org.eclipse.jetty.http.HttpParser#isClosed()Z",
              "org.eclipse.jetty.io.Connection#getEndPoint()Lorg/eclipse/jetty/io/EndPoint;",
              "org.eclipse.jetty.io.EndPoint#getConnection()Lorg/eclipse/jetty/io/Connection;",
              "org.eclipse.jetty.io.EndPoint#getTransport()Ljava/lang/Object;",
              "org.eclipse.jetty.io.EndPoint#isFillInterested()Z",
              "org.eclipse.jetty.io.EndPoint#isOutputShutdown()Z",
              "org.eclipse.jetty.io.ssl.SslConnection#getSSLEngine()Ljavax/net/ssl/SSLEngine;",
              "org.eclipse.jetty.io.AbstractConnection#getExecutor()Ljava/util/concurrent/Executor;",
              // HTTP/2; what it is told of the end with differs before 9.4.31, and is not used
              // there
              JettyHttp2.CONNECTION + "#getSession",
              JettyHttp2.SESSION + "#getStreams()Ljava/util/Collection;",
              JettyHttp2.SESSION + "#frames",
              JettyHttp2.SESSION + CLOSE.replace(")V", ")Z"),
              JettyHttp2.SESSION
                  + "#ping(Lorg/eclipse/jetty/http2/frames/PingFrame;"
                  + "Lorg/eclipse/jetty/util/Callback;)V",
              "org.eclipse.jetty.http2.frames.GoAwayFrame#<init>(II[B)V",
              "org.eclipse.jetty.http2.frames.PingFrame#<init>(JZ)V",
              "org.eclipse.jetty.http2.frames.PingFrame#isReply()Z",
              "org.eclipse.jetty.http2.frames.PingFrame#getPayloadAsLong()J",
              // streams of events in HTTP/2
              INTERNAL + "HttpChannelState#getHttpStream()Lorg/eclipse/jetty/server/HttpStream;",
              SERVER + "HttpStream#isCommitted()Z",
              SERVER + "HttpStream$Wrapper#getWrapped()Lorg/eclipse/jetty/server/HttpStream;",
              "org.eclipse.jetty.http2.api.Stream#getAttribute(Ljava/lang/String;)Ljava/lang/Object;",
              "org.eclipse.jetty.http2.api.Stream#setAttribute(Ljava/lang/String;Ljava/lang/Object;)V",
              "org.eclipse.jetty.http2.api.Stream#getId()I",
              "org.eclipse.jetty.http2.api.Stream#data("
                  + "Lorg/eclipse/jetty/http2/frames/DataFrame;"
                  + "Lorg/eclipse/jetty/util/Callback;)V",
              JettyStreamEnd.STREAM + "#isLocallyClosed()Z",
              "org.eclipse.jetty.http2.HTTP2Channel?"
                  + JettyStreamEnd.STREAM
                  + "#getAttachment()Ljava/lang/Object;",
              "org.eclipse.jetty.http2.frames.DataFrame#<init>(ILjava/nio/ByteBuffer;Z)V",
              // WebSockets; the methods of theirs that are called are public, or differ in 9.4
              "org.eclipse.jetty.websocket.common.CloseInfo#<init>(ILjava/lang/String;)V",
              JettyFamily.WEBSOCKET_OF_10 + "#coreSession",
              JettyFamily.WEBSOCKET_OF_10 + "#random",
              "org.eclipse.jetty.websocket.core.internal.WebSocketCoreSession" + CLOSE,
              JettyFamily.WEBSOCKET_OF_12 + "#coreSession",
              JettyFamily.WEBSOCKET_OF_12 + "#random",
              "org.eclipse.jetty.websocket.core.WebSocketCoreSession" + CLOSE,
              "org.eclipse.jetty.util.Jetty#VERSION"));

  private JettyMembers() {}
}
