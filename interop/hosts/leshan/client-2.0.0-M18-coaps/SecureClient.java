import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.eclipse.leshan.client.LeshanClientBuilder;
import org.eclipse.leshan.client.object.Security;
import org.eclipse.leshan.client.object.Server;
import org.eclipse.leshan.client.resource.ObjectsInitializer;
import org.eclipse.leshan.client.resource.SimpleInstanceEnabler;
import org.eclipse.leshan.core.model.ObjectLoader;
import org.eclipse.leshan.core.model.ObjectModel;
import org.eclipse.leshan.core.model.StaticModel;
import org.eclipse.leshan.transport.californium.client.endpoint.CaliforniumClientEndpointsProvider;
import org.eclipse.leshan.transport.californium.client.endpoint.coaps.CoapsClientProtocolProvider;

/** A device made of Leshan's client library with objects 0, 1 and 3 that speaks over DTLS. */
public final class SecureClient {
    /** The Device's plain values, and what it can run. */
    public static final class Device extends SimpleInstanceEnabler {
        public Device() {
            super(0, Options.device());
        }

        @Override
        public List<Integer> getAvailableResourceIds(ObjectModel model) {
            return Options.deviceResources();
        }
    }

    public static void main(String[] words) throws Exception {
        Options options = new Options(words);
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i + 1 < words.length; i += 2) given.put(words[i], words[i + 1]);
        ObjectsInitializer objects = new ObjectsInitializer(new StaticModel(ObjectLoader.loadDefault()));
        objects.setInstancesForObject(0, account(given, options.uri));
        objects.setInstancesForObject(1, new Server(1, options.lifetime));
        objects.setInstancesForObject(3, new Device());
        LeshanClientBuilder builder = new LeshanClientBuilder(options.endpoint);
        builder.setObjects(objects.createAll());
        builder.setEndpointsProviders(new CaliforniumClientEndpointsProvider.Builder(new CoapsClientProtocolProvider()).build());
        builder.build().start();
        System.out.println("ready");
        Thread.currentThread().join();
    }

    private static Security account(Map<String, String> given, String uri) throws Exception {
        String secured = uri.replace("coap://", "coaps://");
        switch (given.get("--mode")) {
            case "psk":
                return Security.psk(secured, 1, given.get("--identity").getBytes("UTF-8"), octets(given, "--secret"));
            case "rpk":
                return Security.rpk(secured, 1, der(given, "--own"), der(given, "--key"), der(given, "--server"));
            default:
                return Security.x509(secured, 1, der(given, "--own"), der(given, "--key"), der(given, "--server"));
        }
    }

    private static byte[] octets(Map<String, String> given, String name) {
        return HexFormat.of().parseHex(given.get(name));
    }

    /** What a PEM file holds. */
    private static byte[] der(Map<String, String> given, String name) throws Exception {
        String pem = Files.readString(Path.of(given.get(name)));
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }
}
