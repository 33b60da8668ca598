package io.github.drainagent.it.app;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Reactor Netty on NIO, or with {@code --epoll} on the native transport that is its default. */
public final class ReactorNettyApp {
  private ReactorNettyApp() {}

  public static void main(String[] args) {
    Args options = new Args(args);
    System.setProperty("reactor.netty.native", Boolean.toString(options.has("--epoll")));
    Say.hook();
    DisposableServer last = null;
    for (String spec : options.listens) {
      InetSocketAddress address = Args.address(spec);
      last =
          HttpServer.create()
              .host(address.getHostString())
              .port(address.getPort())
              .handle(ReactorNettyApp::handle)
              .bindNow();
      Say.ready(last.port());
    }
    if (last != null) {
      last.onDispose().block();
    }
  }

  private static Mono<Void> handle(HttpServerRequest request, HttpServerResponse response) {
    Target target = new Target(request.method().name(), request.uri());
    return request
        .receive()
        .map(bytes -> (long) bytes.readableBytes())
        .reduce(0L, Long::sum)
        .flatMap(length -> Mono.create(done -> answer(target, length, response, done)));
  }

  private static void answer(
      Target target, long bodyLength, HttpServerResponse response, MonoSink<Void> done) {
    try {
      Endpoints.scheduled(target, bodyLength, new ReactiveReply(response, done));
    } catch (IOException e) {
      done.error(e);
    }
  }

  private static final class ReactiveReply implements Reply {
    private final HttpServerResponse response;
    private final MonoSink<Void> done;
    private final Sinks.Many<String> chunks = Sinks.many().unicast().onBackpressureBuffer();
    private boolean committed;

    ReactiveReply(HttpServerResponse response, MonoSink<Void> done) {
      this.response = response;
      this.done = done;
    }

    @Override
    public void whole(int status, String text) {
      response
          .status(status)
          .header("Content-Length", Integer.toString(text.length()))
          .sendString(Mono.just(text))
          .then()
          .subscribe(nothing -> {}, done::error, done::success);
    }

    @Override
    public void chunk(String text) {
      if (!committed) {
        committed = true;
        response
            .sendGroups(chunks.asFlux().map(chunk -> Mono.just(ascii(chunk))))
            .then()
            .subscribe(nothing -> {}, done::error, done::success);
      }
      chunks.tryEmitNext(text);
    }

    private ByteBuf ascii(String text) {
      return ByteBufUtil.writeAscii(response.alloc(), text);
    }

    @Override
    public void end() {
      chunks.tryEmitComplete();
    }
  }
}
