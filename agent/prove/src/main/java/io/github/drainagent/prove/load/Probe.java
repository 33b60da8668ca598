package io.github.drainagent.prove.load;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;

/** A single request, to find out whether somebody answers. */
public final class Probe {

  /** What came of it. */
  public enum Result {
    ANSWERED,
    NOBODY,
    NO_ANSWER,
    NOT_HTTP
  }

  private static final int CONNECT_MILLIS = 2_000;

  private final Result result;
  private final int status;
  private final long nanos;

  private Probe(Result result, int status, long nanos) {
    this.result = result;
    this.status = status;
    this.nanos = nanos;
  }

  /** Asks once; an answer may take so many milliseconds. */
  public static Probe of(Target target, int answerMillis) {
    long begun = System.nanoTime();
    Response response = new Response();
    Result result = ask(target, answerMillis, response);
    return new Probe(result, response.status(), System.nanoTime() - begun);
  }

  private static Result ask(Target target, int answerMillis, Response response) {
    try (Socket socket = new Socket()) {
      socket.connect(target.address(), CONNECT_MILLIS);
      socket.setSoTimeout(answerMillis);
      socket.getOutputStream().write(target.request().array());
      byte[] bytes = new byte[8192];
      int count = 0;
      while (count >= 0 && !response.isComplete() && !response.isNotHttp()) {
        count = socket.getInputStream().read(bytes);
        response.take(ByteBuffer.wrap(bytes, 0, Math.max(0, count)));
      }
      if (response.isNotHttp()) {
        return Result.NOT_HTTP;
      }
      return response.isCompleteAtClose() ? Result.ANSWERED : Result.NO_ANSWER;
    } catch (ConnectException e) {
      return Result.NOBODY;
    } catch (SocketTimeoutException e) {
      return Result.NO_ANSWER;
    } catch (IOException e) {
      return Result.NO_ANSWER;
    }
  }

  /** Whether anything accepts connections there. */
  public static boolean isTaken(Target target) {
    try (Socket socket = new Socket()) {
      socket.connect(target.address(), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  public Result result() {
    return result;
  }

  /** The answer's status; 0 where there was none. */
  public int status() {
    return status;
  }

  public long nanos() {
    return nanos;
  }
}
