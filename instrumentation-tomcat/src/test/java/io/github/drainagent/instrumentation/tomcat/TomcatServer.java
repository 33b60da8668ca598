package io.github.drainagent.instrumentation.tomcat;

import io.github.drainagent.instrumentation.testing.Call;
import io.github.drainagent.instrumentation.testing.Certificate;
import io.github.drainagent.instrumentation.testing.TestServer;
import io.github.drainagent.instrumentation.testing.Woven;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.util.ServerInfo;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.jspecify.annotations.Nullable;

/**
 * A Tomcat that does for each path what a test told it to do. In a valve, since no servlet can be
 * both javax and jakarta; for the same reason some methods are called by name.
 */
final class TomcatServer implements TestServer {

  static final Woven WOVEN = new Woven(new TomcatFamily());

  /** Tomcat has to keep quiet; its loggers are held, or they would be collected. */
  private static final Logger LOG = Logger.getLogger("org.apache");

  interface Answer {
    void to(Request request, Response response) throws Exception;
  }

  private final @Nullable Certificate certificate;
  private final Tomcat server = new Tomcat();
  private final Connector connector;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private volatile Answer otherwise = (request, response) -> response.sendError(404);

  /**
   * @param protocol {@code Nio} or {@code Nio2}
   * @param certificate for TLS; {@code null} for none
   */
  TomcatServer(String protocol, @Nullable Certificate certificate) {
    this.certificate = certificate;
    LOG.setLevel(Level.WARNING);
    try {
      Path base = Files.createTempDirectory("tomcat");
      base.toFile().deleteOnExit();
      server.setBaseDir(base.toString());
      connector = new Connector("org.apache.coyote.http11.Http11" + protocol + "Protocol");
      connector.setPort(0);
      if (certificate == null) {
        connector.addUpgradeProtocol(new Http2Protocol());
      } else {
        secure(certificate.keystore); // and no HTTP/2: the first 9.0 then drop clients without ALPN
      }
      server.getService().addConnector(connector);
      Context context = server.addContext("", base.toString());
      context.getPipeline().addValve(new Answering());
      server.start();
    } catch (IOException | LifecycleException e) {
      throw new IllegalStateException(e);
    }
  }

  TomcatServer(String protocol) {
    this(protocol, null);
    on("/ok", (request, response) -> response.getWriter().write("fine"));
  }

  private void secure(Path keystore) {
    SSLHostConfig config = new SSLHostConfig();
    SSLHostConfigCertificate certificate =
        new SSLHostConfigCertificate(config, SSLHostConfigCertificate.Type.RSA);
    certificate.setCertificateKeystoreFile(keystore.toString());
    certificate.setCertificateKeystorePassword(Certificate.PASSWORD);
    config.addCertificate(certificate);
    connector.addSslHostConfig(config);
    connector.setProperty("SSLEnabled", "true");
    connector.setSecure(true);
    connector.setScheme("https");
  }

  /** What is done for each request of that path. */
  TomcatServer on(String path, Answer answer) {
    answers.put(path, answer);
    return this;
  }

  TomcatServer otherwise(Call.Answer answer) {
    otherwise = (request, response) -> answer.to(new TomcatCall(request, response));
    return this;
  }

  @Override
  public Woven woven() {
    return WOVEN;
  }

  @Override
  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public @Nullable SSLContext tls() {
    return certificate == null ? null : certificate.context;
  }

  static boolean isBefore(String version) {
    String[] has = ServerInfo.getServerNumber().split("\\.");
    String[] than = version.split("\\.");
    for (int i = 0; i < than.length; i++) {
      int difference = Integer.parseInt(has[i]) - Integer.parseInt(than[i]);
      if (difference != 0) {
        return difference < 0;
      }
    }
    return false;
  }

  static Object call(Object self, String method) {
    try {
      return self.getClass().getMethod(method).invoke(self);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  static OutputStream out(Response response) {
    return (OutputStream) call(response, "getOutputStream");
  }

  @Override
  public void close() {
    try {
      server.stop();
      server.destroy();
    } catch (LifecycleException e) {
      throw new IllegalStateException(e);
    }
  }

  private final class Answering extends ValveBase {

    Answering() {
      super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException {
      try {
        answers.getOrDefault(request.getRequestURI(), otherwise).to(request, response);
      } catch (IOException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
