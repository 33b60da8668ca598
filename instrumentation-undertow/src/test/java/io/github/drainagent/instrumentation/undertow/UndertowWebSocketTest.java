package io.github.drainagent.instrumentation.undertow;

import io.github.drainagent.instrumentation.testing.WebSocketContract;
import io.undertow.Handlers;
import io.undertow.websockets.core.AbstractReceiveListener;

class UndertowWebSocketTest extends WebSocketContract {

  private UndertowServer server;

  UndertowWebSocketTest() {
    super(UndertowServer.WOVEN);
  }

  @Override
  protected int start() {
    server = new UndertowServer();
    server.on(
        "/ws",
        Handlers.websocket(
            (exchange, channel) -> {
              channel.getReceiveSetter().set(new AbstractReceiveListener() {});
              channel.resumeReceives();
            }));
    return server.port();
  }

  @Override
  protected void stop() {
    server.close();
  }
}
