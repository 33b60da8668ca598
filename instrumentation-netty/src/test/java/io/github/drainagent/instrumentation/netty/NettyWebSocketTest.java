package io.github.drainagent.instrumentation.netty;

import io.github.drainagent.instrumentation.testing.WebSocketContract;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;

class NettyWebSocketTest extends WebSocketContract {

  private Server server;

  NettyWebSocketTest() {
    super(WovenNetty.WOVEN);
  }

  @Override
  protected int start() {
    server =
        new Server(
            channel ->
                channel
                    .pipeline()
                    .addLast(
                        new HttpServerCodec(),
                        new HttpObjectAggregator(1000),
                        new WebSocketServerProtocolHandler("/ws")));
    return server.port;
  }

  @Override
  protected void stop() {
    server.close();
  }
}
