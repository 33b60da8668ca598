package io.github.drainagent.engine.spi;

/** What the close frame of a drain says, whichever server sends it. */
public final class WebSocketEnd {

  /** RFC 6455, 7.4.1: the server is going down. */
  public static final int GOING_AWAY = 1001;

  /** At most 123 bytes (RFC 6455, 5.5). */
  public static final String REASON = "the server is shutting down";

  private WebSocketEnd() {}
}
