import java.net.InetSocketAddress;
import org.eclipse.leshan.core.endpoint.Protocol;
import org.eclipse.leshan.core.request.DownlinkRequest;
import org.eclipse.leshan.core.response.LwM2mResponse;
import org.eclipse.leshan.server.LeshanServer;
import org.eclipse.leshan.server.LeshanServerBuilder;
import org.eclipse.leshan.server.californium.endpoint.CaliforniumServerEndpointsProvider;
import org.eclipse.leshan.server.californium.endpoint.coap.CoapServerProtocolProvider;
import org.eclipse.leshan.server.registration.Registration;

/** What differs between releases of the library. */
final class Release {
    private Release() {}

    static void open(LeshanServerBuilder builder, InetSocketAddress address) {
        builder.setEndpointsProviders(new CaliforniumServerEndpointsProvider.Builder(new CoapServerProtocolProvider())
                .addEndpoint(address, Protocol.COAP)
                .build());
    }

    static LwM2mResponse send(LeshanServer server, Registration client, DownlinkRequest<? extends LwM2mResponse> request,
            long timeout) throws InterruptedException {
        return server.send(client, request, timeout);
    }
}
