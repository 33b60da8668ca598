package io.github.drainagent.instrumentation.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate of one's own, made by the JDK's keytool. */
public final class Certificate {

  public static final String PASSWORD = "changeit";

  /** The one that Tomcat 8.5.0 looks for. */
  private static final String ALIAS = "tomcat";

  /** Of type PKCS12. */
  public final Path keystore;

  /** What either side needs: to show it and to trust it. */
  public final SSLContext context;

  public Certificate(Path folder) throws Exception {
    keystore = folder.resolve("keys.p12");
    makeKeys(keystore);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keystore)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(ALIAS, keys.getCertificate(ALIAS));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD.toCharArray());
    context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
  }

  private static void makeKeys(Path file) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Paths.get(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(Arrays.asList("-genkeypair -dname CN=h -keyalg RSA -alias".split(" ")));
    command.add(ALIAS);
    command.addAll(Arrays.asList("-storetype", "PKCS12", "-storepass", PASSWORD));
    command.addAll(Arrays.asList("-keystore", file.toString()));
    Process keytool = new ProcessBuilder(command).start();
    assertTrue(keytool.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, keytool.exitValue());
  }
}
