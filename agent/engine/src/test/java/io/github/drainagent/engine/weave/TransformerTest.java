package io.github.drainagent.engine.weave;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import example.family.SampleFamily;
import example.server.Server;
import io.github.drainagent.engine.LogLines;
import io.github.drainagent.engine.Recorder;
import io.github.drainagent.engine.spi.ServerFamily;
import io.github.drainagent.engine.spi.Weave;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.Collections;
import net.bytebuddy.ByteBuddy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransformerTest {

  private static final String NAME = SampleFamily.SERVER.replace('.', '/');

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

  private static Transformer transformer(ServerFamily family) {
    return new Transformer(Collections.emptyList(), Collections.singletonList(family));
  }

  private static Host host(Transformer transformer) throws Exception {
    return new Host(Transformer.class.getClassLoader(), transformer, Server.class);
  }

  /** What the application gets from its server. */
  private static Object handle(Host host, String request) throws Exception {
    Object server = host.create(SampleFamily.SERVER);
    assertSame(host, server.getClass().getClassLoader());
    return server.getClass().getMethod("handle", String.class).invoke(server, request);
  }

  private void assertWoven(Host host) throws Exception {
    recorder.calls().clear();
    assertEquals("GET / handled", handle(host, "GET /"));
    assertEquals(Arrays.asList("began GET /", "ended GET /"), recorder.calls());
  }

  private void assertLeftAlone(Host host) throws Exception {
    recorder.calls().clear();
    assertEquals("GET / handled", handle(host, "GET /"));
    assertEquals(Collections.emptyList(), recorder.calls());
    assertEquals(Collections.emptyList(), recorder.suppressedOnes());
  }

  @Test
  void adviceGoesIntoTheMethodThatIsNamed() throws Exception {
    assertWoven(host(transformer(new SampleFamily())));
    assertEquals(Collections.emptyList(), recorder.suppressedOnes());
    assertEquals(Collections.emptyList(), log.all());
  }

  @Test
  void whatTheMethodThrowsIsThrownAndTheExchangeEnds() throws Exception {
    Host host = host(transformer(new SampleFamily()));
    InvocationTargetException thrown =
        assertThrows(InvocationTargetException.class, () -> handle(host, ""));
    assertEquals("bad request", thrown.getCause().getMessage());
    assertEquals(Arrays.asList("began ", "ended "), recorder.calls());
  }

  @Test
  void noMemberIsAddedToTheHostsClass() throws Exception {
    Class<?> woven = host(transformer(new SampleFamily())).loadClass(SampleFamily.SERVER);
    assertArrayEquals(
        sorted(Server.class.getDeclaredMethods()), sorted(woven.getDeclaredMethods()));
    assertArrayEquals(sorted(Server.class.getDeclaredFields()), sorted(woven.getDeclaredFields()));
    assertArrayEquals(Server.class.getInterfaces(), woven.getInterfaces());
  }

  private static String[] sorted(Object[] members) {
    return Arrays.stream(members).map(Object::toString).sorted().toArray(String[]::new);
  }

  @Test
  void adviceThatThrowsIsSuppressedAndCountedAndTheHostGoesOn() throws Exception {
    assertWoven(host(transformer(new SampleFamily().withBrokenAdvice())));
    assertEquals(1, recorder.suppressedOnes().size());
    assertEquals("broken advice", recorder.suppressedOnes().get(0).getMessage());
  }

  @Test
  void aServerThatLacksAMemberIsLeftAloneAndOneLineSaysSo() throws Exception {
    Transformer transformer =
        transformer(
            new SampleFamily(
                SampleFamily.SERVER + "#requests()I",
                SampleFamily.SERVER + "#gone",
                SampleFamily.SERVER + "#goneToo()V"));
    Host host = host(transformer);
    assertLeftAlone(host);
    assertNull(transformer.transform(host, NAME, null, null, Host.bytes(Server.class)));
    String line = log.only("this version of Sample has no example.server.Server#gone;");
    assertTrue(line.contains("drained by their traffic alone"), line);
    assertEquals(1, log.all().size());
  }

  @Test
  void theMethodsThatAdviceGoesIntoAreRequiredToo() throws Exception {
    Weave weave = Weave.into(SampleFamily.SERVER, "vanished", "()V", Object.class);
    assertLeftAlone(host(transformer(new SampleFamily().with(weave))));
    log.only("has no example.server.Server#vanished()V;");
  }

  @Test
  void aMethodThatOnlySomeVersionsHaveIsNotRequired() throws Exception {
    Weave weave = Weave.into(SampleFamily.SERVER, "vanished", "()V", advice()).whereItExists();
    assertWoven(host(transformer(new SampleFamily().with(weave))));
  }

  private static Class<?> advice() {
    return new SampleFamily().weaves().get(0).advice;
  }

  @Test
  void fieldsAndMethodsWithAndWithoutDescriptorAreFoundAndAbsentTypesAreNoObstacle()
      throws Exception {
    assertWoven(
        host(
            transformer(
                new SampleFamily(
                    SampleFamily.SERVER + "#count",
                    SampleFamily.SERVER + "#requests",
                    SampleFamily.SERVER + "#requests()I",
                    SampleFamily.SERVER + "#<init>()V",
                    "example.server.NotThere#anything()V"))));
  }

  @Test
  void aMemberThatIsAskedForBesideAnotherTypeIsRequiredOnlyWhereThatTypeIs() throws Exception {
    String gone = SampleFamily.SERVER + "#gone";
    assertWoven(host(transformer(new SampleFamily("example.server.NotThere?" + gone))));
    assertLeftAlone(host(transformer(new SampleFamily(SampleFamily.SERVER + "?" + gone))));
    log.only("has no example.server.Server#gone;");
  }

  @Test
  void theDescriptorOfARequiredMethodCounts() throws Exception {
    assertLeftAlone(host(transformer(new SampleFamily(SampleFamily.SERVER + "#requests()J"))));
  }

  @Test
  void anOldCopyOfAServerDoesNotKeepANewOneFromBeingWoven() throws Exception {
    Transformer transformer = transformer(new SampleFamily(SampleFamily.SERVER + "#requests"));
    Host old = host(transformer).with(SampleFamily.SERVER, withoutRequests());
    assertLeftAlone(old);
    assertWoven(host(transformer));
    log.only("has no example.server.Server#requests;");
  }

  private static byte[] withoutRequests() throws Exception {
    return new ByteBuddy()
        .subclass(Object.class)
        .name(SampleFamily.SERVER)
        .defineMethod("handle", String.class, java.lang.reflect.Modifier.PUBLIC)
        .withParameters(String.class)
        .intercept(net.bytebuddy.implementation.FixedValue.value("GET / handled"))
        .make()
        .getBytes();
  }

  @Test
  void aClassOfAnotherNameIsPassedOnUntouched() throws Exception {
    Transformer transformer = transformer(new SampleFamily());
    byte[] bytes = Host.bytes(TransformerTest.class);
    assertNull(transformer.transform(null, "java/lang/Foo", null, null, bytes));
    assertNull(transformer.transform(null, null, null, null, bytes));
    assertNull(transformer.transform(null, NAME + "$1", null, null, bytes));
  }

  @Test
  void bytesThatCannotBeReadAreCountedAndPassedOn() throws Exception {
    Host host = host(null);
    byte[] garbage = {1, 2, 3};
    assertNull(transformer(new SampleFamily()).transform(host, NAME, null, null, garbage));
    assertEquals(1, recorder.suppressedOnes().size());
  }

  @Test
  void whatIsMeantForTheJdkGoesIntoTheBootLoadersClassesOnly() throws Exception {
    Transformer transformer =
        new Transformer(
            Collections.singletonList(Weave.into(SampleFamily.SERVER, "handle", advice())),
            Collections.emptyList());
    byte[] bytes = Host.bytes(Server.class);
    assertNull(transformer.transform(host(null), NAME, null, null, bytes));
    assertNotNull(transformer.transform(null, NAME, null, null, bytes));
  }
}
