package io.github.drainagent.engine.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import example.family.SampleAdapter;
import example.family.SampleFamily;
import example.server.Server;
import example.server.SubServer;
import io.github.drainagent.engine.Await;
import io.github.drainagent.engine.spi.Connector;
import java.lang.instrument.Instrumentation;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class AdaptersTest {

  private static final String SUB = "example.server.SubServer";

  private final ClassLoader app = AdaptersTest.class.getClassLoader();
  private final Adapters adapters = new Adapters(new SampleFamily(), opener());

  /** Nothing here is in a named module, so nothing is to be opened. */
  private static ModuleOpener opener() {
    return new ModuleOpener(
        (Instrumentation)
            Proxy.newProxyInstance(
                AdaptersTest.class.getClassLoader(),
                new Class<?>[] {Instrumentation.class},
                (proxy, method, arguments) -> {
                  throw new AssertionError(method);
                }));
  }

  private Host host() throws Exception {
    return new Host(app, null, Server.class);
  }

  @Test
  void anAdapterIsTypedCodeBesideItsServer() throws Exception {
    Host host = host();
    Object server = host.create(SampleFamily.SERVER);
    Connector connector = adapters.get(server.getClass());
    assertEquals(SampleAdapter.class.getName(), connector.getClass().getName());
    assertNotSame(SampleAdapter.class, connector.getClass());
    assertSame(host, connector.getClass().getClassLoader().getParent());
    assertTrue(connector.idle(server));
    server.getClass().getMethod("handle", String.class).invoke(server, "GET /");
    assertFalse(connector.idle(server));
  }

  @Test
  void twoCopiesOfAServerHaveTwoAdapters() throws Exception {
    Object one = host().create(SampleFamily.SERVER);
    Object two = host().create(SampleFamily.SERVER);
    Connector first = adapters.get(one.getClass());
    Connector second = adapters.get(two.getClass());
    assertNotSame(first, second);
    assertTrue(first.idle(one));
    assertTrue(second.idle(two));
    assertThrows(ClassCastException.class, () -> first.idle(two));
  }

  @Test
  void anApplicationsSubclassInALoaderBelowHasTheServersAdapter() throws Exception {
    Host container = host();
    Host webapp = new Host(container, null, SubServer.class);
    Object sub = webapp.create(SUB);
    assertSame(webapp, sub.getClass().getClassLoader());
    Connector connector = adapters.get(sub.getClass());
    assertSame(adapters.get(container.loadClass(SampleFamily.SERVER)), connector);
    assertTrue(connector.idle(sub));
  }

  @Test
  void everyClassOfOneCopyHasTheSameAdapter() throws Exception {
    Host host = new Host(app, null, Server.class, SubServer.class);
    assertSame(
        adapters.get(host.loadClass(SampleFamily.SERVER)), adapters.get(host.loadClass(SUB)));
  }

  @Test
  void anAdapterThatCannotBeHadIsReplacedByOneThatClaimsNothing() throws Exception {
    SampleFamily family = new SampleFamily().withAdapter("example.family.NoSuchAdapter");
    Class<?> server = host().loadClass(SampleFamily.SERVER);
    Adapters without = new Adapters(family, opener());
    assertSame(NoConnector.INSTANCE, without.get(server));
    assertSame(NoConnector.INSTANCE, without.get(server));
  }

  @Test
  void aServerThatIsUndeployedIsCollectedThoughItHadAnAdapter() throws Exception {
    Host host = host();
    WeakReference<Host> collected = new WeakReference<>(host);
    Object server = host.create(SampleFamily.SERVER);
    assertTrue(adapters.get(server.getClass()).idle(server));
    host = null;
    server = null;
    Await.until(
        "the loader of the server is collected",
        () -> {
          System.gc();
          return collected.get() == null;
        });
  }
}
