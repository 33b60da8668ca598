package io.github.drainagent.it.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * One connection of the selector loop. Everything but {@link #write} and {@link #answered} runs on
 * the loop.
 */
final class SelectorConnection implements TextReply.Wire {
  private final SocketChannel channel;
  private final SelectionKey key;
  private final Executor loop;
  private final Queue<ByteBuffer> pending = new ArrayDeque<>();
  private final ByteBuffer input = ByteBuffer.allocate(8192);
  private RequestParser parser = new RequestParser();
  private boolean closing;

  SelectorConnection(SocketChannel channel, SelectionKey key, Executor loop) {
    this.channel = channel;
    this.key = key;
    this.loop = loop;
  }

  void ready() {
    try {
      if (key.isWritable()) {
        flush();
      }
      if (key.isValid() && key.isReadable()) {
        read();
      }
    } catch (IOException e) {
      close();
    }
  }

  private void read() throws IOException {
    input.clear();
    int count = channel.read(input);
    if (count < 0) {
      close();
      return;
    }
    // a client that pipelines is none of this server's business: what follows a whole request is
    // dropped
    parser.feed(input.array(), 0, count);
    if (parser.isDone()) {
      answer(parser);
      parser = new RequestParser();
    }
  }

  private void answer(RequestParser request) throws IOException {
    TextReply reply = new TextReply(request.target(), request.keepAlive(), this);
    try {
      Endpoints.scheduled(request.target(), request.bodyLength(), reply);
    } catch (IllegalStateException e) {
      reply.whole(500, "failed\n");
    }
  }

  @Override
  public void write(byte[] bytes) {
    loop.execute(() -> send(ByteBuffer.wrap(bytes)));
  }

  @Override
  public void answered(boolean keepAlive) {
    if (!keepAlive) {
      loop.execute(this::finish);
    }
  }

  private void send(ByteBuffer bytes) {
    try {
      pending.add(bytes);
      flush();
    } catch (IOException e) {
      close();
    }
  }

  private void finish() {
    closing = true;
    send(ByteBuffer.allocate(0));
  }

  private void flush() throws IOException {
    for (ByteBuffer next = pending.peek(); next != null; next = pending.peek()) {
      channel.write(next);
      if (next.hasRemaining()) {
        key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        return;
      }
      pending.remove();
    }
    if (closing) {
      close();
    } else {
      key.interestOps(SelectionKey.OP_READ);
    }
  }

  private void close() {
    key.cancel();
    try {
      channel.close();
    } catch (IOException e) {
      // closed either way
    }
  }
}
