package io.github.drainagent.instrumentation.netty;

import static io.github.drainagent.instrumentation.netty.Server.chunk;
import static io.github.drainagent.instrumentation.netty.Server.chunkedHead;
import static io.github.drainagent.instrumentation.netty.Server.full;
import static io.github.drainagent.instrumentation.testing.Woven.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.instrumentation.testing.Client;
import io.github.drainagent.instrumentation.testing.Woven;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NettyTest {

  private static final Woven woven = new Woven(new NettyFamily());

  private final Server server = new Server();

  @BeforeEach
  void fresh() {
    woven.reset();
    server.on("/ok", context -> context.writeAndFlush(full(200, "fine")));
  }

  @AfterEach
  void nothingIsLeftBehind() {
    // Before the loops end: those of Netty 4.2 may leave a half-closed channel open for ever.
    woven.nothingIsLeft();
    server.close();
  }

  @Test
  void anIdleConnectionStaysOpenAndKeptAlive() throws Exception {
    try (Client client = new Client(server.port)) {
      for (int i = 1; i <= 3; i++) {
        String answer = client.get("/ok").readTo("fine");
        assertFalse(answer.contains("close"), answer);
        assertEquals(i, woven.begun.get());
        await("ended", () -> woven.exchanges.isEmpty());
      }
      woven.idle("after three requests");
      assertInstanceOf(SocketChannel.class, woven.connector.transport(woven.onlyConnection()));
      assertTrue(woven.connector.name().startsWith("Netty 4."), woven.connector.name());
      assertEquals(1, woven.opened.get());
    }
  }

  @Test
  void aPlainDecoderAndEncoderDoTheSame() throws Exception {
    try (Server plain =
        new Server(
            channel ->
                channel.pipeline().addLast(new HttpRequestDecoder(), new HttpResponseEncoder()))) {
      plain.on("/ok", context -> context.writeAndFlush(full(200, "fine")));
      try (Client client = new Client(plain.port)) {
        client.get("/ok").readTo("fine");
        DrainDispatcher.closing = true;
        assertTrue(client.get("/ok").readAll().toLowerCase().contains("connection: close"));
        assertEquals(2, woven.begun.get());
      }
      await("connections gone", () -> woven.connections.isEmpty());
    }
  }

  @Test
  void aResponseThatTheClientDoesNotReadIsStillInFlight() throws Exception {
    char[] much = new char[16 << 20];
    java.util.Arrays.fill(much, 'x');
    try (Client client = new Client(server.port)) {
      client.get("/much");
      ChannelHandlerContext request = server.nextOpen();
      CountDownLatch written = new CountDownLatch(1);
      request
          .executor()
          .execute(
              () -> {
                request.writeAndFlush(full(200, new String(much)));
                request.executor().execute(written::countDown);
              });
      assertTrue(written.await(10, TimeUnit.SECONDS));
      assertEquals(1, woven.exchanges.size());
      client.readTo("\r\n\r\n");
      client.skip(much.length);
      await("ended", () -> woven.exchanges.isEmpty());
    }
  }

  @Test
  void noHandlerIsToldThatTheOutputOfItsChannelHasEnded() throws Exception {
    DrainDispatcher.closing = true;
    try (Client client = new Client(server.port)) {
      assertTrue(client.get("/ok").readAll().endsWith("fine"));
      assertTrue(server.events.isEmpty(), () -> "told of " + server.events);
    }
  }

  @Test
  void pipelinedRequestsThatWaitAreAllAnswered() throws Exception {
    try (Client client = new Client(server.port)) {
      client.get("/a").get("/b");
      ChannelHandlerContext request = server.nextOpen();
      server.nextOpen();
      DrainDispatcher.closing = true;
      request.writeAndFlush(full(200, "a"));
      request.writeAndFlush(full(200, "b"));
      String answers = client.readAll();
      assertEquals(answers.lastIndexOf("HTTP/1.1"), headOf(answers, "close"), answers);
      assertTrue(answers.endsWith("b"), answers);
    }
  }

  private static int headOf(String answers, String word) {
    return answers.lastIndexOf("HTTP/1.1", answers.indexOf(word));
  }

  @Test
  void whatComesAfterTheLastResponseIsReadAndNeitherServedNorReset() throws Exception {
    try (Client client = new Client(server.port)) {
      client.get("/slow");
      ChannelHandlerContext request = server.nextOpen();
      DrainDispatcher.closing = true;
      request.writeAndFlush(chunkedHead());
      client.readTo("\r\n\r\n");
      client.get("/ok").get("/ok");
      request.writeAndFlush(chunk("fine"));
      request.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
      client.readTo("0\r\n\r\n");
      client.get("/ok").get("/ok");
      assertEquals("", client.readAll());
      assertEquals("/slow", server.received.toString());
    }
  }

  @Test
  void anEarlyAnswerDoesNotTakeTheRestOfTheBodyFromTheApplication() throws Exception {
    try (Client client = new Client(server.port)) {
      client.send("POST /early HTTP/1.1\r\nHost: h\r\nContent-Length: 6\r\n\r\nabc");
      ChannelHandlerContext request = server.nextOpen();
      DrainDispatcher.closing = true;
      request.writeAndFlush(full(200, "fine"));
      String answer = client.readAll();
      assertTrue(answer.toLowerCase().contains("connection: close"), answer);
      client.send("def");
      await("the whole body", () -> server.received.toString().equals("/earlyabcdef"));
    }
  }

  @Test
  void aPartlyReadRequestIsNotIdle() throws Exception {
    try (Client client = new Client(server.port)) {
      client.get("/ok").readTo("fine");
      Object connection = woven.onlyConnection();
      await("idle", () -> woven.connector.idle(connection));
      client.send("GET /o");
      await("partly read", () -> !woven.connector.idle(connection));
      client.send("k HTTP/1.1\r\n");
      client.send("Host: h\r\n");
      assertEquals(1, woven.begun.get());
      assertFalse(woven.connector.idle(connection));
      DrainDispatcher.closing = true;
      assertTrue(client.send("\r\n").readAll().endsWith("fine"));
    }
  }

  @Test
  void interimResponsesAnswerNothing() throws Exception {
    DrainDispatcher.closing = true;
    try (Client client = new Client(server.port)) {
      client.send("POST /up HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\n");
      ChannelHandlerContext request = server.nextOpen();
      request.writeAndFlush(full(100, ""));
      request.write(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(103)));
      request.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
      client.readTo("103");
      assertFalse(client.readTo("\r\n\r\n").contains("close"));
      assertEquals(1, woven.exchanges.size());
      client.send("abc");
      request.writeAndFlush(full(200, "fine"));
      assertTrue(client.readAll().toLowerCase().contains("connection: close"));
    }
  }

  @Test
  void aRequestThatIsNoneIsAnsweredOnce() throws Exception {
    server.on("/bad-request", context -> context.writeAndFlush(full(400, "bad")));
    DrainDispatcher.closing = true;
    try (Client client = new Client(server.port)) {
      assertTrue(client.send("nonsense\r\n\r\n").readAll().endsWith("bad"));
      assertEquals(1, woven.begun.get());
    }
  }

  @Test
  void aClientChannelIsNeverCounted() throws Exception {
    NioEventLoopGroup group = new NioEventLoopGroup(1);
    CountDownLatch answered = new CountDownLatch(1);
    Channel client =
        new Bootstrap()
            .group(group)
            .channel(NioSocketChannel.class)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            new HttpClientCodec(),
                            new ChannelInboundHandlerAdapter() {
                              @Override
                              public void channelRead(ChannelHandlerContext c, Object message) {
                                if (message instanceof LastHttpContent) {
                                  answered.countDown();
                                }
                              }
                            });
                  }
                })
            .connect(InetAddress.getLoopbackAddress(), server.port)
            .sync()
            .channel();
    client.writeAndFlush(new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/ok"));
    assertTrue(answered.await(10, TimeUnit.SECONDS));
    assertEquals(1, woven.opened.get());
    assertEquals(1, woven.begun.get());
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
  }
}
