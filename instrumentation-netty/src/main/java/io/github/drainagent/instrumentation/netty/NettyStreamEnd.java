package io.github.drainagent.instrumentation.netty;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Stream;

/**
 * The end of one stream, sent on the event loop past the handlers of the application, which see
 * their stream closed as if the client had gone.
 */
final class NettyStreamEnd {

  /** RFC 9113, 7. */
  private static final long NO_ERROR = 0;

  private final ChannelHandlerContext context;
  private final Http2ConnectionHandler handler;
  private final int id;

  NettyStreamEnd(ChannelHandlerContext context, Http2ConnectionHandler handler, int id) {
    this.context = context;
    this.handler = handler;
    this.id = id;
  }

  void send() {
    try {
      Http2Stream stream = handler.connection().stream(id);
      if (stream != null && stream.state().localSideOpen() && isNextToBeSent(stream)) {
        handler
            .encoder()
            .writeData(context, id, Unpooled.EMPTY_BUFFER, 0, true, context.newPromise())
            .addListener(done -> stopTheClient());
        handler.flush(context);
      }
    } catch (Exception e) { // checked ones too, in 4.1.0
      DrainDispatcher.suppressed(e);
    }
  }

  /**
   * Whether no data waits for the client's window: what is written next would be merged with it,
   * and Netty takes the last one's word for where the stream ends, after a compressor has made an
   * end of its own.
   */
  private boolean isNextToBeSent(Http2Stream stream) {
    return !handler.encoder().flowController().hasFlowControlled(stream);
  }

  /** RFC 9113, 8.1: who has not sent the whole request need not go on with it. */
  private void stopTheClient() {
    Http2Stream stream = handler.connection().stream(id);
    if (stream != null && stream.state().remoteSideOpen() && !stream.state().localSideOpen()) {
      handler.resetStream(context, id, NO_ERROR, context.newPromise());
      context.flush();
    }
  }
}
