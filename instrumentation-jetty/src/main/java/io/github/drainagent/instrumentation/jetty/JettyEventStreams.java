package io.github.drainagent.instrumentation.jetty;

import static io.github.drainagent.instrumentation.jetty.JettyTypes.call;
import static io.github.drainagent.instrumentation.jetty.JettyTypes.type;
import static java.util.Objects.requireNonNull;

import io.github.drainagent.engine.spi.EventStream;
import io.github.drainagent.engine.spi.Protocol;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.eclipse.jetty.http.HttpGenerator;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;

/** Which responses in flight are streams of server-sent events, and what ends them. */
final class JettyEventStreams {

  private final JettyTypes jetty;
  private final JettyProtocols protocols;
  private final Method carrier;
  private final Method connection;
  private final Method get;

  /** Until 11. */
  private @Nullable Method response;

  private @Nullable Method fields;

  /** In 12, where a response is asked under a lock. */
  private @Nullable Field headers;

  /** In 12. */
  private @Nullable Method stream;

  /** Of the channel, in 12 of its stream. */
  private final Method isCommitted;

  JettyEventStreams(JettyTypes jetty, JettyProtocols protocols)
      throws ReflectiveOperationException {
    this.jetty = jetty;
    this.protocols = protocols;
    Class<?> type;
    if (JettyTypes.isUntil11()) {
      Class<?> channel = type(JettyTypes.SERVER + "HttpChannel");
      carrier = channel.getMethod("getEndPoint");
      response = channel.getMethod("getResponse");
      fields = response.getReturnType().getMethod("getHttpFields");
      type = fields.getReturnType();
      isCommitted = channel.getMethod("isCommitted");
    } else {
      Class<?> channel = type(JettyTypes.SERVER + "internal.HttpChannelState");
      carrier = channel.getMethod("getConnectionMetaData");
      headers = channel.getDeclaredField("_responseHeaders");
      headers.setAccessible(true);
      stream = channel.getMethod("getHttpStream");
      isCommitted = stream.getReturnType().getMethod("isCommitted");
      type = type(JettyTypes.HOME + "http.HttpFields");
    }
    connection = carrier.getReturnType().getMethod("getConnection");
    get = type.getMethod("get", HttpHeader.class);
  }

  /** The generator is asked first: once it has made the head, nobody changes the headers. */
  EventStream of(Object channel) {
    Object http = connection(channel);
    if (http == null || !jetty.isHttp1(http)) {
      return http != null
              && isCommittedStream(http, channel)
              && isOfEvents(channel)
              && mayEndEarly(channel)
          ? EventStream.END_STREAM
          : EventStream.NO;
    }
    HttpGenerator generator = jetty.generator(http);
    if (!generator.isCommitted() || !isOfEvents(channel)) {
      return EventStream.NO;
    }
    EndPoint endPoint = ((Connection) http).getEndPoint();
    if (!generator.isChunking() || endPoint.getTransport() instanceof EndPoint) {
      return EventStream.UNTIL_CLOSE;
    }
    return generator.getContentPrepared() > 0 ? EventStream.WITHIN_CHUNK : EventStream.CHUNKED;
  }

  @Nullable Object connection(Object channel) {
    return call(connection, requireNonNull(call(carrier, channel)));
  }

  private boolean isCommittedStream(Object http, Object channel) {
    if (protocols.get(http.getClass()) != Protocol.HTTP_2) {
      return false;
    }
    Object committed = stream == null ? channel : call(stream, channel);
    return committed != null && Boolean.TRUE.equals(call(isCommitted, committed));
  }

  private boolean isOfEvents(Object channel) {
    Object type = call(get, requireNonNull(fields(channel)), HttpHeader.CONTENT_TYPE);
    return type instanceof String && EventStream.isNamedBy((String) type);
  }

  /** RFC 9113, 8.1.1, and what a compressor keeps for its end would be missing. */
  private boolean mayEndEarly(Object channel) {
    Object fields = requireNonNull(fields(channel));
    return call(get, fields, HttpHeader.CONTENT_LENGTH) == null
        && call(get, fields, HttpHeader.CONTENT_ENCODING) == null;
  }

  private @Nullable Object fields(Object channel) {
    if (response != null && fields != null) {
      return call(fields, call(response, channel));
    }
    try {
      return requireNonNull(headers).get(channel);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
