package io.github.drainagent.it.app;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Spring Boot with its embedded server, as it comes, which is graceful from 3.4 on; {@code
 * --graceful} or {@code --immediate} says how it is to shut down.
 */
@Configuration
@EnableAutoConfiguration
public class SpringBootApp {
  public static void main(String[] args) {
    Say.hook();
    Args options = new Args(args);
    InetSocketAddress address = Args.address(options.listens.get(0));
    Map<String, Object> settings = new HashMap<>();
    settings.put("server.address", address.getHostString());
    settings.put("server.port", address.getPort());
    for (String shutdown : new String[] {"graceful", "immediate"}) {
      if (options.has("--" + shutdown)) {
        settings.put("server.shutdown", shutdown);
      }
    }
    settings.put("server.tomcat.max-keep-alive-requests", -1);
    settings.put("spring.main.banner-mode", "off");
    settings.put("logging.level.root", "warn");
    // it warns when the machine was slow to make its first session id
    settings.put("logging.level.org.apache.catalina.util.SessionIdGeneratorBase", "error");
    SpringApplication application = new SpringApplication(SpringBootApp.class);
    application.setDefaultProperties(settings);
    Say.ready(((ServletWebServerApplicationContext) application.run()).getWebServer().getPort());
  }

  @Bean
  public ServletRegistrationBean<EndpointServlet> endpoints() {
    return new ServletRegistrationBean<>(new EndpointServlet(), "/*");
  }
}
