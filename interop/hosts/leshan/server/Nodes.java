import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.leshan.core.model.ResourceModel.Type;
import org.eclipse.leshan.core.node.LwM2mChildNode;
import org.eclipse.leshan.core.node.LwM2mMultipleResource;
import org.eclipse.leshan.core.node.LwM2mNode;
import org.eclipse.leshan.core.node.LwM2mObject;
import org.eclipse.leshan.core.node.LwM2mObjectInstance;
import org.eclipse.leshan.core.node.LwM2mResource;
import org.eclipse.leshan.core.node.LwM2mResourceInstance;
import org.eclipse.leshan.core.node.LwM2mSingleResource;
import org.eclipse.leshan.core.node.ObjectLink;
import org.eclipse.leshan.core.util.datatype.ULong;

/** Leshan's nodes as the JSON of its demo server's interface, both ways. */
final class Nodes {
    private Nodes() {}

    static LwM2mNode read(JsonNode json) {
        int id = json.path("id").asInt(0);
        switch (json.path("kind").asText()) {
            case "singleResource":
                return LwM2mSingleResource.newResource(id, value(json.get("value"), type(json)), type(json));
            case "multiResource": {
                Map<Integer, Object> values = new LinkedHashMap<>();
                json.get("values").fields()
                        .forEachRemaining(e -> values.put(Integer.valueOf(e.getKey()), value(e.getValue(), type(json))));
                return LwM2mMultipleResource.newResource(id, values, type(json));
            }
            case "resourceInstance":
                return LwM2mResourceInstance.newInstance(id, value(json.get("value"), type(json)), type(json));
            case "instance":
                return json.has("id")
                        ? new LwM2mObjectInstance(id, resources(json))
                        : new LwM2mObjectInstance(resources(json));
            default:
                throw new IllegalArgumentException("no such kind of node: " + json.path("kind"));
        }
    }

    private static Collection<LwM2mResource> resources(JsonNode json) {
        List<LwM2mResource> resources = new ArrayList<>();
        json.get("resources").forEach(resource -> resources.add((LwM2mResource) read(resource)));
        return resources;
    }

    private static Type type(JsonNode json) {
        return Type.valueOf(json.get("type").asText().toUpperCase());
    }

    private static Object value(JsonNode json, Type type) {
        String text = json.asText();
        switch (type) {
            case INTEGER: return Long.valueOf(text);
            case UNSIGNED_INTEGER: return ULong.valueOf(text);
            case FLOAT: return Double.valueOf(text);
            case BOOLEAN: return Boolean.valueOf(text);
            case TIME: return new Date(json.asLong());
            case OPAQUE: return hex(text);
            case OBJLNK: return ObjectLink.fromPath(text);
            default: return text;
        }
    }

    private static byte[] hex(String text) {
        byte[] bytes = new byte[text.length() / 2];
        for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) Integer.parseInt(text.substring(2 * i, 2 * i + 2), 16);
        return bytes;
    }

    static Object write(LwM2mNode node) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", ((LwM2mChildNode) node).getId());
        if (node instanceof LwM2mObject) {
            json.put("kind", "obj");
            json.put("instances", all(((LwM2mObject) node).getInstances().values()));
        } else if (node instanceof LwM2mObjectInstance) {
            json.put("kind", "instance");
            json.put("resources", all(((LwM2mObjectInstance) node).getResources().values()));
        } else if (node instanceof LwM2mMultipleResource) {
            LwM2mMultipleResource resource = (LwM2mMultipleResource) node;
            Map<String, Object> values = new LinkedHashMap<>();
            resource.getInstances().forEach((id, instance) -> values.put(String.valueOf(id), shown(instance.getValue())));
            json.put("kind", "multiResource");
            json.put("type", resource.getType().name());
            json.put("values", values);
        } else if (node instanceof LwM2mSingleResource) {
            json.put("kind", "singleResource");
            json.put("type", ((LwM2mSingleResource) node).getType().name());
            json.put("value", shown(((LwM2mSingleResource) node).getValue()));
        } else {
            json.put("kind", "resourceInstance");
            json.put("type", ((LwM2mResourceInstance) node).getType().name());
            json.put("value", shown(((LwM2mResourceInstance) node).getValue()));
        }
        return json;
    }

    private static List<Object> all(Collection<? extends LwM2mNode> nodes) {
        List<Object> list = new ArrayList<>();
        nodes.forEach(node -> list.add(write(node)));
        return list;
    }

    private static Object shown(Object value) {
        if (value instanceof byte[]) {
            StringBuilder text = new StringBuilder();
            for (byte b : (byte[]) value) text.append(String.format("%02x", b));
            return text.toString();
        }
        if (value instanceof Date) return ((Date) value).getTime();
        if (value instanceof ULong || value instanceof ObjectLink) return value.toString();
        return value instanceof Object[] ? Arrays.toString((Object[]) value) : value;
    }
}
