package io.github.drainagent.it.host;

import io.github.drainagent.it.app.War;
import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.Place;
import io.github.drainagent.it.process.ServerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipOutputStream;

/** A Tomcat distribution with one web application, a war, and its shutdown port. */
final class TomcatHome {
  private static final List<String> OPENED =
      List.of(
          "java.base/java.lang",
          "java.base/java.io",
          "java.base/java.util",
          "java.base/java.util.concurrent",
          "java.rmi/sun.rmi.transport");

  private final Path home;

  /**
   * @param port for HTTP
   * @param shutdownPort for the word SHUTDOWN
   */
  TomcatHome(ServerSpec row, Path home, int port, int shutdownPort) throws IOException {
    this.home = home;
    try (Stream<Path> files = Files.list(Place.server(row))) {
      Trees.unpack(
          files.filter(path -> path.toString().endsWith(".zip")).findFirst().orElseThrow(), home);
    }
    Path config = home.resolve("conf/server.xml");
    String xml = Files.readString(config);
    String changed =
        xml.replace("port=\"8080\"", "address=\"127.0.0.1\" port=\"" + port + "\"")
            .replace("port=\"8005\"", "port=\"" + shutdownPort + "\"");
    Files.writeString(config, changed);
    Files.move(home.resolve("webapps"), home.resolve("webapps-as-delivered"));
    war(row, Files.createDirectories(home.resolve("webapps")).resolve("ROOT.war"));
  }

  private void war(ServerSpec row, Path war) throws IOException {
    List<Path> folders = List.of(Place.classes(), Place.server(row).resolve("classes"));
    Path root = War.of(folders, home.resolve("war"));
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(war))) {
      Trees.pack(root, root, out);
    }
  }

  /** As bin/catalina.sh does it, so that Tomcat looks for what an application has left behind. */
  Launch launch(Jdk jdk) {
    Path bin = home.resolve("bin");
    Launch launch =
        Launch.tool(
            jdk,
            "java",
            "-Djava.util.logging.config.file=" + home.resolve("conf/logging.properties"),
            "-Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager",
            "-cp",
            bin.resolve("bootstrap.jar") + ":" + bin.resolve("tomcat-juli.jar"),
            "-Dcatalina.home=" + home,
            "-Dcatalina.base=" + home,
            "-Djava.io.tmpdir=" + home.resolve("temp"),
            "-Dsun.io.useCanonCaches=false",
            "org.apache.catalina.startup.Bootstrap",
            "start");
    if (jdk.version() > 8) {
      OPENED.forEach(name -> launch.jvm("--add-opens=" + name + "=ALL-UNNAMED"));
    }
    return launch;
  }
}
