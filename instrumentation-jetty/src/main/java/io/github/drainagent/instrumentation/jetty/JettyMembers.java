package io.github.drainagent.instrumentation.jetty;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What advice and adapter use of Jetty, beside the methods that are woven. */
final class JettyMembers {

  private static final String INTERNAL = "org.eclipse.jetty.server.internal.";

  static final List<String> REQUIRED =
      Collections.unmodifiableList(
          Arrays.asList(
              // advice
              INTERNAL
                  + "HttpChannelState#getConnectionMetaData()"
                  + "Lorg/eclipse/jetty/server/ConnectionMetaData;",
              "org.eclipse.jetty.server.ConnectionMetaData#getConnection()"
                  + "Lorg/eclipse/jetty/io/Connection;",
              INTERNAL + "HttpConnection$HttpStreamOverHTTP1#_version",
              "org.eclipse.jetty.http.HttpFields$Mutable#put("
                  + "Lorg/eclipse/jetty/http/HttpHeader;Ljava/lang/String;)"
                  + "Lorg/eclipse/jetty/http/HttpFields$Mutable;",
              "org.eclipse.jetty.http.HttpFields#contains(Lorg/eclipse/jetty/http/HttpHeader;)Z",
              "org.eclipse.jetty.http.HttpFields#contains("
                  + "Lorg/eclipse/jetty/http/HttpHeader;Ljava/lang/String;)Z",
              // adapter
              INTERNAL + "HttpConnection#_stream",
              INTERNAL + "HttpConnection#getParser()Lorg/eclipse/jetty/http/HttpParser;",
              INTERNAL + "HttpConnection#isRequestBufferEmpty()Z",
              INTERNAL + "HttpChannelState#_request",
              "org.eclipse.jetty.server.Request#getMethod()Ljava/lang/String;",
              "org.eclipse.jetty.server.Request#getHttpURI()Lorg/eclipse/jetty/http/HttpURI;",
              "org.eclipse.jetty.http.HttpURI#getPath()Ljava/lang/String;",
              "org.eclipse.jetty.http.HttpParser#isStart()Z",
              "org.eclipse.jetty.io.Connection#getEndPoint()Lorg/eclipse/jetty/io/EndPoint;",
              "org.eclipse.jetty.io.EndPoint#getConnection()Lorg/eclipse/jetty/io/Connection;",
              "org.eclipse.jetty.io.EndPoint#getTransport()Ljava/lang/Object;",
              "org.eclipse.jetty.io.EndPoint#isFillInterested()Z",
              "org.eclipse.jetty.io.EndPoint#isOutputShutdown()Z",
              "org.eclipse.jetty.io.ssl.SslConnection#getSSLEngine()Ljavax/net/ssl/SSLEngine;",
              "org.eclipse.jetty.io.ssl.SslConnection$SslEndPoint#getSslConnection()"
                  + "Lorg/eclipse/jetty/io/ssl/SslConnection;",
              "org.eclipse.jetty.http2.HTTP2Connection#getSession()"
                  + "Lorg/eclipse/jetty/http2/HTTP2Session;",
              "org.eclipse.jetty.http2.HTTP2Session#getStreams()Ljava/util/Collection;",
              "org.eclipse.jetty.util.Jetty#VERSION"));

  private JettyMembers() {}
}
