package io.github.drainagent.instrumentation.testing;

import java.io.Closeable;
import java.io.IOException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A server of one family, and in which ways it is its own. */
public interface TestServer extends Closeable {

  Woven woven();

  int port();

  /** If that is what it speaks. */
  default @Nullable SSLContext tls() {
    return null;
  }

  /** A new connection, under TLS if that is what the server speaks. */
  default Client client() throws IOException {
    Client client = new Client(port());
    SSLContext tls = tls();
    return tls == null ? client : client.under(tls);
  }

  /** Whether it ends the connection after an answer that says close; where not, the drain does. */
  default boolean closesByItself() {
    return true;
  }

  /** Whether it never stops listening to a client that is about to go. */
  default boolean noticesEveryEnd() {
    return true;
  }

  /** Whether its handler runs on a thread that the server gives it, and on no other. */
  default boolean answersOnItsOwnThreads() {
    return true;
  }

  /** Whether somebody is told when a handler throws, or the connection just ends. */
  default boolean answersForAHandlerThatThrows() {
    return true;
  }

  /** Whether requests that wait behind the one that is answered get theirs in a drain. */
  default boolean answersWhatIsPipelined() {
    return true;
  }

  /** So many bytes of a body that its handler does not read are read by the server, or 0. */
  default int readsOfABodyThatNobodyReads() {
    return 100_000;
  }

  /** Whether a stream that says close still has chunks; where not, its end is the connection's. */
  default boolean chunksItsLast() {
    return true;
  }

  /** How many exchanges there are in so many requests that came at once. */
  default int exchangesOf(int pipelined) {
    return pipelined;
  }

  /** Whether a handler can hand its connection over; any server may ignore who asks for it. */
  default boolean canUpgrade() {
    return true;
  }

  /** The protocol of an upgrade: one of its own, or websocket if it has no other. */
  default String upgradesTo() {
    return "chat";
  }

  /** The status with which a request of HTTP/1.0 is answered, or 0 where the server hangs up. */
  default int answersHttp10With() {
    return 200;
  }

  @Override
  void close();
}
