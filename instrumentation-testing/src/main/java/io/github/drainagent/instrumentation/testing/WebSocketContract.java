package io.github.drainagent.instrumentation.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.engine.spi.Protocol;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.NetworkChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A WebSocket is told that its server goes away, in its server's own way. */
public abstract class WebSocketContract {

  /** RFC 6455, 1.2. */
  private static final String HANDSHAKE =
      "GET /ws HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
          + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

  /** RFC 6455, 5.2: a close frame from a client, masked with zeros: 1001. */
  private static final String CLOSE = "\u0088\u0082\0\0\0\0\u0003\u00e9";

  protected final Woven woven;

  /** Of a server that was started for this test, and takes WebSockets at {@code /ws}. */
  private int port;

  protected WebSocketContract(Woven woven) {
    this.woven = woven;
  }

  /** Starts a server that takes WebSockets at {@code /ws}; its port. */
  protected abstract int start() throws Exception;

  protected abstract void stop() throws Exception;

  @BeforeEach
  void startServer() throws Exception {
    port = start();
    woven.reset();
  }

  @AfterEach
  void nothingIsLeftBehind() throws Exception {
    try {
      woven.nothingIsLeft();
    } finally {
      stop();
    }
  }

  protected final Client connect() throws IOException {
    return new Client(port);
  }

  /** The WebSocket: the connection that asked for it, or one in its place. */
  protected final Object upgraded(Client client) throws IOException {
    assertTrue(client.send(HANDSHAKE).readTo("\r\n\r\n").contains(" 101 "));
    Woven.await("the handshake is over", () -> woven.exchanges.isEmpty());
    return woven.onlyConnectionOf(Protocol.WEBSOCKET);
  }

  /** RFC 6455, 5.5.1: 1001, and a reason in the server's words or ours. */
  protected static void isClosed(Client client) throws IOException {
    String head = client.readTo("\u0003\u00e9");
    assertEquals('\u0088', head.charAt(0), head);
    int length = head.charAt(1);
    client.skip(length - 2);
    assertTrue(length > 2, "no reason");
    try {
      String rest = client.send(CLOSE).readAll();
      assertTrue(rest.isEmpty() || rest.charAt(0) == '\u0088', rest); // Netty answers the answer
    } catch (SocketException reset) {
      // some have closed by then, and the answer comes too late for them
    }
  }

  @Test
  void aWebSocketIsClosedWith1001AndAReason() throws Exception {
    try (Client client = connect()) {
      Object webSocket = upgraded(client);
      Object transport = woven.connector.transport(webSocket);
      assertTrue(transport instanceof NetworkChannel || transport instanceof Socket);
      DrainDispatcher.closing = true;
      woven.connector.announceEnd(webSocket);
      isClosed(client);
    }
  }

  @Test
  void aClientThatVanishesTakesItsWebSocketWithIt() throws Exception {
    Client client = connect();
    Object webSocket = upgraded(client);
    client.vanish();
    woven.connector.announceEnd(webSocket);
    Woven.await("gone", () -> !woven.hasOpenChannel(webSocket));
  }
}
