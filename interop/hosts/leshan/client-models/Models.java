import java.io.File;
import java.io.FileInputStream;
import java.util.List;
import org.eclipse.leshan.client.resource.LwM2mObjectEnabler;
import org.eclipse.leshan.client.resource.ObjectsInitializer;
import org.eclipse.leshan.core.model.ObjectLoader;
import org.eclipse.leshan.core.model.ObjectModel;
import org.eclipse.leshan.core.model.StaticModel;

/** Objects by their definitions: those of the library, 16, and the test objects. */
final class Models {
    private Models() {}

    static ObjectsInitializer initializer(Options options) throws Exception {
        List<ObjectModel> models = ObjectLoader.loadDefault();
        for (File file : options.definitions(Release.DEFINITIONS))
            try (FileInputStream in = new FileInputStream(file)) {
                models.addAll(ObjectLoader.loadDdfFile(in, file.getName()));
            }
        ObjectsInitializer objects = new ObjectsInitializer(new StaticModel(models));
        objects.setClassForObject(16, Dummy.class);
        objects.setInstancesForObject(16, new Dummy(0));
        Release.addTestObjects(objects);
        return objects;
    }

    static List<LwM2mObjectEnabler> create(ObjectsInitializer objects) {
        return objects.createAll();
    }
}
