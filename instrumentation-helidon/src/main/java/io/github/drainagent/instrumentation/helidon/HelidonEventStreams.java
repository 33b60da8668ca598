package io.github.drainagent.instrumentation.helidon;

import static io.github.drainagent.instrumentation.helidon.HelidonAdapter.WEBSERVER;
import static io.github.drainagent.instrumentation.helidon.HelidonAdapter.call;
import static io.github.drainagent.instrumentation.helidon.HelidonAdapter.constant;
import static io.github.drainagent.instrumentation.helidon.HelidonAdapter.field;
import static io.github.drainagent.instrumentation.helidon.HelidonAdapter.get;
import static io.github.drainagent.instrumentation.helidon.HelidonAdapter.type;
import static java.util.Objects.requireNonNull;

import io.github.drainagent.engine.spi.EventStream;
import io.github.drainagent.engine.spi.WeakIdentityMap;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which exchanges have a response of server-sent events. It is told of each response that is
 * streamed when its head is out, since nothing leads from the start of a request to its response.
 */
final class HelidonEventStreams {

  private final Class<?> response = type(WEBSERVER + "http1.Http1ServerResponse");
  private final Field request = field(response, "request");
  private final Method headers = type(WEBSERVER + "http.ServerResponse").getMethod("headers");
  private final Method prologue = type(WEBSERVER + "http.HttpRequest").getMethod("prologue");
  private final Method secure = type(WEBSERVER + "http.ServerRequest").getMethod("isSecure");
  private final Method first =
      type("io.helidon.http.Headers").getMethod("first", type("io.helidon.http.HeaderName"));
  private final Object contentType = constant("HeaderNames", "CONTENT_TYPE");
  private final Object contentLength = constant("HeaderNames", "CONTENT_LENGTH");
  private final Object transferEncoding = constant("HeaderNames", "TRANSFER_ENCODING");

  /** By the exchange, which has an {@code equals} of its own. */
  private final WeakIdentityMap<EventStream> kinds = new WeakIdentityMap<>();

  /** From a sink's context, where there are such. */
  private final @Nullable Method responseOf = responseOfSink();

  HelidonEventStreams() throws ReflectiveOperationException {}

  private static @Nullable Method responseOfSink() {
    try {
      return type(WEBSERVER + "http.spi.SinkProviderContext").getMethod("serverResponse");
    } catch (ReflectiveOperationException before) {
      return null;
    }
  }

  /** The head of a response is out, and its body is to follow. */
  void began(Object itsRequest, Object itsHeaders) {
    if (EventStream.isNamedBy(header(itsHeaders, contentType))
        && header(itsHeaders, contentLength) == null) {
      kinds.forgetCollected();
      boolean chunked = header(itsHeaders, transferEncoding) != null;
      boolean encrypted = Boolean.TRUE.equals(call(secure, itsRequest));
      kinds.put(
          requireNonNull(call(prologue, itsRequest)),
          chunked && !encrypted ? EventStream.CHUNKED : EventStream.UNTIL_CLOSE);
    }
  }

  /**
   * The same, said by the sink of events that some versions have, which writes its own head.
   *
   * @param context what it was made from; it may be one of HTTP/2
   */
  void sinkBegan(Object context) {
    Object its = responseOf == null ? null : call(responseOf, context);
    if (response.isInstance(its)) {
      began(requireNonNull(get(request, its)), requireNonNull(call(headers, its)));
    }
  }

  EventStream kind(Object exchange) {
    EventStream known = kinds.get(exchange);
    return known == null ? EventStream.NO : known;
  }

  private @Nullable String header(Object of, Object name) {
    return (String) ((Optional<?>) requireNonNull(call(first, of, name))).orElse(null);
  }
}
