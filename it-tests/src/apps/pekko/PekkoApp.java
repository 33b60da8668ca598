package io.github.drainagent.it.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.OverflowStrategy;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.SourceQueueWithComplete;
import org.apache.pekko.util.ByteString;

/** Pekko HTTP, and Akka HTTP that it comes from. */
public final class PekkoApp {
  private static final Config QUIET =
      ConfigFactory.parseString(
          "pekko { loglevel = WARNING, stdout-loglevel = WARNING }\n"
              + "akka { loglevel = WARNING, stdout-loglevel = WARNING }");

  private final ActorSystem system =
      ActorSystem.create("it", QUIET.withFallback(ConfigFactory.load()));
  private final Materializer materializer = Listen.materializer(system);

  private PekkoApp() {}

  public static void main(String[] args) throws Exception {
    Say.hook();
    PekkoApp app = new PekkoApp();
    for (String spec : new Args(args).listens) {
      InetSocketAddress address = Args.address(spec);
      ServerBinding binding =
          Listen.on(address, app::handle, app.system, app.materializer).toCompletableFuture().get();
      Say.ready(binding.localAddress().getPort());
    }
  }

  private CompletionStage<HttpResponse> handle(HttpRequest request) {
    String query = request.getUri().rawQueryString().orElse("");
    Target target = new Target(request.method().value(), request.getUri().path() + "?" + query);
    if (request.entity().isKnownEmpty()) {
      return answer(target, 0);
    }
    return request
        .entity()
        .getDataBytes()
        .runFold(0L, (length, bytes) -> length + bytes.size(), materializer)
        .thenCompose(length -> answer(target, length));
  }

  private CompletionStage<HttpResponse> answer(Target target, long bodyLength) {
    ModelReply reply = new ModelReply(materializer);
    try {
      Endpoints.scheduled(target, bodyLength, reply);
    } catch (IOException e) {
      reply.response.completeExceptionally(e);
    }
    return reply.response;
  }

  private static final class ModelReply implements Reply {
    private final CompletableFuture<HttpResponse> response = new CompletableFuture<>();
    private final Materializer materializer;
    private SourceQueueWithComplete<ByteString> chunks;

    ModelReply(Materializer materializer) {
      this.materializer = materializer;
    }

    @Override
    public void whole(int status, String text) {
      response.complete(HttpResponse.create().withStatus(status).withEntity(text));
    }

    @Override
    public void chunk(String text) {
      if (chunks == null) {
        Pair<SourceQueueWithComplete<ByteString>, Source<ByteString, NotUsed>> stream =
            Source.<ByteString>queue(64, OverflowStrategy.fail()).preMaterialize(materializer);
        chunks = stream.first();
        response.complete(
            HttpResponse.create()
                .withEntity(
                    HttpEntities.createChunked(ContentTypes.TEXT_PLAIN_UTF8, stream.second())));
      }
      chunks.offer(ByteString.fromString(text));
    }

    @Override
    public void end() {
      chunks.complete();
    }
  }
}
