import java.util.List;
import java.util.Map;
import org.eclipse.leshan.client.californium.LeshanClient;
import org.eclipse.leshan.client.californium.LeshanClientBuilder;
import org.eclipse.leshan.client.object.Security;
import org.eclipse.leshan.client.object.Server;
import org.eclipse.leshan.client.request.ServerIdentity;
import org.eclipse.leshan.client.resource.LwM2mObjectEnabler;
import org.eclipse.leshan.client.resource.ObjectsInitializer;
import org.eclipse.leshan.client.resource.SimpleInstanceEnabler;
import org.eclipse.leshan.core.model.ObjectModel;
import org.eclipse.leshan.core.model.ResourceModel;
import org.eclipse.leshan.core.node.LwM2mMultipleResource;
import org.eclipse.leshan.core.node.LwM2mResource;
import org.eclipse.leshan.core.node.LwM2mSingleResource;
import org.eclipse.leshan.core.request.BindingMode;
import org.eclipse.leshan.core.response.ExecuteResponse;

/** What differs between releases of the library. */
final class Release {
    private Release() {}

    static final String[] DEFINITIONS = {"16-1_0", "3441-1_0"};

    static Security bootstrapAccount(String uri) {
        return Security.noSecBootstap(uri);
    }

    static Server server(long lifetime) {
        return new Server(1, lifetime, BindingMode.U, false);
    }

    static void addTestObjects(ObjectsInitializer objects) {
        objects.setDummyInstancesForObject(3441);
    }

    static LeshanClient client(String endpoint, List<LwM2mObjectEnabler> objects) {
        LeshanClientBuilder builder = new LeshanClientBuilder(endpoint);
        builder.setObjects(objects);
        return builder.build();
    }

    /** The library's plain storage, and a reboot. */
    public static final class Device extends SimpleInstanceEnabler {
        @Override
        public void setModel(ObjectModel model) {
            super.setModel(model);
            Options.device().forEach((id, value) -> write(ServerIdentity.SYSTEM, id, resource(model, id, value)));
        }

        @SuppressWarnings("unchecked")
        private static LwM2mResource resource(ObjectModel model, int id, Object value) {
            ResourceModel.Type type = model.resources.get(id).type;
            return value instanceof Map
                    ? LwM2mMultipleResource.newResource(id, (Map<Integer, Object>) value, type)
                    : LwM2mSingleResource.newResource(id, value, type);
        }

        @Override
        public ExecuteResponse execute(ServerIdentity identity, int resource, String arguments) {
            if (!Options.executables().contains(resource)) return super.execute(identity, resource, arguments);
            if (resource == 4) InteropClient.restartSoon();
            return ExecuteResponse.success();
        }

        @Override
        public List<Integer> getAvailableResourceIds(ObjectModel model) {
            return Options.deviceResources();
        }
    }
}
