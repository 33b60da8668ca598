package io.github.drainagent.it.app;

import fish.payara.micro.BootstrapException;
import fish.payara.micro.PayaraMicro;
import fish.payara.micro.PayaraMicroRuntime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Payara Micro as it is published, one jar that has its class loaders in it, with a war. */
public final class PayaraMicroApp {
  private static final String HTTP =
      "configs.config.server-config.network-config.protocols.protocol.http-listener.http.";

  private static final String QUIET =
      "handlers=java.util.logging.ConsoleHandler\n"
          + "java.util.logging.ConsoleHandler.level=WARNING\n"
          // certificates in its own key store that have expired
          + "javax.enterprise.system.security.ssl.level=SEVERE\n"
          // it unpacks itself into a folder for temporary files
          + "PayaraMicro.level=SEVERE\n";

  private PayaraMicroApp() {}

  public static void main(String[] args) throws BootstrapException, IOException {
    Say.hook();
    int port = FreePort.insteadOf(Args.address(new Args(args).listens.get(0)));
    Path logging = Files.createTempFile("logging", ".properties");
    Files.write(logging, QUIET.getBytes(StandardCharsets.US_ASCII));
    PayaraMicro server = PayaraMicro.getInstance();
    server.setLogPropertiesFile(logging.toFile());
    server.setPreBootHandler(commands -> commands.run("set", HTTP + "max-connections=-1"));
    server.setHttpPort(port).setMaxHttpThreads(64);
    server.setNoCluster(true);
    PayaraMicroRuntime running = server.bootStrap();
    running.deploy("endpoints", "/", War.ofClassPath().toFile());
    Say.ready(port);
  }
}
