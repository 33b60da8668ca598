package io.github.drainagent.instrumentation.tomcat;

import io.github.drainagent.engine.spi.EventStream;
import java.lang.reflect.Field;
import java.util.Map;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.buf.MessageBytes;
import org.apache.tomcat.util.net.SecureNio2Channel;
import org.apache.tomcat.util.net.SecureNioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/** Tells server-sent events from other responses, and how they are sent. */
final class TomcatEventStreams {

  /** The processor: with HTTP/2 and AJP it is another one. */
  private final Field hook = TomcatAdapter.field(Request.class, "hook");

  private final Field connection = TomcatAdapter.field(AbstractProcessor.class, "socketWrapper");

  TomcatEventStreams() throws NoSuchFieldException {}

  /**
   * @param http2 {@code null} where there was none yet
   */
  EventStream kind(Request request, @Nullable TomcatHttp2Members http2)
      throws IllegalAccessException {
    Object processor = hook.get(request);
    Response response = request.getResponse();
    if (!(processor instanceof AbstractProcessor)
        || !response.isCommitted()
        || !EventStream.isNamedBy(response.getContentType())) {
      return EventStream.NO;
    }
    if (processor instanceof Http11Processor) {
      return ofHttp1(response, (SocketWrapperBase<?>) connection.get(processor));
    }
    TomcatStreams streams = http2 == null ? null : http2.eventStreams();
    return streams != null && streams.isOf(processor) && mayEndEarly(response)
        ? EventStream.END_STREAM
        : EventStream.NO;
  }

  /** RFC 9113, 8.1.1, and what a compressor keeps for its end would be missing. */
  private static boolean mayEndEarly(Response response) {
    return response.getContentLengthLong() < 0
        && response.getMimeHeaders().getValue("Content-Encoding") == null;
  }

  private static EventStream ofHttp1(Response response, @Nullable SocketWrapperBase<?> carrier) {
    if (carrier == null) {
      return EventStream.NO;
    }
    if (isEncrypted(carrier) || !isChunked(response)) {
      return EventStream.UNTIL_CLOSE;
    }
    // else the rest of a chunk waits until the client has taken more
    return carrier.hasDataToWrite() ? EventStream.NO : EventStream.CHUNKED;
  }

  /** Of a stream of HTTP/2. */
  void end(Request request, Map<Object, TomcatUpgrade> upgraded) throws IllegalAccessException {
    Object processor = hook.get(request);
    if (processor instanceof AbstractProcessor) {
      SocketWrapperBase<?> carrier = (SocketWrapperBase<?>) connection.get(processor);
      TomcatUpgrade upgrade = carrier == null ? null : upgraded.get(carrier);
      if (upgrade instanceof TomcatHttp2) {
        ((TomcatHttp2) upgrade).endStream(carrier, processor, request);
      }
    }
  }

  private static boolean isEncrypted(SocketWrapperBase<?> carrier) {
    Object channel = carrier.getSocket();
    return channel instanceof SecureNioChannel || channel instanceof SecureNio2Channel;
  }

  /** Not by {@code getHeader}: that writes the text that it makes of the bytes into the header. */
  private static boolean isChunked(Response response) {
    MessageBytes coding = response.getMimeHeaders().getValue("Transfer-Encoding");
    return coding != null && coding.equalsIgnoreCase("chunked");
  }
}
