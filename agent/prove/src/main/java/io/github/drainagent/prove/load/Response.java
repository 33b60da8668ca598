package io.github.drainagent.prove.load;

import java.nio.ByteBuffer;

/**
 * One HTTP/1.1 response (RFC 9112), read as its bytes come and to its very last one. Nothing of it
 * is kept but its status. Used again for the next.
 */
final class Response {

  private enum State {
    STATUS,
    HEADERS,
    BODY,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    TRAILERS,
    UNTIL_CLOSE,
    DONE,
    NOT_HTTP
  }

  private static final long UNKNOWN = -1;

  private final Line line = new Line();
  private State state = State.STATUS;
  private boolean sawAny;
  private int status;
  private boolean persistent;
  private boolean chunked;
  private long length;
  private long left;

  /** Gets ready for the next response. */
  void clear() {
    state = State.STATUS;
    line.clear();
    sawAny = false;
    status = 0;
  }

  /** Takes in what the buffer has; what follows the response's end is left there. */
  void take(ByteBuffer in) {
    sawAny |= in.hasRemaining();
    while (in.hasRemaining() && state != State.DONE && state != State.NOT_HTTP) {
      if (state == State.BODY || state == State.CHUNK) {
        skip(in);
      } else if (state == State.UNTIL_CLOSE) {
        in.position(in.limit());
      } else {
        byte b = in.get();
        if (b == '\n') {
          lineIsWhole();
          line.clear();
        } else {
          add(b);
        }
      }
    }
  }

  private void add(byte b) {
    line.add(b);
    // what is not HTTP may have no line's end at all
    if (state == State.STATUS && !line.agreesWith("http/1.")) {
      state = State.NOT_HTTP;
    }
  }

  boolean isComplete() {
    return state == State.DONE;
  }

  /** Whether it is whole now that the server has closed the connection in an orderly way. */
  boolean isCompleteAtClose() {
    return state == State.DONE || state == State.UNTIL_CLOSE;
  }

  boolean isNotHttp() {
    return state == State.NOT_HTTP;
  }

  boolean sawAny() {
    return sawAny;
  }

  int status() {
    return status;
  }

  /** Whether the connection may be used for another request. */
  boolean isPersistent() {
    return persistent && state == State.DONE;
  }

  private void skip(ByteBuffer in) {
    int count = (int) Math.min(left, in.remaining());
    in.position(in.position() + count);
    left -= count;
    if (left == 0) {
      state = state == State.BODY ? State.DONE : State.CHUNK_END;
    }
  }

  private void lineIsWhole() {
    switch (state) {
      case STATUS:
        statusLine();
        break;
      case HEADERS:
        if (line.isEmpty()) {
          headIsWhole();
        } else {
          header();
        }
        break;
      case CHUNK_SIZE:
        chunkSize();
        break;
      case CHUNK_END:
        state = line.isEmpty() ? State.CHUNK_SIZE : State.NOT_HTTP;
        break;
      case TRAILERS:
        state = line.isEmpty() ? State.DONE : State.TRAILERS;
        break;
      default:
        throw new IllegalStateException("no line is read in " + state);
    }
  }

  private void statusLine() {
    if (!line.startsWith("http/1.") || line.number(8, 10) < 100 || line.number(8, 10) > 999) {
      state = State.NOT_HTTP;
      return;
    }
    status = (int) line.number(8, 10);
    persistent = line.at(7) == '1';
    chunked = false;
    length = UNKNOWN;
    state = State.HEADERS;
  }

  private void header() {
    if (line.startsWith("content-length:")) {
      length = line.number("content-length:".length(), 10);
    } else if (line.startsWith("transfer-encoding:")) {
      chunked = line.contains("chunked");
    } else if (line.startsWith("connection:")) {
      persistent = !line.contains("close") && (persistent || line.contains("keep-alive"));
    }
  }

  private void headIsWhole() {
    if (status < 200) {
      state = State.STATUS; // interim: the answer is still to come
    } else if (status == 204 || status == 304) {
      state = State.DONE;
    } else if (chunked) {
      state = State.CHUNK_SIZE;
    } else if (length == UNKNOWN) {
      state = State.UNTIL_CLOSE;
    } else {
      left = length;
      state = left == 0 ? State.DONE : State.BODY;
    }
  }

  private void chunkSize() {
    left = line.number(0, 16);
    if (left < 0) {
      state = State.NOT_HTTP;
    } else {
      state = left == 0 ? State.TRAILERS : State.CHUNK;
    }
  }
}
