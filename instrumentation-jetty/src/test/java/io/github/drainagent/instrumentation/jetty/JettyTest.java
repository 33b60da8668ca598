package io.github.drainagent.instrumentation.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.instrumentation.testing.Woven;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.ConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A woven Jetty for each test, of each kind that the line on the class path has. */
@ParameterizedClass
@MethodSource("io.github.drainagent.instrumentation.jetty.JettyServer#kinds")
abstract class JettyTest {

  static final Woven woven = JettyServer.WOVEN;

  @Parameter JettyServer.Kind kind;

  JettyServer server;
  private final BlockingQueue<JettyCall> parked = new LinkedBlockingQueue<>();

  @BeforeEach
  void fresh() throws Exception {
    server = new JettyServer(kind, before());
    server.on("/ok", call -> call.end("fine"));
    server.on(
        "/async",
        call -> {
          call.detach();
          parked.add(call);
        });
    woven.reset();
  }

  void parked(JettyCall call) {
    parked.add(call);
  }

  /** What a connection speaks before it speaks HTTP. */
  ConnectionFactory[] before() throws Exception {
    return new ConnectionFactory[0];
  }

  /** Before the server stops: 9.4.0 forgets a connection that its client closes just then. */
  @AfterEach
  void nothingIsLeftBehind() {
    try {
      woven.nothingIsLeft();
    } finally {
      server.close();
    }
  }

  JettyCall parked() throws InterruptedException {
    JettyCall call = parked.poll(10, TimeUnit.SECONDS);
    assertNotNull(call, "a request at /async");
    return call;
  }

  /** So many have begun and ended, and none is left. */
  void exchanges(int n) {
    Woven.await(n + " ended, is " + woven.ended, () -> woven.ended.get() == n);
    assertEquals(n, woven.begun.get());
    assertTrue(woven.exchanges.isEmpty());
  }

  /** One has begun and is over; where its connection was closed first, that was its end. */
  void onlyExchangeIsOver() {
    Woven.await("over", () -> woven.begun.get() == 1 && woven.exchanges.isEmpty());
  }
}
