package io.github.drainagent.instrumentation.netty;

import static io.github.drainagent.instrumentation.testing.Woven.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.engine.spi.EventStream;
import io.github.drainagent.instrumentation.testing.Client;
import io.github.drainagent.instrumentation.testing.Http2Client;
import io.github.drainagent.instrumentation.testing.Woven;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerUpgradeHandler;
import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2ServerUpgradeCodec;
import io.netty.handler.codec.http2.HttpToHttp2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.InboundHttp2ToHttpAdapterBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class Http2Test {

  private static final String STREAM = "x-http2-stream-id";

  private static final Woven woven = new Woven(new NettyFamily());

  private final Server server = new Server(channel -> channel.pipeline().addLast(http2()));

  private static Http2ConnectionHandler http2() {
    Http2Connection connection = new DefaultHttp2Connection(true);
    return new HttpToHttp2ConnectionHandlerBuilder()
        .connection(connection)
        .frameListener(
            new InboundHttp2ToHttpAdapterBuilder(connection).maxContentLength(65536).build())
        .build();
  }

  @BeforeEach
  void fresh() {
    woven.reset();
  }

  @AfterEach
  void nothingIsLeftBehind() {
    woven.nothingIsLeft();
    server.close();
  }

  private static void answer(ChannelHandlerContext context, int stream, String text) {
    FullHttpResponse response = Server.full(200, text);
    response.headers().set(STREAM, stream);
    context.writeAndFlush(response);
  }

  @Test
  void eachStreamIsAnExchange() throws Exception {
    try (Http2Client client = new Http2Client(server.port)) {
      client.get(1, "/a");
      client.get(3, "/b");
      ChannelHandlerContext context = server.nextOpen();
      server.nextOpen();
      await("two", () -> woven.exchanges.size() == 2);
      assertEquals(1, woven.opened.get());
      answer(context, 3, "b");
      assertEquals("b", client.answer(3));
      assertEquals("stream 1", woven.connector.describe(woven.onlyExchange()));
      answer(context, 1, "a");
      assertEquals("a", client.answer(1));
      await("none", () -> woven.exchanges.isEmpty());
    }
  }

  @Test
  void aStreamOfEventsFromAHandlerOfHttp1IsEnded() throws Exception {
    try (Http2Client client = new Http2Client(server.port)) {
      client.get(1, "/events");
      ChannelHandlerContext context = server.nextOpen();
      HttpResponse head = Server.chunkedHead();
      head.headers().set("Content-Type", "text/event-stream").set(STREAM, 1);
      context.write(head);
      context.writeAndFlush(Server.chunk("data: 1\n\n")).sync();
      Object exchange = woven.onlyExchange();
      assertEquals(EventStream.END_STREAM, woven.connector.eventStream(exchange));
      woven.connector.endStream(exchange);
      assertEquals("data: 1\n\n", client.answer(1));
      await("none", () -> woven.exchanges.isEmpty());
      assertFalse(context.writeAndFlush(Server.chunk("data: 2\n\n")).await().isSuccess());
    }
  }

  @Test
  void whatIsOnItsWayWhenTheFirstGoAwayLeavesIsServedAndThenTheLastStreamIsNamed()
      throws Exception {
    try (Http2Client client = new Http2Client(server.port)) {
      client.get(1, "/a");
      ChannelHandlerContext context = server.nextOpen();
      Object connection = woven.onlyConnection();
      DrainDispatcher.closing = true;
      woven.connector.announceEnd(connection);
      assertEquals(Integer.MAX_VALUE, client.next(Http2Client.GOAWAY).lastStream());
      byte[] ping = client.next(Http2Client.PING).payload;
      client.get(3, "/b");
      server.nextOpen();
      client.send(Http2Client.PING, Http2Client.ACK, 0, ping);
      assertEquals(3, client.next(Http2Client.GOAWAY).lastStream());
      assertFalse(woven.connector.idle(connection));
      answer(context, 1, "a");
      assertEquals("a", client.answer(1));
      assertFalse(woven.connector.idle(connection));
      answer(context, 3, "b");
      assertEquals("b", client.answer(3));
      await("idle", () -> woven.connector.idle(connection));
    }
  }

  @Test
  void aConnectionWithoutStreamsIsIdleOnlyOnceItsClientKnows() throws Exception {
    try (Http2Client client = new Http2Client(server.port)) {
      client.next(Http2Client.SETTINGS);
      Object connection = woven.onlyConnection();
      assertFalse(woven.connector.idle(connection));
      DrainDispatcher.closing = true;
      woven.connector.announceEnd(connection);
      byte[] ping = client.next(Http2Client.PING).payload;
      assertFalse(woven.connector.idle(connection));
      client.send(Http2Client.PING, Http2Client.ACK, 0, ping);
      assertEquals(0, client.next(Http2Client.GOAWAY).lastStream());
      await("idle", () -> woven.connector.idle(connection));
    }
  }

  @Test
  void aClientThatAnswersNoPingIsToldTheLastStreamAllTheSame() throws Exception {
    try (Http2Client client = new Http2Client(server.port)) {
      client.next(Http2Client.SETTINGS);
      DrainDispatcher.closing = true;
      woven.connector.announceEnd(woven.onlyConnection());
      assertEquals(Integer.MAX_VALUE, client.next(Http2Client.GOAWAY).lastStream());
      assertEquals(0, client.next(Http2Client.GOAWAY).lastStream());
      woven.idle("after the time for a round trip");
    }
  }

  @Test
  void aClientThatVanishesTakesItsStreamsWithIt() throws Exception {
    try (Http2Client client = new Http2Client(server.port)) {
      client.get(1, "/a");
      server.nextOpen();
      woven.onlyExchange();
    }
  }

  @Test
  void aConnectionThatBeganAsHttp1IsItsStreamsAfterTheUpgrade() throws Exception {
    try (Server upgrading = new Server(Http2Test::upgradable);
        Client client = new Client(upgrading.port)) {
      client.send(
          "GET /a HTTP/1.1\r\nHost: h\r\nConnection: Upgrade, HTTP2-Settings\r\n"
              + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n");
      client.readTo("101 Switching Protocols");
      ChannelHandlerContext context = upgrading.nextOpen();
      assertEquals("stream 1", woven.connector.describe(woven.onlyExchange()));
      assertEquals(1, woven.connections.size());
      client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0");
      answer(context, 1, "fine");
      client.readTo("fine");
      await("none", () -> woven.exchanges.isEmpty());
      assertEquals(1, woven.connections.size());
    }
  }

  private static void upgradable(Channel channel) {
    HttpServerCodec http1 = new HttpServerCodec();
    channel
        .pipeline()
        .addLast(
            http1,
            new HttpServerUpgradeHandler(
                http1, protocol -> new Http2ServerUpgradeCodec(http2()), 65536),
            new ChannelInboundHandlerAdapter() {
              @Override
              public void userEventTriggered(ChannelHandlerContext context, Object event) {
                if (event instanceof HttpServerUpgradeHandler.UpgradeEvent) {
                  HttpRequest request =
                      ((HttpServerUpgradeHandler.UpgradeEvent) event).upgradeRequest().retain();
                  context.fireChannelRead(request);
                }
              }
            });
  }

  @Test
  void aClientThatNeverStopsOpeningStreamsLosesNoneThatWasAccepted() throws Exception {
    try (Http2Client client = new Http2Client(server.port)) {
      Object connection = null;
      int accepted = Integer.MAX_VALUE;
      int stream = 1;
      for (; stream < accepted; stream += 2) {
        client.get(stream, "/ok");
        if (connection == null) {
          connection = woven.onlyConnection();
        }
        if (stream == 21) {
          DrainDispatcher.closing = true;
          woven.connector.announceEnd(connection);
          client.next(Http2Client.GOAWAY);
          byte[] ping = client.next(Http2Client.PING).payload;
          client.get(stream += 2, "/ok");
          client.send(Http2Client.PING, Http2Client.ACK, 0, ping);
          accepted = client.next(Http2Client.GOAWAY).lastStream();
        }
      }
      assertEquals(23, accepted);
      client.get(25, "/ok");
      for (int answered = 1; answered <= accepted; answered += 2) {
        answer(server.nextOpen(), answered, "fine");
        assertEquals("fine", client.answer(answered));
      }
      Object ending = connection;
      await("idle", () -> woven.connector.idle(ending));
      assertTrue(server.open.isEmpty(), "a stream above the last was served");
      assertEquals(12, woven.begun.get());
    }
  }
}
