package io.github.drainagent.instrumentation.netty;

import static io.github.drainagent.instrumentation.netty.Server.chunk;
import static io.github.drainagent.instrumentation.netty.Server.full;

import io.github.drainagent.instrumentation.testing.Call;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A request and its response, on a thread that may wait, as small frameworks do it. */
final class NettyCall implements Call {

  private static final String THE_END = new String("the end");

  private final ChannelHandlerContext context;
  private final HttpMethod method;
  private final String path;
  private final boolean isOld;
  private final boolean expectsContinue;
  private final BlockingQueue<String> body = new LinkedBlockingQueue<>();
  private boolean hasBegun;
  private String type = "";

  NettyCall(ChannelHandlerContext context, HttpRequest request) {
    this.context = context;
    method = request.method();
    path = request.uri().replaceAll("\\?.*", "");
    isOld = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
    expectsContinue = HttpUtil.is100ContinueExpected(request);
  }

  /** On the channel's event loop. */
  void received(HttpContent content) {
    body.add(content.content().toString(StandardCharsets.ISO_8859_1));
    if (content instanceof LastHttpContent) {
      body.add(THE_END);
    }
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  @SuppressWarnings("ReferenceEquality")
  public String body() throws Exception {
    if (expectsContinue) {
      context.writeAndFlush(full(100, "")).sync();
    }
    StringBuilder all = new StringBuilder();
    for (String part = next(); part != THE_END; part = next()) {
      all.append(part);
    }
    return all.toString();
  }

  private String next() throws Exception {
    String part = body.poll(10, TimeUnit.SECONDS);
    if (part == null) {
      throw new IOException("half a body");
    }
    return part;
  }

  @Override
  public void type(String mediaType) {
    type = mediaType;
  }

  @Override
  public void write(String text) throws Exception {
    if (!hasBegun) {
      HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
      if (!isOld) {
        head.headers().set("Transfer-Encoding", "chunked");
      }
      if (!type.isEmpty()) {
        head.headers().set("Content-Type", type);
      }
      context.write(head);
      hasBegun = true;
    }
    context.writeAndFlush(chunk(text)).sync();
  }

  @Override
  public void end(String text) throws Exception {
    if (hasBegun) {
      context.write(chunk(text));
      context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT).sync();
    } else {
      FullHttpResponse whole = full(200, method.equals(HttpMethod.HEAD) ? "" : text);
      whole.headers().set("Content-Length", text.length());
      context.writeAndFlush(whole).sync();
    }
    if (isOld) {
      context.close();
    }
  }

  @Override
  public void nothing() throws Exception {
    context.writeAndFlush(full(204, "")).sync();
  }

  @Override
  public void upgrade() throws Exception {
    context.writeAndFlush(full(101, "")).sync();
    context.pipeline().remove(HttpServerCodec.class);
  }
}
