package io.github.drainagent.instrumentation.grizzly;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What advice and adapter use of Grizzly, beside the methods that are woven. */
final class GrizzlyMembers {

  private static final String GRIZZLY = "org.glassfish.grizzly.";
  private static final String HTTP = GRIZZLY + "http.";
  private static final String CHUNK = "()Lorg/glassfish/grizzly/http/util/DataChunk;";

  static final List<String> REQUIRED =
      Collections.unmodifiableList(
          Arrays.asList(
              // advice
              GRIZZLY
                  + "filterchain.FilterChainContext#getConnection()"
                  + "Lorg/glassfish/grizzly/Connection;",
              GRIZZLY + "filterchain.FilterChainEvent#type()Ljava/lang/Object;",
              HTTP
                  + "HttpContext#get(Lorg/glassfish/grizzly/filterchain/FilterChainContext;)"
                  + "Lorg/glassfish/grizzly/http/HttpContext;",
              HTTP + "HttpContext#getRequest()Lorg/glassfish/grizzly/http/HttpRequestPacket;",
              HTTP + "HttpEvents$ResponseCompleteEvent#TYPE",
              HTTP + "HttpPacketParsing#isHeaderParsed()Z",
              HTTP + "HttpResponsePacket#getStatus()I",
              HTTP + "server.Response#getRequest()Lorg/glassfish/grizzly/http/server/Request;",
              HTTP + "server.Request#getRequest()Lorg/glassfish/grizzly/http/HttpRequestPacket;",
              HTTP + "util.DataChunk#equals(Ljava/lang/String;)Z",
              // adapter
              GRIZZLY + "Grizzly#getDotedVersion()Ljava/lang/String;",
              GRIZZLY + "nio.NIOConnection#getChannel()Ljava/nio/channels/SelectableChannel;",
              GRIZZLY + "nio.NIOConnection#getSelectionKey()Ljava/nio/channels/SelectionKey;",
              GRIZZLY + "nio.NIOConnection#getProcessor()Lorg/glassfish/grizzly/Processor;",
              GRIZZLY
                  + "nio.NIOConnection#getAsyncWriteQueue()"
                  + "Lorg/glassfish/grizzly/asyncqueue/TaskQueue;",
              GRIZZLY
                  + "nio.NIOConnection#getAttributes()"
                  + "Lorg/glassfish/grizzly/attributes/AttributeHolder;",
              GRIZZLY + "asyncqueue.TaskQueue#isEmpty()Z",
              GRIZZLY
                  + "ssl.SSLUtils#getSSLEngine(Lorg/glassfish/grizzly/Connection;)"
                  + "Ljavax/net/ssl/SSLEngine;",
              GRIZZLY
                  + "attributes.AttributeHolder#getAttribute(Ljava/lang/String;)Ljava/lang/Object;",
              HTTP + "HttpServerFilter#HTTP_SERVER_REQUEST_ATTR_NAME",
              HTTP + "HttpHeader#isExpectContent()Z",
              HTTP + "HttpHeader#getHeaders()Lorg/glassfish/grizzly/http/util/MimeHeaders;",
              HTTP
                  + "util.MimeHeaders#getValue(Lorg/glassfish/grizzly/http/util/Header;)"
                  + "Lorg/glassfish/grizzly/http/util/DataChunk;",
              HTTP + "util.Header#ContentType",
              HTTP + "util.DataChunk#startsWithIgnoreCase(Ljava/lang/String;I)Z",
              HTTP + "HttpHeader#isChunked()Z",
              HTTP + "HttpHeader#isCommitted()Z",
              HTTP + "HttpHeader#isSecure()Z",
              HTTP + "HttpRequestPacket#getConnection()Lorg/glassfish/grizzly/Connection;",
              HTTP
                  + "HttpRequestPacket#getResponse()"
                  + "Lorg/glassfish/grizzly/http/HttpResponsePacket;",
              HTTP + "HttpHeader#getProcessingState()Lorg/glassfish/grizzly/http/ProcessingState;",
              HTTP + "ProcessingState#setKeepAlive(Z)V",
              HTTP + "ProcessingState#getHttpContext()Lorg/glassfish/grizzly/http/HttpContext;",
              HTTP + "HttpRequestPacket#methodC",
              HTTP
                  + "HttpRequestPacket#getRequestURIRef()"
                  + "Lorg/glassfish/grizzly/http/util/RequestURIRef;",
              HTTP + "util.RequestURIRef#getOriginalRequestURIBC" + CHUNK,
              HTTP + "util.DataChunk#getByteChunk()Lorg/glassfish/grizzly/http/util/ByteChunk;",
              HTTP + "util.ByteChunk#getBuffer()[B",
              HTTP + "util.ByteChunk#getStart()I",
              HTTP + "util.ByteChunk#getEnd()I"));

  private GrizzlyMembers() {}
}
