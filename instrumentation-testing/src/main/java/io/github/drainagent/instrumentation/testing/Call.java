package io.github.drainagent.instrumentation.testing;

/** One request and its response, in whichever API the server has. All of it blocks. */
public interface Call {

  /** What a request is answered with; may throw whatever a handler of that server may. */
  interface Answer {
    void to(Call call) throws Exception;
  }

  String path() throws Exception;

  /** Reads the request's body to its end, and says 100 first where the server does not. */
  String body() throws Exception;

  /** Says of what media type the response is, before anything of it is written. */
  default void type(String type) throws Exception {
    header("Content-Type", type);
  }

  /** Sets one before anything of the response is written. */
  default void header(String name, String value) throws Exception {
    throw new UnsupportedOperationException("no test of this server sets a header");
  }

  /** Sends it at once; more follows. */
  void write(String text) throws Exception;

  /** Sends the last of the response; if it is also the first, with its length. */
  void end(String text) throws Exception;

  /** Answers 204. */
  void nothing() throws Exception;

  /** Answers 101, after which the connection speaks something else. */
  void upgrade() throws Exception;
}
