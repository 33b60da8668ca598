package io.github.drainagent.engine.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import example.family.SampleFamily;
import example.server.Server;
import io.github.drainagent.engine.LogLines;
import io.github.drainagent.engine.Recorder;
import io.github.drainagent.engine.spi.Connector;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that somebody has moved below a package of his own. */
class RelocatedTest {

  private static final String PREFIX = "org.acme.shaded.";
  private static final String MOVED = PREFIX + SampleFamily.SERVER;
  private static final List<String> WOVEN = Arrays.asList("began GET /", "ended GET /");

  private Recorder recorder;
  private LogLines log;

  @BeforeEach
  void open() {
    recorder = Recorder.start();
    log = new LogLines();
  }

  @AfterEach
  void close() {
    log.close();
  }

  private static SampleFamily family(String... members) {
    return new SampleFamily(members).withHome("example.server.");
  }

  private static Transformer transformer(SampleFamily family) {
    return new Transformer(Collections.emptyList(), Collections.singletonList(family));
  }

  /** Has the server under both names. */
  private static Host host(Transformer transformer) throws Exception {
    byte[] moved = new Renaming("example.server.", PREFIX).classFile(Host.bytes(Server.class));
    return new Host(RelocatedTest.class.getClassLoader(), transformer, Server.class)
        .with(MOVED, moved);
  }

  private List<String> callsOf(Host host, String type) throws Exception {
    recorder.calls().clear();
    Object server = host.create(type);
    server.getClass().getMethod("handle", String.class).invoke(server, "GET /");
    assertEquals(Collections.emptyList(), recorder.suppressedOnes());
    return recorder.calls();
  }

  private static Adapters adapters() {
    Instrumentation none =
        (Instrumentation)
            Proxy.newProxyInstance(
                RelocatedTest.class.getClassLoader(),
                new Class<?>[] {Instrumentation.class},
                (proxy, method, arguments) -> {
                  throw new AssertionError(method);
                });
    return new Adapters(family(), new ModuleOpener(none));
  }

  @Test
  void itIsWovenLikeTheOneBesideItThatWasNotMoved() throws Exception {
    Host host = host(transformer(family(SampleFamily.SERVER + "#requests()I")));
    assertEquals(WOVEN, callsOf(host, MOVED));
    assertEquals(WOVEN, callsOf(host, SampleFamily.SERVER));
    assertEquals(WOVEN, callsOf(host(transformer(family())), MOVED));
    assertEquals(Collections.emptyList(), log.all());
  }

  @Test
  void twoCopiesInOneLoaderHaveTwoAdapters() throws Exception {
    Host host = host(null);
    Adapters adapters = adapters();
    Object own = host.create(SampleFamily.SERVER);
    Object moved = host.create(MOVED);
    Connector first = adapters.get(own.getClass());
    Connector second = adapters.get(moved.getClass());
    assertNotSame(first, second);
    assertTrue(first.idle(own));
    assertTrue(second.idle(moved));
    own.getClass().getMethod("handle", String.class).invoke(own, "GET /");
    assertFalse(first.idle(own));
    assertTrue(second.idle(moved));
    assertSame(second, adapters.get(host.loadClass(MOVED)));
  }

  @Test
  void oneThatLacksAMemberIsLeftAloneAndTheOtherIsNot() throws Exception {
    byte[] other =
        new net.bytebuddy.ByteBuddy()
            .subclass(Object.class)
            .name(MOVED)
            .defineMethod("handle", String.class, java.lang.reflect.Modifier.PUBLIC)
            .withParameters(String.class)
            .intercept(net.bytebuddy.implementation.FixedValue.value("handled"))
            .make()
            .getBytes();
    Host host = host(transformer(family(SampleFamily.SERVER + "#requests"))).with(MOVED, other);
    assertEquals(Collections.emptyList(), callsOf(host, MOVED));
    assertEquals(WOVEN, callsOf(host, SampleFamily.SERVER));
    log.only("has no " + MOVED + "#requests;");
  }

  @Test
  void aNameThatOnlyLooksAlikeIsNone() throws Exception {
    Transformer transformer = transformer(family());
    byte[] bytes = Host.bytes(Server.class);
    ClassLoader loader = host(null);
    assertNull(transformer.transform(loader, "my/anexample/server/Server", null, null, bytes));
    assertNull(transformer.transform(loader, "my/example/server/Server$1", null, null, bytes));
    assertNull(transformer.transform(loader, "server/Server", null, null, bytes));
  }

  @Test
  void aFamilyThatNobodyMovesIsNotLookedFor() throws Exception {
    Host host = host(transformer(new SampleFamily()));
    assertEquals(Collections.emptyList(), callsOf(host, MOVED));
    assertEquals(WOVEN, callsOf(host, SampleFamily.SERVER));
  }
}
