package io.github.drainagent.instrumentation.netty;

import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/**
 * What a message is. Netty's own classes are asked for first: HotSpot before 23 writes the
 * interface that a class was last asked for into that class (JDK-8180450), where Netty's own
 * questions for other interfaces, on other processors too, then miss theirs.
 */
final class NettyMessage {

  private NettyMessage() {}

  static @Nullable HttpRequest request(Object message) {
    if (message instanceof DefaultHttpRequest) {
      return (DefaultHttpRequest) message;
    }
    return isContent(message) || !(message instanceof HttpRequest) ? null : (HttpRequest) message;
  }

  static @Nullable HttpResponse response(Object message) {
    if (message instanceof DefaultHttpResponse) {
      return (DefaultHttpResponse) message;
    }
    return isContent(message) || !(message instanceof HttpResponse) ? null : (HttpResponse) message;
  }

  /** Also a message that is head and end in one. */
  static @Nullable LastHttpContent last(Object message) {
    if (message instanceof DefaultFullHttpResponse) {
      return (DefaultFullHttpResponse) message;
    }
    if (message instanceof DefaultLastHttpContent) {
      return (DefaultLastHttpContent) message;
    }
    Class<?> type = message.getClass();
    if (type == DefaultHttpResponse.class || type == DefaultHttpContent.class) {
      return null;
    }
    return message instanceof LastHttpContent ? (LastHttpContent) message : null;
  }

  private static boolean isContent(Object message) {
    Class<?> type = message.getClass();
    return message == LastHttpContent.EMPTY_LAST_CONTENT
        || type == DefaultHttpContent.class
        || type == DefaultLastHttpContent.class;
  }
}
