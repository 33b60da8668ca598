package io.github.drainagent.it.app;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServerPort;
import java.io.IOException;

/** Armeria on NIO, or with {@code --epoll} on the native transport that is its default. */
public final class ArmeriaApp {
  private ArmeriaApp() {}

  public static void main(String[] args) {
    Args options = new Args(args);
    System.setProperty(
        "com.linecorp.armeria.transportType", options.has("--epoll") ? "epoll" : "nio");
    Say.hook();
    ServerBuilder builder = Server.builder().requestTimeoutMillis(0);
    for (String spec : options.listens) {
      builder.http(Args.address(spec));
    }
    Server server = builder.serviceUnder("/", (context, request) -> handle(request)).build();
    server.start().join();
    for (ServerPort port : server.activePorts().values()) {
      Say.ready(port.localAddress().getPort());
    }
  }

  private static HttpResponse handle(HttpRequest request) {
    HttpResponseWriter response = HttpResponse.streaming();
    Target target = new Target(request.method().name(), request.path());
    request.aggregate().thenAccept(whole -> answer(target, whole, response));
    return response;
  }

  private static void answer(
      Target target, AggregatedHttpRequest request, HttpResponseWriter response) {
    try {
      Endpoints.scheduled(target, request.content().length(), new WriterReply(response));
    } catch (IOException | RuntimeException e) {
      response.close(e);
    }
  }

  private static final class WriterReply implements Reply {
    private final HttpResponseWriter response;
    private boolean committed;

    WriterReply(HttpResponseWriter response) {
      this.response = response;
    }

    @Override
    public void whole(int status, String text) {
      response.write(
          ResponseHeaders.of(
              HttpStatus.valueOf(status), HttpHeaderNames.CONTENT_LENGTH, text.length()));
      response.write(HttpData.ofAscii(text));
      response.close();
    }

    @Override
    public void chunk(String text) {
      if (!committed) {
        committed = true;
        response.write(ResponseHeaders.of(HttpStatus.OK));
      }
      response.write(HttpData.ofAscii(text));
    }

    @Override
    public void end() {
      response.close();
    }
  }
}
