package io.github.drainagent.it.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** HTTP/1.1 responses as text, for the hand-written servers. */
final class TextReply implements Reply {
  private final boolean headOnly;
  private final boolean keepAlive;
  private final Wire wire;
  private boolean committed;

  TextReply(Target target, boolean keepAlive, Wire wire) {
    this.headOnly = target.isHead();
    this.keepAlive = keepAlive;
    this.wire = wire;
  }

  @Override
  public void whole(int status, String text) throws IOException {
    committed = true;
    wire.write(
        bytes(
            head(status)
                + "Content-Length: "
                + text.length()
                + "\r\n\r\n"
                + (headOnly ? "" : text)));
    wire.answered(keepAlive);
  }

  @Override
  public void chunk(String text) throws IOException {
    String head = committed ? "" : head(200) + "Transfer-Encoding: chunked\r\n\r\n";
    committed = true;
    String body = headOnly ? "" : Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    wire.write(bytes(head + body));
  }

  @Override
  public void end() throws IOException {
    wire.write(bytes(headOnly ? "" : "0\r\n\r\n"));
    wire.answered(keepAlive);
  }

  boolean isCommitted() {
    return committed;
  }

  private String head(int status) {
    return "HTTP/1.1 "
        + status
        + (status == 200 ? " OK" : " Error")
        + "\r\n"
        + (keepAlive ? "" : "Connection: close\r\n");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Where the bytes go. */
  interface Wire {
    void write(byte[] bytes) throws IOException;

    void answered(boolean keepAlive) throws IOException;
  }
}
