import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HexFormat;
import org.eclipse.leshan.core.oscore.OscoreSetting;
import org.eclipse.leshan.core.request.DownlinkRequest;
import org.eclipse.leshan.core.response.LwM2mResponse;
import org.eclipse.leshan.server.LeshanServer;
import org.eclipse.leshan.server.LeshanServerBuilder;
import org.eclipse.leshan.server.californium.endpoint.CaliforniumServerEndpointsProvider;
import org.eclipse.leshan.server.californium.endpoint.coap.CoapOscoreServerEndpointFactory;
import org.eclipse.leshan.server.californium.endpoint.coap.CoapServerProtocolProvider;
import org.eclipse.leshan.server.registration.Registration;
import org.eclipse.leshan.server.security.InMemorySecurityStore;
import org.eclipse.leshan.server.security.SecurityInfo;

/** The release under OSCORE; properties say with which context: `endpoint`, `sender`, `recipient`, `secret`, `salt`. */
final class Release {
    private Release() {}

    static void open(LeshanServerBuilder builder, InetSocketAddress address) throws Exception {
        URI uri = URI.create("coap://" + address.getHostString() + ":" + address.getPort());
        builder.setEndpointsProviders(new CaliforniumServerEndpointsProvider.Builder(new CoapServerProtocolProvider())
                .addEndpoint(new CoapOscoreServerEndpointFactory(uri))
                .build());
        InMemorySecurityStore store = new InMemorySecurityStore();
        store.add(SecurityInfo.newOscoreInfo(System.getProperty("endpoint"), new OscoreSetting(octets("sender"),
                octets("recipient"), octets("secret"), (Integer) null, null, octets("salt"))));
        builder.setSecurityStore(store);
    }

    private static byte[] octets(String name) {
        return HexFormat.of().parseHex(System.getProperty(name));
    }

    static LwM2mResponse send(LeshanServer server, Registration client, DownlinkRequest<? extends LwM2mResponse> request,
            long timeout) throws InterruptedException {
        return server.send(client, request, timeout);
    }
}
