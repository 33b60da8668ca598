package io.github.drainagent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.engine.spi.ServerFamily;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.util.Scanner;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListenerWatchTest {

  private static final String SERVER_SOCKET = "java/net/ServerSocket";
  private static final String[] LISTENERS = {
    SERVER_SOCKET,
    "sun/nio/ch/ServerSocketChannelImpl",
    "sun/nio/ch/AsynchronousServerSocketChannelImpl",
    "sun/nio/ch/UnixAsynchronousServerSocketChannelImpl"
  };
  private static final byte[] BYTES = {1};

  @TempDir File folder;
  private final PrintStream before = System.err;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private Class<?>[] loaded = {String.class};

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(said, true));
    System.clearProperty("fake.engine");
    System.clearProperty("fake.engine.go");
  }

  @AfterEach
  void restore() {
    System.setErr(before);
  }

  private ListenerWatch watch(String argument) throws Exception {
    return watch(argument, FakeJar.with(folder));
  }

  private ListenerWatch watch(String argument, File jar) {
    Instrumentation instrumentation =
        (Instrumentation)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Instrumentation.class},
                (proxy, method, arguments) ->
                    "getAllLoadedClasses".equals(method.getName()) ? loaded : null);
    return new ListenerWatch(jar, argument, instrumentation);
  }

  private static byte[] load(ListenerWatch watch, ClassLoader loader, String name) {
    return watch.transform(loader, name, null, null, BYTES);
  }

  private static String engine() {
    return System.getProperty("fake.engine", "");
  }

  @Test
  void withoutAListenerNothingIsLoadedAndNothingSaid() throws Exception {
    ListenerWatch watch = watch("a=b");
    watch.lookBack();
    assertNull(load(watch, null, "java/net/Socket"));
    assertNull(load(watch, null, "java/net/ServerSocketFactory"));
    assertNull(load(watch, null, null));
    assertNull(
        load(watch, getClass().getClassLoader(), SERVER_SOCKET), "somebody else's of that name");
    assertEquals("", engine());
    assertEquals("", said.toString());
  }

  @Test
  void theFirstListenersClassBringsUpTheEngineOnceAndIsWovenByIt() throws Exception {
    ListenerWatch watch = watch("a=b");
    assertArrayEquals(new byte[] {2}, load(watch, null, SERVER_SOCKET));
    assertArrayEquals(
        new byte[] {2}, load(watch, null, "sun/nio/ch/AsynchronousServerSocketChannelImpl"));
    assertArrayEquals(new byte[] {2}, load(watch, getClass().getClassLoader(), "com/example/App"));
    assertEquals("start a=b [a.One b.Two] 1.2.3 null;lookBack[];begin;", engine());
    assertEquals("", said.toString());
  }

  @Test
  void aServersFirstClassBringsItUpUnseenAndItsListenerTheRest() throws Exception {
    ListenerWatch watch = watch("a=b");
    load(watch, getClass().getClassLoader(), "org/eclipse/jetty/server/Server");
    await(() -> engine().startsWith("start a=b [a.One b.Two] 1.2.3 null;lookBack"));
    String unseen = engine();
    load(watch, getClass().getClassLoader(), "io/undertow/Undertow");
    load(watch, null, SERVER_SOCKET);
    assertEquals(unseen + "begin;", engine(), "once, whatever else there is");
    assertEquals("", said.toString());
  }

  /** The entry can't ask them before they are loaded, so it has the names once more. */
  @Test
  void theClassesThatFamiliesNameAreKnown() throws Exception {
    int names = 0;
    try (InputStream in = getClass().getResourceAsStream("/families")) {
      Scanner families = new Scanner(in, "UTF-8");
      while (families.hasNext()) {
        Class<?> family = Class.forName(families.next());
        ServerFamily it = (ServerFamily) family.getConstructor().newInstance();
        for (String name : it.firstClasses()) {
          System.clearProperty("fake.engine");
          load(watch(null), getClass().getClassLoader(), name.replace('.', '/'));
          await(() -> engine().contains("lookBack"));
          names++;
        }
      }
    }
    assertTrue(names >= 8, "only " + names);
  }

  @Test
  void whatIsLoadedWhileItComesUpIsWovenByItsLookBack() throws Exception {
    ListenerWatch watch = watch("slow");
    load(watch, getClass().getClassLoader(), "io/netty/bootstrap/ServerBootstrap");
    await(() -> engine().startsWith("start slow"));
    assertNull(load(watch, getClass().getClassLoader(), "com/example/App"), "nobody waits");
    System.setProperty("fake.engine.go", "");
    load(watch, null, SERVER_SOCKET);
    assertTrue(engine().contains("com/example/App];begin;"), engine());
  }

  @Test
  void whoIsAboutToListenDoesNotWaitForClassesThatItMayBeLinkingItself() throws Exception {
    System.setProperty("fake.engine.stuck", "");
    try {
      load(watch(null), null, SERVER_SOCKET);
      assertTrue(engine().endsWith("null;begin;"), engine());
    } finally {
      System.clearProperty("fake.engine.stuck");
    }
    await(() -> engine().contains("begin;lookBack"));
  }

  @Test
  void anEngineThatFailsUnseenIsToldWhenThereIsAListener() throws Exception {
    ListenerWatch watch = watch("fail");
    load(watch, getClass().getClassLoader(), "org/apache/catalina/startup/Tomcat");
    await(() -> engine().startsWith("start fail"));
    assertEquals("", said.toString());
    load(watch, null, SERVER_SOCKET);
    assertTrue(said.toString().contains("could not be started"), said.toString());
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      Thread.sleep(1);
    }
    assertTrue(condition.getAsBoolean(), engine());
  }

  @Test
  void eachKindOfListenerBringsItUp() throws Exception {
    for (String name : LISTENERS) {
      System.clearProperty("fake.engine");
      load(watch(null), null, name);
      assertTrue(engine().startsWith("start null "), name);
    }
  }

  @Test
  void aListenersClassThatIsThereAlreadyBringsItUpAtOnce() throws Exception {
    for (String name : LISTENERS) {
      System.clearProperty("fake.engine");
      Class<?> listener = Class.forName(name.replace('/', '.'), false, null);
      loaded = new Class<?>[] {String.class, listener};
      watch("a=b").lookBack();
      assertTrue(engine().startsWith("start a=b"), name);
    }
  }

  @Test
  void theAgentGivenTwiceIsSaidByTheEngine() throws Exception {
    ListenerWatch watch = watch(null);
    watch.givenAgain();
    load(watch, null, SERVER_SOCKET);
    assertTrue(engine().contains("1.2.3 the agent is given twice"), engine());
  }

  @Test
  void anEngineThatStandsDownIsNotAskedAgain() throws Exception {
    ListenerWatch watch = watch("stand-down");
    assertNull(load(watch, null, SERVER_SOCKET));
    assertNull(load(watch, null, SERVER_SOCKET));
    assertEquals("start stand-down [a.One b.Two] 1.2.3 null;begin;", engine());
  }

  @Test
  void anEngineThatFailsIsOneLineAndTheApplicationGoesOn() throws Exception {
    ListenerWatch watch = watch("fail");
    assertNull(load(watch, null, SERVER_SOCKET));
    assertNull(load(watch, null, SERVER_SOCKET));
    assertEquals(
        "[drain] the agent could not be started, the application is not affected:"
            + " java.lang.IllegalStateException: no engine",
        said.toString().trim());
  }

  @Test
  void aJarThatCannotBeReadIsOneLineAndTheApplicationGoesOn() {
    ListenerWatch watch = watch(null, new File(folder, "gone.jar"));
    assertNull(load(watch, null, SERVER_SOCKET));
    assertNull(load(watch, null, SERVER_SOCKET));
    assertEquals(1, said.toString().trim().split("\\R").length, said.toString());
  }

  @Test
  void whatTheEnginesTransformerThrowsStaysHere() throws Exception {
    ListenerWatch watch = watch(null);
    load(watch, null, SERVER_SOCKET);
    assertNull(load(watch, null, "com/example/Broken"));
  }
}
