package io.github.drainagent.instrumentation.pekko;

import com.typesafe.config.ConfigFactory;
import io.github.drainagent.instrumentation.testing.Call;
import io.github.drainagent.instrumentation.testing.TestServer;
import io.github.drainagent.instrumentation.testing.Woven;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Pekko HTTP with one handler for each path; one actor system for all tests. */
final class PekkoServer implements TestServer {

  /** Before anything of Pekko is loaded. */
  static final Woven WOVEN = new Woven(new PekkoFamily());

  static final ActorSystem SYSTEM =
      ActorSystem.create(
          "it",
          ConfigFactory.parseString(
                  "pekko { loglevel = OFF, stdout-loglevel = OFF, daemonic = on,"
                      + " http.server.pipelining-limit = 4 }")
              .withFallback(ConfigFactory.load()));

  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final Call.Answer answer;
  private final ServerBinding binding;
  private final Map<String, Function<HttpRequest, CompletionStage<HttpResponse>>> handlers =
      new ConcurrentHashMap<>();

  /**
   * @param answer for every path that {@link #on} does not tell of
   */
  PekkoServer(Call.Answer answer) {
    this.answer = answer;
    on(
        "/ok",
        request -> text("fine")); // on the thread that parses, so that what is behind it is known
    binding =
        Http.get(SYSTEM)
            .newServerAt("127.0.0.1", 0)
            .bind(this::handle)
            .toCompletableFuture()
            .join();
  }

  private CompletionStage<HttpResponse> handle(HttpRequest request) {
    Function<HttpRequest, CompletionStage<HttpResponse>> own =
        handlers.get(request.getUri().path());
    if (own != null) {
      return own.apply(request);
    }
    PekkoCall call = new PekkoCall(request);
    workers.execute(() -> call.answer(answer));
    return call.response;
  }

  PekkoServer on(String path, Function<HttpRequest, CompletionStage<HttpResponse>> handler) {
    handlers.put(path, handler);
    return this;
  }

  static CompletionStage<HttpResponse> text(String text) {
    return CompletableFuture.completedFuture(HttpResponse.create().withEntity(text));
  }

  /** It closes without reading on, and what has not arrived by then makes that a reset. */
  @Override
  public int readsOfABodyThatNobodyReads() {
    return 0;
  }

  @Override
  public Woven woven() {
    return WOVEN;
  }

  @Override
  public int port() {
    return binding.localAddress().getPort();
  }

  /** They are one, from the first head to the last byte. */
  @Override
  public int exchangesOf(int pipelined) {
    return 1;
  }

  @Override
  public boolean answersOnItsOwnThreads() {
    return false;
  }

  @Override
  public String upgradesTo() {
    return "websocket";
  }

  @Override
  public void close() {
    binding.terminate(Duration.ofMillis(1)).toCompletableFuture().join();
    workers.shutdownNow();
  }
}
