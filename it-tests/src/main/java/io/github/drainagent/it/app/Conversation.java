package io.github.drainagent.it.app;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * One connection of a thread-per-connection server: requests in, answers out, until one side has
 * had enough.
 */
final class Conversation implements TextReply.Wire, Runnable {
  private final InputStream in;
  private final OutputStream out;
  private final Closeable socket;
  private boolean open = true;

  Conversation(InputStream in, OutputStream out, Closeable socket) {
    this.in = in;
    this.out = out;
    this.socket = socket;
  }

  @Override
  public void run() {
    try (Closeable closed = socket) {
      byte[] buffer = new byte[8192];
      int from = 0;
      int to = 0;
      while (open) {
        RequestParser parser = new RequestParser();
        while (!parser.isDone()) {
          if (from == to) {
            from = 0;
            to = in.read(buffer);
            if (to < 0) {
              return;
            }
          }
          from += parser.feed(buffer, from, to);
        }
        answer(parser);
      }
    } catch (IOException clientGone) {
      // nobody is left to tell
    }
  }

  private void answer(RequestParser request) throws IOException {
    TextReply reply = new TextReply(request.target(), request.keepAlive(), this);
    try {
      Endpoints.blocking(request.target(), request.bodyLength(), reply);
    } catch (RuntimeException e) {
      if (reply.isCommitted()) {
        throw e;
      }
      reply.whole(500, "failed\n");
    }
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  @Override
  public void answered(boolean keepAlive) {
    open = keepAlive;
  }
}
