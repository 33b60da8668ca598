package io.github.drainagent.it.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** nginx with the configuration of docs/protocols.md, in one process and as any user. */
final class Nginx {
  private static final String CONFIGURATION =
      """
      daemon off;
      master_process off;
      pid FOLDER/nginx.pid;
      error_log stderr warn;
      events {}
      http {
        access_log off;
        client_body_temp_path FOLDER/body;
        proxy_temp_path FOLDER/proxy;
        fastcgi_temp_path FOLDER/fastcgi;
        uwsgi_temp_path FOLDER/uwsgi;
        scgi_temp_path FOLDER/scgi;
        upstream instances {
          server 127.0.0.1:FIRST max_fails=0;
          server 127.0.0.1:SECOND max_fails=0;
          keepalive 32;
        }
        server {
          listen 127.0.0.1:PORT;
          location / {
            proxy_pass http://instances;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
          }
        }
      }
      """;

  private Nginx() {}

  static Proxy start(Path folder, int first, int second) throws IOException, InterruptedException {
    Path program = Program.orSkip("nginx");
    int port = Ports.free();
    Path file = folder.resolve("nginx.conf");
    Files.writeString(
        file,
        CONFIGURATION
            .replace("FOLDER", folder.toString())
            .replace("FIRST", Integer.toString(first))
            .replace("SECOND", Integer.toString(second))
            .replace("PORT", Integer.toString(port)));
    // -e: else it opens Debian's own log before it reads the configuration
    List<String> command =
        List.of(program.toString(), "-e", "stderr", "-p", folder.toString(), "-c", file.toString());
    return Proxy.start("nginx", port, command, folder);
  }
}
