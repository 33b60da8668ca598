package io.github.drainagent.instrumentation.netty;

import static io.github.drainagent.instrumentation.testing.Woven.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.engine.spi.EventStream;
import io.github.drainagent.instrumentation.testing.Http2Client;
import io.github.drainagent.instrumentation.testing.Woven;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stream of events in HTTP/2 is ended by Netty itself. */
class Http2EventStreamTest {

  private static final Woven woven = WovenNetty.WOVEN;
  private static final String EVENT = "data: 1\n\n";

  /** RFC 9113, 6.9.2. */
  private static final int WINDOW = 65_535;

  /** Streams that the test has to answer. */
  private final BlockingQueue<ChannelHandlerContext> streams = new LinkedBlockingQueue<>();

  private final Server server = new Server(this::multiplexed);

  private void multiplexed(Channel channel) {
    channel
        .pipeline()
        .addLast(
            Http2FrameCodecBuilder.forServer().build(),
            new Http2MultiplexHandler(
                new ChannelInboundHandlerAdapter() {
                  @Override
                  public void channelRead(ChannelHandlerContext context, Object frame) {
                    if (frame instanceof Http2HeadersFrame) {
                      streams.add(context);
                    }
                    ReferenceCountUtil.release(frame);
                  }

                  @Override
                  public boolean isSharable() {
                    return true;
                  }
                }));
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

  private ChannelHandlerContext head(String type) throws InterruptedException {
    ChannelHandlerContext stream = streams.poll(10, TimeUnit.SECONDS);
    stream.writeAndFlush(
        new DefaultHttp2HeadersFrame(
            new DefaultHttp2Headers().status("200").add("content-type", type)));
    return stream;
  }

  private static ChannelFuture write(ChannelHandlerContext stream, String text) {
    return stream.writeAndFlush(
        new DefaultHttp2DataFrame(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII)));
  }

  @Test
  void aStreamOfEventsEndsAndTheOthersOfItsConnectionGoOn() throws Exception {
    try (Http2Client client = new Http2Client(server.port)) {
      client.get(1, "/events");
      ChannelHandlerContext stream = head("Text/Event-Stream;charset=UTF-8");
      write(stream, EVENT).sync();
      Object exchange = woven.onlyExchange();
      assertEquals(EventStream.END_STREAM, woven.connector.eventStream(exchange));
      woven.connector.endStream(exchange);
      assertEquals(EVENT, client.answer(1));
      await("over", () -> woven.exchanges.isEmpty());
      assertFalse(write(stream, EVENT).await().isSuccess(), "as if the client were gone");
      await("its channel is closed", () -> !stream.channel().isActive());
      client.get(3, "/other");
      ChannelHandlerContext other = head("text/plain");
      Http2Client.Frame next = client.next();
      assertEquals(3, next.stream, "the next frame is " + next);
      other.writeAndFlush(new DefaultHttp2DataFrame(Unpooled.EMPTY_BUFFER, true));
      client.answer(3);
    }
  }

  @Test
  void aStreamIsNotEndedTwice() throws Exception {
    try (Http2Client client = new Http2Client(server.port)) {
      client.get(1, "/events");
      write(head("text/event-stream"), EVENT).sync();
      Object exchange = woven.onlyExchange();
      woven.connector.endStream(exchange);
      woven.connector.endStream(exchange);
      assertEquals(EVENT, client.answer(1));
      client.send(Http2Client.PING, 0, 0, new byte[8]);
      assertEquals(Http2Client.PING, client.next().type);
    }
  }

  @Test
  void anyOtherResponseIsLeftAlone() throws Exception {
    for (String type : new String[] {"text/plain", "application/grpc", "text/event"}) {
      try (Http2Client client = new Http2Client(server.port)) {
        client.get(1, "/other");
        ChannelHandlerContext stream = head(type);
        client.next(Http2Client.HEADERS);
        assertEquals(EventStream.NO, woven.connector.eventStream(woven.onlyExchange()), type);
        stream.writeAndFlush(new DefaultHttp2DataFrame(Unpooled.EMPTY_BUFFER, true));
        client.answer(1);
      }
    }
  }

  @Test
  void whatTheClientHasNotTakenYetComesBeforeTheEnd() throws Exception {
    try (Http2Client client = new Http2Client(server.port)) {
      client.get(1, "/events");
      ChannelHandlerContext stream = head("text/event-stream");
      write(stream, new String(new char[WINDOW]).replace('\0', 'x')).sync();
      ChannelFuture waiting = write(stream, "waits");
      Object exchange = woven.onlyExchange();
      woven.connector.endStream(exchange);
      client.roundTrip();
      client.allow(1, WINDOW);
      waiting.sync();
      Http2Client.Frame late = client.next(Http2Client.DATA);
      assertEquals("waits", new String(late.payload, StandardCharsets.US_ASCII));
      assertFalse(late.endsStream(), "more could have been written behind it");
      woven.connector.endStream(exchange);
      assertEquals("", client.answer(1));
    }
  }

  /** RFC 9113, 8.1. */
  @Test
  void aClientThatIsStillSendingItsRequestNeedNotGoOn() throws Exception {
    try (Http2Client client = new Http2Client(server.port)) {
      client.begin(1, "/events");
      write(head("text/event-stream"), EVENT).sync();
      woven.connector.endStream(woven.onlyExchange());
      assertEquals(EVENT, client.answer(1));
      assertArrayEquals(new byte[4], client.next(Http2Client.RESET).payload);
      await("over", () -> woven.exchanges.isEmpty());
    }
  }

  @Test
  void aStreamThatItsClientHasGivenUpIsLeftAlone() throws Exception {
    try (Http2Client client = new Http2Client(server.port)) {
      client.get(1, "/events");
      write(head("text/event-stream"), EVENT).sync();
      Object exchange = woven.onlyExchange();
      client.send(Http2Client.RESET, 0, 1, new byte[] {0, 0, 0, 8});
      await("over", () -> woven.exchanges.isEmpty());
      woven.connector.endStream(exchange);
      client.roundTrip();
      assertTrue(woven.suppressed.isEmpty());
    }
  }
}
