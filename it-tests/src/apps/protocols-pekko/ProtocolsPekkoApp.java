package io.github.drainagent.it.app;

import com.typesafe.config.ConfigFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.ws.Message;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** HTTP/1.1 with WebSockets. */
public final class ProtocolsPekkoApp {
  private ProtocolsPekkoApp() {}

  public static void main(String[] args) throws Exception {
    Say.hook();
    ActorSystem system =
        ActorSystem.create(
            "it",
            ConfigFactory.parseString("pekko { loglevel = WARNING, stdout-loglevel = WARNING }")
                .withFallback(ConfigFactory.load()));
    InetSocketAddress address = Args.address(args[0]);
    ServerBinding binding =
        Http.get(system)
            .newServerAt(address.getHostString(), address.getPort())
            .bind(ProtocolsPekkoApp::handle)
            .toCompletableFuture()
            .get();
    Say.ready(binding.localAddress().getPort());
  }

  private static CompletionStage<HttpResponse> handle(HttpRequest request) {
    String path = request.getUri().path();
    if (path.equals("/ws")) {
      return CompletableFuture.completedFuture(silent(request));
    }
    return CompletableFuture.completedFuture(
        path.equals("/events") ? events() : HttpResponse.create().withEntity("ok\n"));
  }

  private static HttpResponse events() {
    Source<ByteString, ?> ticks =
        Source.tick(Duration.ZERO, Duration.ofMillis(100), ByteString.fromString("data: tick\n\n"));
    return HttpResponse.create()
        .withEntity(
            HttpEntities.createChunked(MediaTypes.TEXT_EVENT_STREAM.toContentType(), ticks));
  }

  /** A WebSocket that has nothing to say. */
  private static HttpResponse silent(HttpRequest request) {
    Flow<Message, Message, ?> nothing =
        Flow.fromSinkAndSource(Sink.<Message>ignore(), Source.<Message>maybe());
    return request.getAttribute(AttributeKeys.webSocketUpgrade).get().handleMessagesWith(nothing);
  }
}
