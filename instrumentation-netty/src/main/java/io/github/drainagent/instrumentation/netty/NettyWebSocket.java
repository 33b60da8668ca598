package io.github.drainagent.instrumentation.netty;

import static io.github.drainagent.engine.spi.WebSocketEnd.GOING_AWAY;
import static io.github.drainagent.engine.spi.WebSocketEnd.REASON;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameEncoder;
import java.util.concurrent.RejectedExecutionException;

/** A channel that was upgraded to WebSocket. */
final class NettyWebSocket {

  private NettyWebSocket() {}

  static boolean is(Channel channel) {
    return channel.pipeline().context(WebSocketFrameEncoder.class) != null;
  }

  /**
   * Sends a close frame, from any thread. It goes through Netty's encoder and past the application,
   * whose handlers see nothing before the client's answer.
   */
  static void announceEnd(Channel channel) {
    try {
      channel.eventLoop().execute(() -> close(channel));
    } catch (RejectedExecutionException noMoreEventLoop) {
      // the channel is closed
    }
  }

  private static void close(Channel channel) {
    ChannelHandlerContext encoder = channel.pipeline().context(WebSocketFrameEncoder.class);
    if (encoder == null) {
      return; // closed meanwhile
    }
    try {
      ((ChannelOutboundHandler) encoder.handler())
          .write(encoder, new CloseWebSocketFrame(GOING_AWAY, REASON), encoder.newPromise());
      encoder.flush();
    } catch (Exception e) {
      DrainDispatcher.suppressed(e);
    }
  }
}
