package io.github.drainagent.it.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.concurrent.ExecutionException;

/** One connection of {@link AsyncApp}: the next read begins when the answer is out. */
final class AsyncConnection implements TextReply.Wire, CompletionHandler<Integer, Void> {
  private final AsynchronousSocketChannel channel;
  private final ByteBuffer input = ByteBuffer.allocate(8192);
  private RequestParser parser = new RequestParser();

  AsyncConnection(AsynchronousSocketChannel channel) {
    this.channel = channel;
  }

  void read() {
    input.clear();
    channel.read(input, null, this);
  }

  @Override
  public void completed(Integer count, Void nothing) {
    if (count < 0) {
      close();
      return;
    }
    parser.feed(input.array(), 0, count);
    if (parser.isDone()) {
      RequestParser request = parser;
      parser = new RequestParser();
      answer(request);
    } else {
      read();
    }
  }

  private void answer(RequestParser request) {
    TextReply reply = new TextReply(request.target(), request.keepAlive(), this);
    try {
      try {
        Endpoints.scheduled(request.target(), request.bodyLength(), reply);
      } catch (IllegalStateException e) {
        reply.whole(500, "failed\n");
      }
    } catch (IOException e) {
      close();
    }
  }

  @Override
  public void failed(Throwable clientGone, Void nothing) {
    close();
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    ByteBuffer output = ByteBuffer.wrap(bytes);
    try {
      while (output.hasRemaining()) {
        channel.write(output).get();
      }
    } catch (ExecutionException | InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void answered(boolean keepAlive) {
    if (keepAlive) {
      read();
    } else {
      close();
    }
  }

  private void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // closed either way
    }
  }
}
