package io.github.drainagent.instrumentation.pekko;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.instrumentation.testing.Call;
import io.github.drainagent.instrumentation.testing.Client;
import io.github.drainagent.instrumentation.testing.ExchangeContract;
import io.github.drainagent.instrumentation.testing.TestServer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;

class PekkoExchangeTest extends ExchangeContract {

  private final CompletableFuture<ByteString> end = new CompletableFuture<>();

  @Override
  protected TestServer serve(Call.Answer answer) {
    return new PekkoServer(answer).on("/late", request -> late());
  }

  /** All of its bytes are there at once, and its end is not. */
  private CompletableFuture<HttpResponse> late() {
    Source<ByteString, ?> fine =
        Source.single(ByteString.fromString("fine")).concat(Source.completionStage(end));
    return CompletableFuture.completedFuture(
        HttpResponse.create()
            .withEntity(HttpEntities.create(ContentTypes.TEXT_PLAIN_UTF8, 4, fine)));
  }

  @Test
  void aConnectionIsThatOfAChannelAndKnowsItsServer() throws Exception {
    try (Client client = server.client()) {
      client.get("/ok").readTo("fine");
      assertTrue(woven.connector.name().startsWith("Pekko HTTP 1."), woven.connector.name());
      assertTrue(woven.connector.transport(woven.onlyConnection()) instanceof SocketChannel);
    }
  }

  @Test
  void aStreamThatEndsLongAfterItsLastByteEndsItsExchange() throws Exception {
    try (Client client = server.client()) {
      client.get("/late").readTo("fine");
      woven.onlyExchange();
      end.complete(ByteString.emptyByteString());
      exchanges(1);
    }
  }

  @Test
  void aRequestThatMakesNoSenseIsAnExchangeToo() throws Exception {
    try (Client client = server.client()) {
      assertTrue(client.send("GET /ok HTTP/1.1\r\n\r\n").readAll().contains(" 400 "));
    }
    woven.nothingIsLeft();
    assertEquals(1, woven.begun.get());
  }
}
