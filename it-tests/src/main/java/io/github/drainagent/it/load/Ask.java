package io.github.drainagent.it.load;

/** A request, and the body that its answer must have. */
public final class Ask {
  private final String method;
  private final String path;
  private final String expected;
  private final int bodyChunks;
  private final int millisBetweenChunks;

  private Ask(String method, String path, String expected, int bodyChunks, int millis) {
    this.method = method;
    this.path = path;
    this.expected = expected;
    this.bodyChunks = bodyChunks;
    this.millisBetweenChunks = millis;
  }

  public static Ask fast() {
    return new Ask("GET", "/fast", "ok\n", 0, 0);
  }

  public static Ask slow(int millis) {
    return new Ask("GET", "/slow?ms=" + millis, "done\n", 0, 0);
  }

  public static Ask async(int millis) {
    return new Ask("GET", "/async?ms=" + millis, "done\n", 0, 0);
  }

  public static Ask stuck() {
    return new Ask("GET", "/stuck", "", 0, 0);
  }

  /** Makes the server's handler call System.exit: there is no answer to expect. */
  public static Ask exit(int code) {
    return new Ask("GET", "/exit?code=" + code, "", 0, 0);
  }

  public static Ask stream(int chunks, int millis) {
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < chunks; i++) {
      expected.append("tick\n");
    }
    String path = "/stream?chunks=" + chunks + "&ms=" + millis;
    return new Ask("GET", path, expected.append("end\n").toString(), 0, 0);
  }

  /** A chunked upload that takes its time: {@code chunks} pieces of {@link #CHUNK}. */
  public static Ask upload(int chunks, int millis) {
    return new Ask("POST", "/upload", chunks * CHUNK.length() + "\n", chunks, millis);
  }

  static final String CHUNK = "0123456789";

  String head() {
    return method
        + " "
        + path
        + " HTTP/1.1\r\nHost: localhost\r\n"
        + (bodyChunks > 0 ? "Transfer-Encoding: chunked\r\n" : "")
        + "\r\n";
  }

  String expected() {
    return expected;
  }

  int bodyChunks() {
    return bodyChunks;
  }

  int millisBetweenChunks() {
    return millisBetweenChunks;
  }
}
