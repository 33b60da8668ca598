package io.github.drainagent.it.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A socket's bytes, up to a deadline, that remembers whether any came. */
final class Bytes {
  private final Socket socket;
  private final InputStream in;
  private final byte[] buffer = new byte[8192];
  private int from;
  private int to;
  private long deadline;
  private boolean sawAny;

  Bytes(Socket socket) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
  }

  void nextAnswer(long deadlineNanos) {
    deadline = deadlineNanos;
    sawAny = false;
  }

  boolean sawAny() {
    return sawAny;
  }

  String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (char c = next(); c != '\n'; c = next()) {
      if (c != '\r') {
        line.append(c);
      }
    }
    return line.toString();
  }

  String text(int length) throws IOException {
    byte[] text = new byte[length];
    for (int i = 0; i < length; i++) {
      text[i] = (byte) next();
    }
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private char next() throws IOException {
    if (from == to) {
      fill();
    }
    return (char) (buffer[from++] & 0xff);
  }

  private void fill() throws IOException {
    long millis = (deadline - System.nanoTime()) / 1_000_000;
    if (millis <= 0) {
      throw new SocketTimeoutException("deadline passed");
    }
    socket.setSoTimeout((int) millis);
    int count = in.read(buffer);
    if (count < 0) {
      throw new EOFException("closed by the server");
    }
    sawAny = true;
    from = 0;
    to = count;
  }
}
