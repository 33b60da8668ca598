package io.github.drainagent.instrumentation.jetty;

import io.github.drainagent.instrumentation.testing.Call;
import io.github.drainagent.instrumentation.testing.TestServer;
import io.github.drainagent.instrumentation.testing.Woven;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/**
 * A Jetty of whatever line is on the class path, that does for each path what a test told it to do.
 */
class JettyServer implements TestServer {

  /** Before anything of Jetty is loaded. */
  static final Woven WOVEN = new Woven(new JettyFamily());

  interface Answer {
    void to(JettyCall call) throws Exception;
  }

  static final class Answers {
    private final Map<String, Answer> byPath = new ConcurrentHashMap<>();
    private volatile @Nullable Answer otherwise;

    @Nullable Answer of(String path) {
      Answer own = byPath.get(path);
      return own == null ? otherwise : own;
    }
  }

  /** Which API answers, and who accepts. */
  static final class Kind {
    final String api;
    final int acceptors;

    private Kind(String api, int acceptors) {
      this.api = api;
      this.acceptors = acceptors;
    }

    boolean isCore() {
      return api.equals("core");
    }

    /** The environments of 12 keep their requests' attributes from the connection. */
    boolean canUpgrade() {
      return isCore() || api.isEmpty();
    }

    @Override
    public String toString() {
      return (api.isEmpty() ? "servlets" : api.replace(".", ""))
          + ", accepted by "
          + (acceptors == 0 ? "a selector" : "a thread");
    }
  }

  private static final String JETTY = "org.eclipse.jetty.";

  final int port;
  private final Kind kind;
  private final Server server = new Server();
  private final Answers answers = new Answers();

  JettyServer(Kind kind) throws Exception {
    this(kind, new ConnectionFactory[0]);
  }

  /**
   * @param before what a connection speaks before it speaks HTTP
   */
  JettyServer(Kind kind, ConnectionFactory... before) throws Exception {
    this.kind = kind;
    HttpConfiguration configuration = new HttpConfiguration();
    List<ConnectionFactory> factories = new ArrayList<>(Arrays.asList(before));
    factories.add(new HttpConnectionFactory(configuration));
    factories.add(new HTTP2CServerConnectionFactory(configuration));
    ServerConnector connector =
        new ServerConnector(server, kind.acceptors, 1, factories.toArray(new ConnectionFactory[0]));
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(kind.isCore() ? CoreCall.handler(answers) : servlets(kind.api));
    server.start();
    port = connector.getLocalPort();
  }

  /** Every kind that is on the class path. */
  static List<Kind> kinds() {
    List<Kind> kinds = servletKinds();
    if (isThere(JETTY + "server.internal.HttpConnection")) {
      kinds.addAll(both("core"));
    }
    return kinds;
  }

  static List<Kind> servletKinds() {
    List<Kind> kinds = new ArrayList<>();
    for (String api : new String[] {"", "ee8.", "ee9.", "ee10.", "ee11."}) {
      if (isThere(JETTY + api + "servlet.ServletHolder")) {
        kinds.addAll(both(api));
      }
    }
    return kinds;
  }

  static List<Kind> coreKinds() {
    List<Kind> kinds = kinds();
    kinds.removeIf(kind -> !kind.isCore());
    return kinds;
  }

  private static List<Kind> both(String api) {
    return Arrays.asList(new Kind(api, 0), new Kind(api, 1));
  }

  /** Without loading it: what is loaded before it is woven loads others that are not woven then. */
  private static boolean isThere(String type) {
    String file = type.replace('.', '/') + ".class";
    return JettyServer.class.getClassLoader().getResource(file) != null;
  }

  /** In 9.4 to 11 a context is a handler, in 12 it has one. */
  private Handler servlets(String api) throws Exception {
    Class<?> holderType = Class.forName(JETTY + api + "servlet.ServletHolder");
    Class<?> contextType = Class.forName(JETTY + api + "servlet.ServletContextHandler");
    for (Constructor<?> constructor : holderType.getConstructors()) {
      Class<?>[] types = constructor.getParameterTypes();
      if (types.length == 1 && types[0].getName().endsWith(".servlet.Servlet")) {
        Object holder = constructor.newInstance(ServletCall.servlet(types[0], answers));
        holderType.getMethod("setAsyncSupported", boolean.class).invoke(holder, true);
        Object context = contextType.getConstructor().newInstance();
        contextType.getMethod("setContextPath", String.class).invoke(context, "/");
        contextType.getMethod("addServlet", holderType, String.class).invoke(context, holder, "/");
        return (Handler) (context instanceof Supplier ? ((Supplier<?>) context).get() : context);
      }
    }
    throw new NoSuchMethodException(holderType + " for a servlet");
  }

  JettyServer on(String path, Answer answer) {
    answers.byPath.put(path, answer);
    return this;
  }

  /**
   * @param answer for every path that {@link #on} does not tell of; {@code null} is a 404
   */
  JettyServer otherwise(Call.@Nullable Answer answer) {
    answers.otherwise = answer == null ? null : answer::to;
    return this;
  }

  @Override
  public Woven woven() {
    return WOVEN;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public boolean answersWhatIsPipelined() {
    return false;
  }

  /** It reads what has arrived and closes; of a body that is still arriving it may reset. */
  @Override
  public int readsOfABodyThatNobodyReads() {
    return 0;
  }

  @Override
  public boolean chunksItsLast() {
    return !Server.getVersion().startsWith("9.4.0.");
  }

  @Override
  public boolean canUpgrade() {
    return kind.canUpgrade();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
