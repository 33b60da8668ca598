package io.github.drainagent.instrumentation.undertow;

import static io.github.drainagent.engine.spi.WebSocketEnd.GOING_AWAY;
import static io.github.drainagent.engine.spi.WebSocketEnd.REASON;

import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.util.concurrent.RejectedExecutionException;

/** Closes WebSockets, and knows when they are closed. */
final class UndertowWebSocket {

  private UndertowWebSocket() {}

  /** While it is being made. */
  static void enter(WebSocketChannel channel) {
    if (!channel.isClient()) {
      channel.addCloseTask(DrainDispatcher::closed);
      DrainDispatcher.opened(UndertowFamily.ID, channel);
    }
  }

  /** On its own thread, where nothing else is in the middle of a frame. */
  static void announceEnd(WebSocketChannel channel) {
    try {
      channel.getIoThread().execute(() -> close(channel));
    } catch (RejectedExecutionException stopped) {
      // and with it its connections
    }
  }

  private static void close(WebSocketChannel channel) {
    if (!channel.isCloseFrameSent()) {
      WebSockets.sendClose(GOING_AWAY, REASON, channel, null);
    }
  }
}
