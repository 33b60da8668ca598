package io.github.drainagent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.it.load.Outcome;
import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Jdks;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.Place;
import io.github.drainagent.it.process.ServerProcess;
import io.github.drainagent.it.process.ServerSpec;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** SSLServerSocket: its accept and its connections are the JDK's, with another class in between. */
@Timeout(60)
class TlsIT {
  private static final String PASSWORD = "changeit";
  private static final Path STORE = Place.target().resolve("tls.p12");

  @BeforeAll
  static void makeKeyStore() throws Exception {
    Files.deleteIfExists(STORE);
    Launch keytool =
        Launch.tool(
            Jdks.running(),
            "keytool",
            "-genkeypair",
            "-alias",
            "it",
            "-keyalg",
            "RSA",
            "-dname",
            "CN=localhost",
            "-storetype",
            "PKCS12",
            "-keystore",
            STORE.toString(),
            "-storepass",
            PASSWORD,
            // a key store that JDK 8 reads too
            "-J-Dkeystore.pkcs12.legacy=true");
    try (ServerProcess process = keytool.start()) {
      assertEquals(0, process.awaitExit(30_000), process.output());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.github.drainagent.it.Rows#jdks")
  void aTlsListenerIsClosedAndDrained(Jdk jdk) throws Exception {
    Launch launch =
        Launch.server(jdk, ServerSpec.application("TlsApp"), "0")
            .jvm("-Djavax.net.ssl.keyStore=" + STORE)
            .jvm("-Djavax.net.ssl.keyStorePassword=" + PASSWORD)
            .withAgent("");
    try (ServerProcess process = launch.start()) {
      int port = process.awaitPort();
      try (Socket slow = connect(port)) {
        ask(slow, 2_000);
        try (Socket quick = connect(port)) {
          ask(quick, 1);
          assertTrue(readAll(quick).endsWith("done\n"), "no answer before TERM");
        }
        process.term();
        assertTrue(readAll(slow).endsWith("done\n"), process.output());
      }
      assertEquals(143, process.awaitExit(8_000));
      assertEquals(Outcome.REFUSED, Request.fast(port));
      Output.hookEpochMillis(process.stdout());
      Output.assertClean(process.stderr());
    }
  }

  private static Socket connect(int port) throws Exception {
    KeyStore store = KeyStore.getInstance(STORE.toFile(), PASSWORD.toCharArray());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context.getSocketFactory().createSocket("127.0.0.1", port);
  }

  private static void ask(Socket socket, int millis) throws IOException {
    String text = "GET /slow?ms=" + millis + " HTTP/1.1\r\nConnection: close\r\n\r\n";
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String readAll(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }
}
