package io.github.drainagent.instrumentation.netty;

import static io.github.drainagent.instrumentation.netty.Server.chunk;
import static io.github.drainagent.instrumentation.netty.Server.chunkedHead;
import static io.github.drainagent.instrumentation.testing.Woven.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.drainagent.engine.spi.EventStream;
import io.github.drainagent.instrumentation.testing.Client;
import io.github.drainagent.instrumentation.testing.Woven;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stream of events has no end of its own. */
class NettyEventStreamTest {

  private static final Woven woven = WovenNetty.WOVEN;

  @BeforeEach
  void fresh() {
    woven.reset();
  }

  @AfterEach
  void nothingIsLeftBehind() {
    woven.nothingIsLeft();
  }

  @Test
  void aStreamOfEventsIsKnownByItsType() throws Exception {
    assertEquals(EventStream.CHUNKED, whileStreaming("text/event-stream;charset=UTF-8", true));
  }

  @Test
  void withoutChunksItEndsWithItsConnection() throws Exception {
    assertEquals(EventStream.UNTIL_CLOSE, whileStreaming("text/event-stream", false));
  }

  @Test
  void anyOtherStreamIsLeftAlone() throws Exception {
    assertEquals(EventStream.NO, whileStreaming("text/plain", true));
  }

  private EventStream whileStreaming(String type, boolean chunked) throws Exception {
    try (Server server = new Server();
        Client client = new Client(server.port)) {
      client.get("/events");
      ChannelHandlerContext request = server.nextOpen();
      assertEquals(
          EventStream.NO, woven.connector.eventStream(woven.onlyExchange()), "no head yet");
      HttpResponse head = chunkedHead();
      head.headers().set("Content-Type", type);
      if (!chunked) {
        head.headers().remove("Transfer-Encoding");
      }
      request.write(head);
      request.writeAndFlush(chunk("data: 1\n\n"));
      client.readTo("data: 1\n\n");
      EventStream answer = woven.connector.eventStream(woven.onlyExchange());
      request.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
      await("ended", () -> woven.exchanges.isEmpty());
      return answer;
    }
  }
}
