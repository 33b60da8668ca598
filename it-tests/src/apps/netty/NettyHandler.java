package io.github.drainagent.it.app;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Counts a request's body as it comes and answers at its end, or at its beginning. */
final class NettyHandler extends SimpleChannelInboundHandler<HttpObject> {
  private Target target = new Target("", "");
  private long bodyLength;

  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpObject message)
      throws IOException {
    if (message instanceof HttpRequest) {
      HttpRequest request = (HttpRequest) message;
      target = new Target(request.method().name(), request.uri());
      bodyLength = 0;
    }
    if (message instanceof HttpContent) {
      bodyLength += ((HttpContent) message).content().readableBytes();
    }
    boolean isUnread = target.path.equals("/unread");
    if (isUnread ? message instanceof HttpRequest : message instanceof LastHttpContent) {
      Endpoints.scheduled(target, bodyLength, new ChannelReply(context, target));
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException) {
      context.close();
    } else {
      new ChannelReply(context, target)
          .send(500, "failed\n")
          .addListener(ChannelFutureListener.CLOSE);
    }
  }

  private static final class ChannelReply implements Reply {
    private final ChannelHandlerContext context;
    private final Target target;
    private boolean committed;

    ChannelReply(ChannelHandlerContext context, Target target) {
      this.context = context;
      this.target = target;
    }

    @Override
    public void whole(int status, String text) {
      send(status, text);
    }

    ChannelFuture send(int status, String text) {
      ByteBuf body = target.isHead() ? Unpooled.EMPTY_BUFFER : bytes(text);
      DefaultFullHttpResponse response =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), body);
      response.headers().set(HttpHeaderNames.CONTENT_LENGTH, text.length());
      return context.writeAndFlush(response);
    }

    @Override
    public void chunk(String text) {
      if (!committed) {
        committed = true;
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        HttpUtil.setTransferEncodingChunked(head, true);
        context.write(head);
      }
      if (!target.isHead()) {
        context.writeAndFlush(new DefaultHttpContent(bytes(text)));
      }
    }

    @Override
    public void end() {
      context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    private static ByteBuf bytes(String text) {
      return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
    }
  }
}
