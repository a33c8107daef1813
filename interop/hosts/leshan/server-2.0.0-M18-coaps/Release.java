import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import org.eclipse.leshan.core.endpoint.Protocol;
import org.eclipse.leshan.core.request.DownlinkDeviceManagementRequest;
import org.eclipse.leshan.core.request.DownlinkRequest;
import org.eclipse.leshan.core.response.LwM2mResponse;
import org.eclipse.leshan.server.LeshanServer;
import org.eclipse.leshan.server.LeshanServerBuilder;
import org.eclipse.leshan.server.registration.Registration;
import org.eclipse.leshan.servers.security.InMemorySecurityStore;
import org.eclipse.leshan.servers.security.SecurityInfo;
import org.eclipse.leshan.transport.californium.server.endpoint.CaliforniumServerEndpointsProvider;
import org.eclipse.leshan.transport.californium.server.endpoint.coaps.CoapsServerProtocolProvider;

/** The release over DTLS; properties say by what: `mode`, `endpoint` and what the mode needs. */
final class Release {
    private Release() {}

    static void open(LeshanServerBuilder builder, InetSocketAddress address) throws Exception {
        builder.setEndpointsProviders(new CaliforniumServerEndpointsProvider.Builder(new CoapsServerProtocolProvider())
                .addEndpoint(address, Protocol.COAPS)
                .build());
        InMemorySecurityStore store = new InMemorySecurityStore();
        store.add(client());
        builder.setSecurityStore(store);
        if (given("mode").equals("psk")) return;
        builder.setPrivateKey(KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der("key"))));
        if (given("mode").equals("rpk")) {
            builder.setPublicKey(publicKey("own"));
        } else {
            builder.setCertificateChain(new X509Certificate[] {certificate("own")});
            builder.setTrustedCertificates(new X509Certificate[] {certificate("ca")});
        }
    }

    /** What the server knows of its client. */
    private static SecurityInfo client() throws Exception {
        String endpoint = given("endpoint");
        switch (given("mode")) {
            case "psk":
                return SecurityInfo.newPreSharedKeyInfo(endpoint, given("identity"), HexFormat.of().parseHex(given("secret")));
            case "rpk":
                return SecurityInfo.newRawPublicKeyInfo(endpoint, publicKey("client"));
            default:
                return SecurityInfo.newX509CertInfo(endpoint);
        }
    }

    private static String given(String name) {
        return System.getProperty(name);
    }

    /** What a PEM file holds. */
    private static byte[] der(String name) throws Exception {
        String pem = Files.readString(Path.of(given(name)));
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }

    private static PublicKey publicKey(String name) throws Exception {
        return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der(name)));
    }

    private static X509Certificate certificate(String name) throws Exception {
        try (InputStream in = Files.newInputStream(Path.of(given(name)))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    static LwM2mResponse send(LeshanServer server, Registration client, DownlinkRequest<? extends LwM2mResponse> request,
            long timeout) throws InterruptedException {
        return server.send(client, (DownlinkDeviceManagementRequest<? extends LwM2mResponse>) request, timeout);
    }
}
