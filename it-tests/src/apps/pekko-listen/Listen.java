package io.github.drainagent.it.app;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.japi.function.Function;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.SystemMaterializer;

/** Binds as Akka HTTP 10.2 has it, and Pekko HTTP. */
final class Listen {
  private Listen() {}

  static Materializer materializer(ActorSystem system) {
    return SystemMaterializer.get(system).materializer();
  }

  static CompletionStage<ServerBinding> on(
      InetSocketAddress address,
      Function<HttpRequest, CompletionStage<HttpResponse>> handler,
      ActorSystem system,
      Materializer materializer) {
    return Http.get(system)
        .newServerAt(address.getHostString(), address.getPort())
        .withMaterializer(materializer)
        .bind(handler);
  }
}
