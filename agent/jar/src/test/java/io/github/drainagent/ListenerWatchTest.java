package io.github.drainagent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
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
    assertEquals("start a=b [a.One, b.Two] 1.2.3 null;lookBack;", engine());
    assertEquals("", said.toString());
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
    assertEquals("start stand-down [a.One, b.Two] 1.2.3 null;", engine());
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
