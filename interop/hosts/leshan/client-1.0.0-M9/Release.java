import java.util.List;
import org.eclipse.leshan.client.californium.LeshanClient;
import org.eclipse.leshan.client.californium.LeshanClientBuilder;
import org.eclipse.leshan.client.object.Security;
import org.eclipse.leshan.client.object.Server;
import org.eclipse.leshan.client.resource.LwM2mObjectEnabler;
import org.eclipse.leshan.client.resource.SimpleInstanceEnabler;
import org.eclipse.leshan.core.model.ObjectLoader;
import org.eclipse.leshan.core.model.ObjectModel;
import org.eclipse.leshan.core.request.BindingMode;
import org.eclipse.leshan.core.response.ExecuteResponse;

/** What differs between releases of the library. */
final class Release {
    private Release() {}

    static Security bootstrapAccount(String uri) {
        return Security.noSecBootstap(uri);
    }

    static Server server(long lifetime) {
        return new Server(1, lifetime, BindingMode.U, false);
    }

    static LeshanClient client(String endpoint, List<LwM2mObjectEnabler> objects) {
        LeshanClientBuilder builder = new LeshanClientBuilder(endpoint);
        builder.setObjects(objects);
        return builder.build();
    }

    /** The library's plain storage with values that it makes up, and a reboot. */
    public static final class Device extends SimpleInstanceEnabler {
        public Device() {
            for (ObjectModel model : ObjectLoader.loadDefault()) if (model.id == 3) setObjectModel(model);
        }

        @Override
        public ExecuteResponse execute(int resource, String arguments) {
            if (!Options.executables().contains(resource)) return super.execute(resource, arguments);
            if (resource == 4) InteropClient.restartSoon();
            return ExecuteResponse.success();
        }
    }
}
