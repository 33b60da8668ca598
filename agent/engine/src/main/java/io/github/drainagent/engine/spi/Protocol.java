package io.github.drainagent.engine.spi;

/** What a connection speaks, as far as its end is concerned. */
public enum Protocol {
  /**
   * Its end is told by the next response. One on which nothing is in flight stays usable for a
   * while ({@code idle}) and then gets a FIN.
   */
  HTTP_1("HTTP/1"),

  /**
   * The connector announces its end (RFC 9113, 6.8) and calls it idle only once the client knows
   * which streams are the last: it gets its FIN a second later, where the client has not hung up.
   */
  HTTP_2("HTTP/2"),

  /**
   * The connector announces its end (RFC 6455, 7.4.1: 1001). It is waited for until it is closed,
   * but no longer than {@code websocket}.
   */
  WEBSOCKET("WebSocket");

  private final String text;

  Protocol(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
