package io.github.drainagent.it.load;

/** A request, and the body that its answer must have. */
public final class Ask {
  private final String method;
  private final String path;
  private final String expected;
  private final int bodyChunks;
  private final int millisBetweenChunks;
  private final String body;

  private Ask(String method, String path, String expected, int bodyChunks, int millis) {
    this(method, path, expected, bodyChunks, millis, "");
  }

  private Ask(
      String method, String path, String expected, int bodyChunks, int millis, String body) {
    this.method = method;
    this.path = path;
    this.expected = expected;
    this.bodyChunks = bodyChunks;
    this.millisBetweenChunks = millis;
    this.body = body;
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

  /** The same once a body was read, which some servers' handlers do by callbacks. */
  public static Ask exitAfterBody(int code) {
    return new Ask("POST", "/exit?code=" + code, "", 0, 0, "now");
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

  /** A short upload in one piece, answered at once. */
  public static Ask post(String body) {
    return new Ask("POST", "/upload", body.length() + "\n", 0, 0, body);
  }

  /** A POST in one piece that is answered after a while. */
  public static Ask slowPost(String body, int millis) {
    return new Ask("POST", "/slow?ms=" + millis, "done\n", 0, 0, body);
  }

  static final String CHUNK = "0123456789";

  /** The head of the request, and its body where that is in one piece. */
  String head() {
    return method
        + " "
        + path
        + " HTTP/1.1\r\nHost: localhost\r\n"
        + (bodyChunks > 0 ? "Transfer-Encoding: chunked\r\n" : "")
        + (body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n")
        + "\r\n"
        + body;
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
