package io.github.drainagent.it.app;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * HTTP/1.1 requests out of bytes as they come: keeps the head, counts the body. One request at a
 * time.
 */
final class RequestParser {
  private enum State {
    HEAD,
    BODY,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    TRAILER,
    DONE
  }

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private State state = State.HEAD;
  private Target target = new Target("", "");
  private boolean keepAlive;
  private boolean chunked;
  private long left;
  private long bodyLength;

  /** Consumes bytes until the request is whole; returns how many it took. */
  int feed(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && state != State.DONE) {
      if (state == State.BODY || state == State.CHUNK) {
        int take = (int) Math.min(left, to - at);
        at += take;
        left -= take;
        bodyLength += take;
        if (left == 0) {
          state = state == State.BODY ? State.DONE : State.CHUNK_END;
        }
      } else {
        character(bytes[at++]);
      }
    }
    return at - from;
  }

  boolean isDone() {
    return state == State.DONE;
  }

  Target target() {
    return target;
  }

  boolean keepAlive() {
    return keepAlive;
  }

  long bodyLength() {
    return bodyLength;
  }

  private void character(byte character) {
    if (character != '\n') {
      line.write(character);
      return;
    }
    String text = new String(line.toByteArray(), StandardCharsets.ISO_8859_1).trim();
    line.reset();
    switch (state) {
      case HEAD:
        head(text);
        break;
      case CHUNK_SIZE:
        left = Long.parseLong(text, 16);
        state = left == 0 ? State.TRAILER : State.CHUNK;
        break;
      case CHUNK_END:
        state = State.CHUNK_SIZE;
        break;
      default:
        state = text.isEmpty() ? State.DONE : State.TRAILER;
    }
  }

  private void head(String text) {
    if (target.path.isEmpty()) {
      String[] words = text.split(" ");
      if (words.length == 3) {
        target = new Target(words[0], words[1]);
        keepAlive = words[2].equals("HTTP/1.1");
      }
    } else if (!text.isEmpty()) {
      header(text.toLowerCase(Locale.ROOT));
    } else if (chunked) {
      state = State.CHUNK_SIZE;
    } else {
      state = left > 0 ? State.BODY : State.DONE;
    }
  }

  private void header(String text) {
    if (text.startsWith("content-length:")) {
      left = Long.parseLong(text.substring("content-length:".length()).trim());
    } else if (text.startsWith("transfer-encoding:")) {
      chunked = text.endsWith("chunked");
    } else if (text.startsWith("connection:")) {
      keepAlive = !text.endsWith("close");
    }
  }
}
