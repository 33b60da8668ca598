package io.github.drainagent.instrumentation.jetty;

import static io.github.drainagent.instrumentation.jetty.JettyTypes.call;
import static io.github.drainagent.instrumentation.jetty.JettyTypes.type;

import java.lang.reflect.Method;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * The responses of Jetty 9.4 to 11, whose headers are a class in 9.4 and an interface from 10 on.
 */
final class JettyResponses {

  private final Method isCommitted;
  private final Method request;
  private final Method version;
  private final Method response;
  private final Method status;
  private final Method headers;
  private final Method put;
  private final Method contains;

  JettyResponses() throws ReflectiveOperationException {
    Class<?> channel = type(JettyTypes.SERVER + "HttpChannel");
    isCommitted = channel.getMethod("isCommitted");
    request = channel.getMethod("getRequest");
    version = request.getReturnType().getMethod("getHttpVersion");
    response = channel.getMethod("getResponse");
    status = response.getReturnType().getMethod("getStatus");
    headers = response.getReturnType().getMethod("getHttpFields");
    put = headers.getReturnType().getMethod("put", HttpHeader.class, String.class);
    contains = headers.getReturnType().getMethod("contains", HttpHeader.class);
  }

  /**
   * Makes the response that a channel is about to commit its connection's last one. An upgraded
   * connection has no further response.
   *
   * @param whole whether its whole body is known, and so its length
   */
  void sayClose(Object channel, boolean whole) {
    Object current = call(response, channel);
    if (isTrue(call(isCommitted, channel)) || status(current) < 200) {
      return;
    }
    Object fields = call(headers, current);
    call(put, fields, HttpHeader.CONNECTION, "close");
    if (!whole
        && call(version, call(request, channel)) == HttpVersion.HTTP_1_1
        && !isTrue(call(contains, fields, HttpHeader.CONTENT_LENGTH))
        && !isTrue(call(contains, fields, HttpHeader.TRANSFER_ENCODING))) {
      call(put, fields, HttpHeader.TRANSFER_ENCODING, "chunked");
    }
  }

  private int status(@Nullable Object current) {
    Object code = call(status, current);
    return code instanceof Integer ? (Integer) code : 0;
  }

  private static boolean isTrue(@Nullable Object answer) {
    return Boolean.TRUE.equals(answer);
  }
}
