package io.github.drainagent.instrumentation.tomcat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What advice and adapter use of Tomcat, beside the methods that are woven. */
final class TomcatMembers {

  private static final String NET = "org.apache.tomcat.util.net.";
  private static final String INPUT = "org.apache.coyote.http11.Http11InputBuffer#";
  private static final String PROCESSOR = "org.apache.coyote.AbstractProcessor#";
  private static final String REQUEST = "org.apache.coyote.Request#";
  private static final String RESPONSE = "org.apache.coyote.Response#";
  private static final String HTTP2 = "org.apache.coyote.http2.Http2UpgradeHandler";

  static final List<String> REQUIRED =
      Collections.unmodifiableList(
          Arrays.asList(
              // advice
              "org.apache.coyote.http11.Http11Processor#keepAlive",
              "org.apache.coyote.http11.Http11Processor#getLeftoverInput()Ljava/nio/ByteBuffer;",
              INPUT + "parsingHeader",
              INPUT + "parsingRequestLine",
              INPUT + "parsingRequestLinePhase",
              INPUT + "request",
              INPUT + "wrapper",
              PROCESSOR + "request",
              PROCESSOR + "response",
              PROCESSOR + "socketWrapper",
              RESPONSE + "getNote(I)Ljava/lang/Object;",
              RESPONSE + "getStatus()I",
              REQUEST + "action(Lorg/apache/coyote/ActionCode;Ljava/lang/Object;)V",
              REQUEST + "getHeader(Ljava/lang/String;)Ljava/lang/String;",
              "org.apache.coyote.ActionCode#REQUEST_BODY_FULLY_READ",
              NET + "SocketWrapperBase#getSocket()Ljava/lang/Object;",
              NET + "AbstractEndpoint$Handler$SocketState#CLOSED",
              // adapter
              NET + "SocketWrapperBase#socketBufferHandler",
              NET + "SocketBufferHandler#isReadBufferEmpty()Z",
              NET + "NioChannel#getIOChannel()Ljava/nio/channels/SocketChannel;",
              NET + "NioChannel#isHandshakeComplete()Z",
              NET + "NioEndpoint#serverSock",
              NET + "NioEndpoint$NioSocketWrapper#interestOps",
              NET + "Nio2Channel#getIOChannel()Ljava/nio/channels/AsynchronousSocketChannel;",
              NET + "Nio2Channel#isHandshakeComplete()Z",
              NET + "SecureNioChannel#netInBuffer",
              NET + "SecureNioChannel#sniComplete",
              NET + "SecureNio2Channel#netInBuffer",
              NET + "SecureNio2Channel#sniComplete",
              "org.apache.coyote.http11.upgrade.UpgradeProcessorBase#getUpgradeToken()"
                  + "Lorg/apache/coyote/UpgradeToken;",
              "org.apache.coyote.UpgradeToken#httpUpgradeHandler",
              NET + "SocketWrapperBase#processSocket(Lorg/apache/tomcat/util/net/SocketEvent;Z)V",
              NET + "SocketEvent#STOP",
              NET + "SocketWrapperBase#getEndpoint",
              NET + "AbstractEndpoint#getExecutor()Ljava/util/concurrent/Executor;",
              HTTP2 + "#activeRemoteStreamCount",
              HTTP2 + "#connectionState",
              HTTP2 + "#maxProcessedStreamId",
              HTTP2 + "#pingManager",
              HTTP2 + "#socketWrapper",
              HTTP2 + "#writeGoAwayFrame(IJ[B)V",
              HTTP2 + "$ConnectionState#PAUSED",
              HTTP2 + "$PingManager#sendPing(Z)V",
              HTTP2 + "$PingManager#sequence",
              NET + "SocketWrapperBase#hasDataToWrite()Z",
              REQUEST + "getResponse()Lorg/apache/coyote/Response;",
              REQUEST + "hook",
              RESPONSE + "getContentType()Ljava/lang/String;",
              RESPONSE + "getMimeHeaders()Lorg/apache/tomcat/util/http/MimeHeaders;",
              RESPONSE + "isCommitted()Z",
              RESPONSE + "setNote(ILjava/lang/Object;)V",
              REQUEST + "getNote(I)Ljava/lang/Object;",
              "org.apache.tomcat.util.http.MimeHeaders#getValue(Ljava/lang/String;)"
                  + "Lorg/apache/tomcat/util/buf/MessageBytes;",
              "org.apache.tomcat.util.buf.MessageBytes#equalsIgnoreCase(Ljava/lang/String;)Z",
              REQUEST + "method()Lorg/apache/tomcat/util/buf/MessageBytes;",
              REQUEST + "requestURI()Lorg/apache/tomcat/util/buf/MessageBytes;",
              "org.apache.tomcat.util.buf.MessageBytes#getByteChunk()"
                  + "Lorg/apache/tomcat/util/buf/ByteChunk;",
              "org.apache.tomcat.util.buf.MessageBytes#getString()Ljava/lang/String;",
              "org.apache.catalina.util.ServerInfo#getServerNumber()Ljava/lang/String;"));

  private TomcatMembers() {}
}
