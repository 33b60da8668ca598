package io.github.drainagent.it.app;

import jakarta.servlet.Servlet;
import java.net.URI;
import java.util.Dictionary;
import java.util.Hashtable;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;

/** A bundle that hands its servlet to whatever HTTP service the framework has. */
public final class OsgiApp implements BundleActivator {
  private static final String ENDPOINTS = "osgi.http.endpoint";
  private boolean told;

  @Override
  public void start(BundleContext context) throws InvalidSyntaxException {
    Say.hook();
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put("osgi.http.whiteboard.servlet.pattern", "/*");
    properties.put("osgi.http.whiteboard.servlet.asyncSupported", true);
    context.registerService(Servlet.class, new EndpointServlet(), properties);
    String filter = "(" + ENDPOINTS + "=*)";
    context.addServiceListener(event -> started(event), filter);
    ServiceReference<?>[] there = context.getServiceReferences((String) null, filter);
    if (there != null) {
      ready(there[0]);
    }
  }

  private void started(ServiceEvent event) {
    if (event.getType() != ServiceEvent.UNREGISTERING) {
      ready(event.getServiceReference());
    }
  }

  private synchronized void ready(ServiceReference<?> service) {
    String[] endpoints = (String[]) service.getProperty(ENDPOINTS);
    if (!told && endpoints.length > 0) {
      told = true;
      Say.ready(URI.create(endpoints[0]).getPort());
    }
  }

  @Override
  public void stop(BundleContext context) {}
}
