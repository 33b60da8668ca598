package io.github.drainagent.it.app;

import akka.actor.ActorSystem;
import akka.http.javadsl.ConnectHttp;
import akka.http.javadsl.Http;
import akka.http.javadsl.ServerBinding;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.japi.Function;
import akka.stream.ActorMaterializer;
import akka.stream.Materializer;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;

/** Binds as Akka HTTP 10.1 has it. */
final class Listen {
  private Listen() {}

  static Materializer materializer(ActorSystem system) {
    return ActorMaterializer.create(system);
  }

  static CompletionStage<ServerBinding> on(
      InetSocketAddress address,
      Function<HttpRequest, CompletionStage<HttpResponse>> handler,
      ActorSystem system,
      Materializer materializer) {
    ConnectHttp listener = ConnectHttp.toHost(address.getHostString(), address.getPort());
    return Http.lookup().get(system).bindAndHandleAsync(handler, listener, materializer);
  }
}
