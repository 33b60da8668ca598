package io.github.drainagent.instrumentation.pekko;

import io.github.drainagent.instrumentation.testing.WebSocketContract;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.javadsl.Flow;

class PekkoWebSocketTest extends WebSocketContract {

  private PekkoServer server;

  PekkoWebSocketTest() {
    super(PekkoServer.WOVEN);
  }

  @Override
  protected int start() {
    server = new PekkoServer(call -> call.end("fine"));
    server.on("/ws", request -> CompletableFuture.completedFuture(echo(request)));
    return server.port();
  }

  private static HttpResponse echo(HttpRequest request) {
    return request
        .getAttribute(AttributeKeys.webSocketUpgrade)
        .get()
        .handleMessagesWith(Flow.create());
  }

  @Override
  protected void stop() {
    server.close();
  }
}
