package io.github.drainagent.engine.spi;

import org.jspecify.annotations.Nullable;

/**
 * Whether a response is one of server-sent events, which has no end but whose clients come back by
 * themselves (HTML Standard, 9.2), and what ends it.
 */
public enum EventStream {
  /** It is another response, or none yet, or there is no ending it. */
  NO,

  /** A last chunk (RFC 9112, 7.1), then a FIN. */
  CHUNKED,

  /**
   * The same, but the server ends a chunk only as it begins the next: the line break behind the
   * data comes first.
   */
  WITHIN_CHUNK,

  /** A FIN: its end is the connection's, or is inside of TLS. */
  UNTIL_CLOSE,

  /** END_STREAM (RFC 9113, 8.1), which only its server can send: {@link Connector#endStream}. */
  END_STREAM;

  /** Its media type, in lower case. */
  public static final String TYPE = "text/event-stream";

  /**
   * Whether a response is one, by its type, whose case does not matter (RFC 9110, 8.3.1).
   *
   * @param contentType the header's value, parameters included
   */
  public static boolean isNamedBy(@Nullable String contentType) {
    return contentType != null && contentType.regionMatches(true, 0, TYPE, 0, TYPE.length());
  }
}
