import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.FileInputStream;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.leshan.core.link.lwm2m.attributes.DefaultLwM2mAttributeParser;
import org.eclipse.leshan.core.link.lwm2m.attributes.LwM2mAttributeSet;
import org.eclipse.leshan.core.model.ObjectLoader;
import org.eclipse.leshan.core.model.ObjectModel;
import org.eclipse.leshan.core.node.LwM2mNode;
import org.eclipse.leshan.core.node.LwM2mObjectInstance;
import org.eclipse.leshan.core.node.LwM2mPath;
import org.eclipse.leshan.core.observation.CompositeObservation;
import org.eclipse.leshan.core.observation.Observation;
import org.eclipse.leshan.core.observation.SingleObservation;
import org.eclipse.leshan.core.request.CancelCompositeObservationRequest;
import org.eclipse.leshan.core.request.CancelObservationRequest;
import org.eclipse.leshan.core.request.ContentFormat;
import org.eclipse.leshan.core.request.CreateRequest;
import org.eclipse.leshan.core.request.DeleteRequest;
import org.eclipse.leshan.core.request.DiscoverRequest;
import org.eclipse.leshan.core.request.DownlinkRequest;
import org.eclipse.leshan.core.request.ExecuteRequest;
import org.eclipse.leshan.core.request.ObserveCompositeRequest;
import org.eclipse.leshan.core.request.ObserveRequest;
import org.eclipse.leshan.core.request.ReadCompositeRequest;
import org.eclipse.leshan.core.request.ReadRequest;
import org.eclipse.leshan.core.request.WriteAttributesRequest;
import org.eclipse.leshan.core.request.WriteCompositeRequest;
import org.eclipse.leshan.core.request.WriteRequest;
import org.eclipse.leshan.core.response.LwM2mResponse;
import org.eclipse.leshan.core.response.ObserveCompositeResponse;
import org.eclipse.leshan.core.response.ObserveResponse;
import org.eclipse.leshan.core.response.ReadCompositeResponse;
import org.eclipse.leshan.core.response.ReadResponse;
import org.eclipse.leshan.server.LeshanServer;
import org.eclipse.leshan.server.LeshanServerBuilder;
import org.eclipse.leshan.server.model.VersionedModelProvider;
import org.eclipse.leshan.server.observation.ObservationListener;
import org.eclipse.leshan.server.registration.Registration;

/** A server made of Leshan's server library, told what to do through the paths of its demo server's REST interface. */
public final class InteropServer implements ObservationListener {
    private final LeshanServer server;
    private final Events events = new Events();
    private final Sleepers sleepers;

    public static void main(String[] words) throws Exception {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i + 1 < words.length; i += 2) given.put(words[i], words[i + 1]);
        int port = Integer.parseInt(given.getOrDefault("--port", "5683"));
        int web = Integer.parseInt(given.getOrDefault("--web", "8080"));
        new InteropServer(port, new File(given.get("--models"))).run(web);
    }

    private InteropServer(int port, File models) throws Exception {
        List<ObjectModel> known = ObjectLoader.loadAllDefault();
        for (String name : Arrays.asList("16-1_0", "3441-1_0", "3442-1_0"))
            try (FileInputStream in = new FileInputStream(new File(models, name + ".xml"))) {
                known.addAll(ObjectLoader.loadDdfFile(in, name));
            }
        LeshanServerBuilder builder = new LeshanServerBuilder();
        builder.setObjectModelProvider(new VersionedModelProvider(known));
        Release.open(builder, new InetSocketAddress("127.0.0.1", port));
        server = builder.build();
        sleepers = new Sleepers(server.getPresenceService());
        server.getObservationService().addListener(this);
    }

    private void run(int port) throws Exception {
        Web web = new Web(port);
        web.serve("/api/event", request -> {
            events.follow(request.query.get("ep"), request.exchange);
            return null;
        });
        web.serve("/api/clients", this::clients);
        server.start();
        web.start();
        System.out.println("ready");
    }

    private Object clients(Web.Request request) throws Exception {
        if (request.parts.length == 0) {
            List<Object> list = new ArrayList<>();
            Iterator<Registration> all = server.getRegistrationService().getAllRegistrations();
            while (all.hasNext()) list.add(shown(all.next()));
            return list;
        }
        Registration client = server.getRegistrationService().getByEndpoint(request.parts[0]);
        if (client == null) throw new IllegalArgumentException("no such client: " + request.parts[0]);
        if (request.parts.length == 1) return shown(client);
        if (request.method.equals("DELETE") && last(request).equals("observe") && !request.query.containsKey("active")) {
            int count = isComposite(request)
                    ? server.getObservationService().cancelCompositeObservations(client, paths(request).toArray(new String[0]))
                    : server.getObservationService().cancelObservations(client, path(request));
            return Collections.singletonMap("count", count);
        }
        long timeout = Long.parseLong(request.query.getOrDefault("timeout", "5")) * 1000;
        DownlinkRequest<? extends LwM2mResponse> downlink = translate(request, client);
        boolean isKept = sleepers.keep(client, awake -> {
            Map<String, Object> event = new LinkedHashMap<>();
            event.put("ep", awake.getEndpoint());
            event.put("path", path(request));
            event.put("response", send(awake, downlink, timeout));
            events.tell(awake.getEndpoint(), "REQUEST_RESPONSE", event);
        });
        return isKept ? Collections.singletonMap("delayed", true) : send(client, downlink, timeout);
    }

    private Object send(Registration client, DownlinkRequest<? extends LwM2mResponse> request, long timeout)
            throws InterruptedException {
        LwM2mResponse response = Release.send(server, client, request, timeout);
        if (response == null) throw new IllegalStateException("the client did not answer in time");
        return shown(response);
    }

    private DownlinkRequest<? extends LwM2mResponse> translate(Web.Request request, Registration client)
            throws Exception {
        ContentFormat content = format(request, "format", null);
        String path = path(request);
        String asked = request.method + (isComposite(request) ? " composite " : " ") + last(request);
        switch (asked) {
            case "GET composite composite":
                return new ReadCompositeRequest(format(request, "pathformat", ContentFormat.SENML_CBOR),
                        format(request, "nodeformat", ContentFormat.SENML_CBOR), paths(request).toArray(new String[0]));
            case "POST composite observe":
                return new ObserveCompositeRequest(format(request, "pathformat", ContentFormat.SENML_CBOR),
                        format(request, "nodeformat", ContentFormat.SENML_CBOR), paths(request).toArray(new String[0]));
            case "DELETE composite observe":
                for (Observation observation : server.getObservationService().getObservations(client))
                    if (observation instanceof CompositeObservation
                            && shown((CompositeObservation) observation).equals(paths(request)))
                        return new CancelCompositeObservationRequest((CompositeObservation) observation);
                throw new IllegalArgumentException("nothing observes " + paths(request));
            case "PUT composite composite":
                return new WriteCompositeRequest(format(request, "nodeformat", ContentFormat.SENML_CBOR),
                        nodes(request.json()), null);
            case "GET discover":
                return new DiscoverRequest(path);
            case "PUT attributes":
                return new WriteAttributesRequest(path, new LwM2mAttributeSet(
                        new DefaultLwM2mAttributeParser().parseUriQuery(withoutTimeout(request))));
            case "POST observe":
                return new ObserveRequest(content, path);
            case "DELETE observe":
                for (Observation observation : server.getObservationService().getObservations(client))
                    if (observation instanceof SingleObservation
                            && ((SingleObservation) observation).getPath().toString().equals(path))
                        return new CancelObservationRequest((SingleObservation) observation);
                throw new IllegalArgumentException("nothing observes " + path);
            default:
        }
        switch (request.method) {
            case "GET":
                return new ReadRequest(content, path);
            case "PUT":
                return new WriteRequest("true".equals(request.query.getOrDefault("replace", "true"))
                        ? WriteRequest.Mode.REPLACE : WriteRequest.Mode.UPDATE,
                        content, path, Nodes.read(request.json()));
            case "DELETE":
                return new DeleteRequest(path);
            default:
                if (request.parts.length == 4)
                    return request.body.isEmpty() ? new ExecuteRequest(path) : new ExecuteRequest(path, request.body);
                LwM2mObjectInstance instance = (LwM2mObjectInstance) Nodes.read(request.json());
                return instance.getId() == LwM2mObjectInstance.UNDEFINED
                        ? new CreateRequest(content, path, instance.getResources().values())
                        : new CreateRequest(content, path, instance);
        }
    }

    private static boolean isComposite(Web.Request request) {
        return request.parts.length > 1 && request.parts[1].equals("composite");
    }

    private static List<String> paths(Web.Request request) {
        return Arrays.asList(request.query.get("paths").split(","));
    }

    private static List<String> shown(CompositeObservation observation) {
        List<String> paths = new ArrayList<>();
        observation.getPaths().forEach(path -> paths.add(path.toString()));
        return paths;
    }

    private static ContentFormat format(Web.Request request, String name, ContentFormat otherwise) {
        String format = request.query.get(name);
        return format == null ? otherwise : ContentFormat.fromName(format);
    }

    private static Map<LwM2mPath, LwM2mNode> nodes(JsonNode json) {
        Map<LwM2mPath, LwM2mNode> nodes = new LinkedHashMap<>();
        json.fields().forEachRemaining(e -> nodes.put(new LwM2mPath(e.getKey()), Nodes.read(e.getValue())));
        return nodes;
    }

    private static String withoutTimeout(Web.Request request) {
        List<String> kept = new ArrayList<>();
        String query = request.exchange.getRequestURI().getQuery();
        for (String pair : (query == null ? "" : query).split("&"))
            if (!pair.startsWith("timeout=")) kept.add(pair);
        return String.join("&", kept);
    }

    private static String last(Web.Request request) {
        return request.parts[request.parts.length - 1];
    }

    /** The client's path: the numbers after its name. */
    private static String path(Web.Request request) {
        StringBuilder path = new StringBuilder();
        for (int i = 1; i < request.parts.length && request.parts[i].matches("\\d+"); i++)
            path.append('/').append(request.parts[i]);
        return path.toString();
    }

    private static Object shown(Registration client) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("endpoint", client.getEndpoint());
        json.put("registrationId", client.getId());
        json.put("lifetime", client.getLifeTimeInSec());
        json.put("lwM2mVersion", client.getLwM2mVersion().toString());
        json.put("queuemode", client.usesQueueMode());
        return json;
    }

    private static Object shown(LwM2mResponse response) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("status", response.getCode().toString());
        json.put("valid", response.isValid());
        json.put("success", response.isSuccess());
        json.put("failure", response.isFailure());
        if (response.getErrorMessage() != null) json.put("errormessage", response.getErrorMessage());
        if (response instanceof ReadResponse && ((ReadResponse) response).getContent() != null)
            json.put("content", Nodes.write((LwM2mNode) ((ReadResponse) response).getContent()));
        if (response instanceof ReadCompositeResponse && response.isSuccess()) {
            Map<String, Object> nodes = new LinkedHashMap<>();
            ((ReadCompositeResponse) response).getContent().forEach((path, node) ->
                    nodes.put(path.toString(), node == null ? null : Nodes.write(node)));
            json.put("content", nodes);
        }
        return json;
    }

    @Override
    public void newObservation(Observation observation, Registration client) {}

    @Override
    public void cancelled(Observation observation) {}

    @Override
    public void onResponse(SingleObservation observation, Registration client, ObserveResponse response) {
        if (response.getContent() == null) return;
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ep", client.getEndpoint());
        json.put("kind", "single");
        json.put("res", observation.getPath().toString());
        json.put("val", Nodes.write(response.getContent()));
        events.tell(client.getEndpoint(), "NOTIFICATION", json);
    }

    @Override
    public void onResponse(CompositeObservation observation, Registration client, ObserveCompositeResponse response) {}

    @Override
    public void onError(Observation observation, Registration client, Exception failure) {
        System.err.println("notification of " + client.getEndpoint() + ": " + failure);
    }
}
