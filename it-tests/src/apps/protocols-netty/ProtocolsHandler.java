package io.github.drainagent.it.app;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerUpgradeHandler.UpgradeEvent;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** /fast, /slow and /events, in both versions of HTTP. */
final class ProtocolsHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final String STREAM = "x-http2-stream-id";

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    Target target = new Target(request.method().name(), request.uri());
    if (target.path.equals("/events")) {
      HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
      head.headers().set("Content-Type", "text/event-stream").set("Transfer-Encoding", "chunked");
      if (request.headers().contains(STREAM)) {
        head.headers().set(STREAM, request.headers().get(STREAM));
      }
      context.write(head);
      event(context);
      return;
    }
    FullHttpResponse answer = answer(request.headers().get(STREAM));
    if (target.path.equals("/slow")) {
      int millis = target.number("ms", 100);
      context
          .executor()
          .schedule(() -> context.writeAndFlush(answer), millis, TimeUnit.MILLISECONDS);
    } else {
      context.writeAndFlush(answer);
    }
  }

  /** What asked for the upgrade is answered on the first stream (RFC 7540, 3.2). */
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof UpgradeEvent) {
      FullHttpRequest request = ((UpgradeEvent) event).upgradeRequest();
      request.headers().set(STREAM, "1");
      channelRead0(context, request);
    }
  }

  private static FullHttpResponse answer(String stream) {
    FullHttpResponse answer =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.OK,
            Unpooled.copiedBuffer("ok\n", StandardCharsets.US_ASCII));
    answer.headers().set("Content-Length", "3");
    if (stream != null) {
      answer.headers().set(STREAM, stream);
    }
    return answer;
  }

  private static void event(ChannelHandlerContext context) {
    ChannelFuture written =
        context.writeAndFlush(
            new DefaultHttpContent(
                Unpooled.copiedBuffer("data: tick\n\n", StandardCharsets.US_ASCII)));
    written.addListener(
        done -> {
          if (done.isSuccess()) {
            context.executor().schedule(() -> event(context), 100, TimeUnit.MILLISECONDS);
          }
        });
  }
}
