package io.github.drainagent.it.app;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Sinks;

/** The endpoints as a controller's methods: futures, and a publisher for what is streamed. */
@Controller
public class EndpointController {
  @Get("/fast")
  public CompletableFuture<HttpResponse<String>> fast() {
    return whole("GET", "/fast", 0);
  }

  @Get("/slow")
  @ExecuteOn(TaskExecutors.BLOCKING)
  public HttpResponse<String> slow(@QueryValue int ms) {
    return whole("GET", "/slow?ms=" + ms, 0).join();
  }

  @Get("/async")
  public CompletableFuture<HttpResponse<String>> async(@QueryValue int ms) {
    return whole("GET", "/async?ms=" + ms, 0);
  }

  @Get("/stuck")
  public CompletableFuture<HttpResponse<String>> stuck() {
    return whole("GET", "/stuck", 0);
  }

  @Get("/exit")
  public CompletableFuture<HttpResponse<String>> exit(@QueryValue int code) {
    return whole("GET", "/exit?code=" + code, 0);
  }

  @Post(value = "/upload", consumes = MediaType.ALL)
  public CompletableFuture<HttpResponse<String>> upload(@Body @Nullable byte[] body) {
    return whole("POST", "/upload", body == null ? 0 : body.length);
  }

  @Get(value = "/stream", produces = MediaType.TEXT_PLAIN)
  public Publisher<byte[]> stream(@QueryValue int chunks, @QueryValue int ms) throws IOException {
    StreamReply reply = new StreamReply();
    String path = "/stream?chunks=" + chunks + "&ms=" + ms;
    Endpoints.scheduled(new Target("GET", path), 0, reply);
    return reply.chunks.asFlux();
  }

  private static CompletableFuture<HttpResponse<String>> whole(
      String method, String path, long bodyLength) {
    WholeReply reply = new WholeReply();
    try {
      Endpoints.scheduled(new Target(method, path), bodyLength, reply);
    } catch (IOException e) {
      reply.response.completeExceptionally(e);
    }
    return reply.response;
  }

  private static final class WholeReply implements Reply {
    private final CompletableFuture<HttpResponse<String>> response = new CompletableFuture<>();

    @Override
    public void whole(int status, String text) {
      response.complete(
          HttpResponse.<String>status(HttpStatus.valueOf(status))
              .body(text)
              .contentType(MediaType.TEXT_PLAIN_TYPE));
    }

    @Override
    public void chunk(String text) {}

    @Override
    public void end() {}
  }

  private static final class StreamReply implements Reply {
    private final Sinks.Many<byte[]> chunks = Sinks.many().unicast().onBackpressureBuffer();

    @Override
    public void whole(int status, String text) {}

    @Override
    public void chunk(String text) {
      chunks.tryEmitNext(text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    @Override
    public void end() {
      chunks.tryEmitComplete();
    }
  }
}
