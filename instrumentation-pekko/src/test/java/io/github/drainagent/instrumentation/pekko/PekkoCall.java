package io.github.drainagent.instrumentation.pekko;

import static io.github.drainagent.instrumentation.pekko.PekkoServer.SYSTEM;

import io.github.drainagent.instrumentation.testing.Call;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.OverflowStrategy;
import org.apache.pekko.stream.QueueOfferResult;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.SourceQueueWithComplete;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** A request and its response, on a thread that may wait. */
final class PekkoCall implements Call {

  private final HttpRequest request;

  final CompletableFuture<HttpResponse> response = new CompletableFuture<>();
  private @Nullable SourceQueueWithComplete<ByteString> stream;
  private ContentType type = ContentTypes.TEXT_PLAIN_UTF8;

  PekkoCall(HttpRequest request) {
    this.request = request;
  }

  void answer(Answer answer) {
    try {
      answer.to(this);
    } catch (Exception failure) {
      response.completeExceptionally(failure);
      if (stream != null) {
        stream.fail(failure);
      }
    }
  }

  @Override
  public String path() {
    return request.getUri().path();
  }

  @Override
  public String body() {
    return request
        .entity()
        .getDataBytes()
        .runFold("", (all, part) -> all + part.utf8String(), SYSTEM)
        .toCompletableFuture()
        .join();
  }

  @Override
  public void type(String mediaType) {
    type = ContentTypes.parse(mediaType);
  }

  @Override
  public void write(String text) throws IOException {
    if (stream == null) {
      Pair<SourceQueueWithComplete<ByteString>, Source<ByteString, NotUsed>> made =
          Source.<ByteString>queue(1, OverflowStrategy.backpressure()).preMaterialize(SYSTEM);
      stream = made.first();
      response.complete(
          HttpResponse.create().withEntity(HttpEntities.createChunked(type, made.second())));
    }
    QueueOfferResult taken = stream.offer(ByteString.fromString(text)).toCompletableFuture().join();
    if (!taken.isEnqueued()) {
      throw new IOException("nobody takes it: " + taken);
    }
  }

  @Override
  public void end(String text) throws IOException {
    if (stream == null) {
      response.complete(HttpResponse.create().withEntity(text));
    } else {
      write(text);
      stream.complete();
    }
  }

  @Override
  public void nothing() {
    response.complete(HttpResponse.create().withStatus(StatusCodes.NO_CONTENT));
  }

  @Override
  public void upgrade() {
    response.complete(
        request
            .getAttribute(AttributeKeys.webSocketUpgrade)
            .get()
            .handleMessagesWith(Flow.create()));
  }
}
