import java.util.List;
import org.eclipse.leshan.client.resource.LwM2mObjectEnabler;
import org.eclipse.leshan.client.resource.ObjectsInitializer;

/** The objects that the library defines itself. */
final class Models {
    private Models() {}

    static ObjectsInitializer initializer(Options options) {
        return new ObjectsInitializer();
    }

    static List<LwM2mObjectEnabler> create(ObjectsInitializer objects) {
        return objects.create(0, 1, 3);
    }
}
