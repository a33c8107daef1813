import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.leshan.core.endpoint.Protocol;
import org.eclipse.leshan.server.bootstrap.BootstrapConfig;
import org.eclipse.leshan.server.bootstrap.InMemoryBootstrapConfigStore;
import org.eclipse.leshan.server.bootstrap.LeshanBootstrapServer;
import org.eclipse.leshan.server.bootstrap.LeshanBootstrapServerBuilder;
import org.eclipse.leshan.server.californium.bootstrap.endpoint.CaliforniumBootstrapServerEndpointsProvider;
import org.eclipse.leshan.server.californium.bootstrap.endpoint.coap.CoapBootstrapServerProtocolProvider;

/** A bootstrap server made of Leshan's library; `POST /api/bootstrap/{endpoint}` says what a client is to be given. */
public final class InteropBootstrapServer {
    public static void main(String[] words) throws Exception {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i + 1 < words.length; i += 2) given.put(words[i], words[i + 1]);
        int port = Integer.parseInt(given.getOrDefault("--port", "5683"));
        InMemoryBootstrapConfigStore configs = new InMemoryBootstrapConfigStore();
        ObjectMapper json = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

        Web web = new Web(Integer.parseInt(given.getOrDefault("--web", "8081")));
        web.serve("/api/bootstrap", request -> {
            String endpoint = request.parts[0];
            if (request.method.equals("DELETE")) configs.remove(endpoint);
            else configs.add(endpoint, json.readValue(request.body, BootstrapConfig.class));
            return Collections.emptyMap();
        });
        LeshanBootstrapServerBuilder builder = new LeshanBootstrapServerBuilder();
        builder.setConfigStore(configs);
        builder.setEndpointsProviders(
                new CaliforniumBootstrapServerEndpointsProvider.Builder(new CoapBootstrapServerProtocolProvider())
                        .addEndpoint(new InetSocketAddress("127.0.0.1", port), Protocol.COAP)
                        .build());
        LeshanBootstrapServer server = builder.build();
        server.start();
        web.start();
        System.out.println("ready");
    }
}
