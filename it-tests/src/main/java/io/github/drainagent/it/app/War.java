package io.github.drainagent.it.app;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A web application with the endpoints as its one servlet, as a folder. */
public final class War {
  private static final String CLASSES = "io/github/drainagent/it/app";

  private static final String WEB_XML =
      "<web-app>\n"
          + "  <servlet>\n"
          + "    <servlet-name>endpoints</servlet-name>\n"
          + "    <servlet-class>io.github.drainagent.it.app.EndpointServlet</servlet-class>\n"
          + "    <async-supported>true</async-supported>\n"
          + "  </servlet>\n"
          + "  <servlet-mapping>\n"
          + "    <servlet-name>endpoints</servlet-name>\n"
          + "    <url-pattern>/*</url-pattern>\n"
          + "  </servlet-mapping>\n"
          + "</web-app>\n";

  private War() {}

  /** Of the class path's folders, for a server that has no other way to a servlet. */
  static Path ofClassPath() throws IOException {
    List<Path> folders =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Paths::get)
            .filter(Files::isDirectory)
            .collect(Collectors.toList());
    return of(folders, Files.createTempDirectory("war"));
  }

  /**
   * @param folders where classes are
   * @param war an empty folder, or one that is not there yet
   */
  public static Path of(List<Path> folders, Path war) throws IOException {
    Path web = Files.createDirectories(war.resolve("WEB-INF"));
    Files.write(web.resolve("web.xml"), WEB_XML.getBytes(StandardCharsets.US_ASCII));
    Path classes = Files.createDirectories(web.resolve("classes").resolve(CLASSES));
    for (Path folder : folders) {
      copy(folder.resolve(CLASSES), classes);
    }
    return war;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.collect(Collectors.toList())) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }
}
