import java.io.File;
import java.io.FileInputStream;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import org.eclipse.leshan.client.object.Security;
import org.eclipse.leshan.client.object.Server;
import org.eclipse.leshan.client.resource.ObjectsInitializer;
import org.eclipse.leshan.core.model.ObjectLoader;
import org.eclipse.leshan.core.model.ObjectModel;
import org.eclipse.leshan.core.model.StaticModel;

/** A device made of Leshan's client library and nothing else: objects 0, 1, 3, 16 and the test objects. */
public final class InteropClient {
    private static Runnable restart;

    public static void main(String[] words) throws Exception {
        Options options = new Options(words);
        List<ObjectModel> models = ObjectLoader.loadDefault();
        for (File file : options.definitions(Release.DEFINITIONS))
            try (FileInputStream in = new FileInputStream(file)) {
                models.addAll(ObjectLoader.loadDdfFile(in, file.getName()));
            }
        ObjectsInitializer objects = new ObjectsInitializer(new StaticModel(models));
        if (options.bootstrap) {
            objects.setInstancesForObject(0, Release.bootstrapAccount(options.uri));
            objects.setClassForObject(1, Server.class);
        } else {
            objects.setInstancesForObject(0, Security.noSec(options.uri, 1));
            objects.setInstancesForObject(1, Release.server(options.lifetime));
        }
        objects.setInstancesForObject(3, new Release.Device());
        objects.setClassForObject(16, Dummy.class);
        objects.setInstancesForObject(16, new Dummy(0));
        Release.addTestObjects(objects);
        var client = Release.client(options.endpoint, objects.createAll());
        restart = () -> {
            client.stop(false);
            client.start();
        };
        client.start();
        System.out.println("ready");
        Thread.currentThread().join();
    }

    /** Off and on again, after the answer is out. */
    static void restartSoon() {
        new Timer(true).schedule(new TimerTask() {
            @Override
            public void run() {
                restart.run();
            }
        }, 500);
    }
}
