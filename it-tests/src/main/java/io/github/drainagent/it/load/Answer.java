package io.github.drainagent.it.load;

import java.io.EOFException;
import java.io.IOException;
import java.util.Locale;

/** A response, read to its very last byte. */
final class Answer {
  private final int status;
  private final StringBuilder body = new StringBuilder();
  private boolean saidClose;
  private boolean chunked;
  private int length = -1;

  private Answer(int status) {
    this.status = status;
  }

  /** Reads one response; an {@link EOFException} means that it broke off. */
  static Answer read(Bytes in) throws IOException {
    String[] words = in.line().split(" ");
    if (words.length < 2 || !words[0].startsWith("HTTP/1.")) {
      throw new EOFException("no status line: " + String.join(" ", words));
    }
    Answer answer = new Answer(Integer.parseInt(words[1]));
    for (String header = in.line(); !header.isEmpty(); header = in.line()) {
      answer.header(header.toLowerCase(Locale.ROOT));
    }
    answer.readBody(in);
    return answer;
  }

  int status() {
    return status;
  }

  String body() {
    return body.toString();
  }

  boolean saidClose() {
    return saidClose;
  }

  private void header(String header) {
    String value = header.substring(header.indexOf(':') + 1).trim();
    if (header.startsWith("content-length:")) {
      length = Integer.parseInt(value);
    } else if (header.startsWith("transfer-encoding:")) {
      chunked = value.endsWith("chunked");
    } else if (header.startsWith("connection:")) {
      saidClose = value.contains("close");
    }
  }

  private void readBody(Bytes in) throws IOException {
    if (!chunked && length < 0) {
      // a body that ends with the connection cannot be told from one that broke off
      throw new EOFException("neither a length nor chunks");
    }
    if (!chunked) {
      body.append(in.text(length));
      return;
    }
    for (int size = chunkSize(in); size > 0; size = chunkSize(in)) {
      body.append(in.text(size));
      in.line();
    }
    while (!in.line().isEmpty()) {
      // trailers
    }
  }

  private static int chunkSize(Bytes in) throws IOException {
    return Integer.parseInt(in.line().trim(), 16);
  }
}
