import java.io.File;
import java.io.FileInputStream;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import org.eclipse.leshan.client.californium.LeshanClient;
import org.eclipse.leshan.client.californium.LeshanClientBuilder;
import org.eclipse.leshan.client.servers.ServerIdentity;
import org.eclipse.leshan.client.object.Security;
import org.eclipse.leshan.client.object.Server;
import org.eclipse.leshan.client.resource.ObjectsInitializer;
import org.eclipse.leshan.client.resource.SimpleInstanceEnabler;
import org.eclipse.leshan.core.model.ObjectLoader;
import org.eclipse.leshan.core.model.ObjectModel;
import org.eclipse.leshan.core.model.StaticModel;
import org.eclipse.leshan.core.response.ExecuteResponse;

/** A device made of Leshan's client library and nothing else: objects 0, 1, 3, 16 and the test objects. */
public final class InteropClient {
    private static LeshanClient client;

    public static void main(String[] words) throws Exception {
        Options options = new Options(words);
        List<ObjectModel> models = ObjectLoader.loadDefault();
        for (File file : options.definitions("16-1_0", "3441-1_0", "3442-1_0"))
            try (FileInputStream in = new FileInputStream(file)) {
                models.addAll(ObjectLoader.loadDdfFile(in, file.getName()));
            }
        ObjectsInitializer objects = new ObjectsInitializer(new StaticModel(models));
        if (options.bootstrap) {
            objects.setInstancesForObject(0, Security.noSecBootstap(options.uri));
            objects.setClassForObject(1, Server.class);
        } else {
            objects.setInstancesForObject(0, Security.noSec(options.uri, 1));
            objects.setInstancesForObject(1, new Server(1, options.lifetime));
        }
        objects.setInstancesForObject(3, new Device());
        objects.setDummyInstancesForObject(16, 3441, 3442);
        LeshanClientBuilder builder = new LeshanClientBuilder(options.endpoint);
        builder.setObjects(objects.createAll());
        client = builder.build();
        client.start();
        System.out.println("ready");
        Thread.currentThread().join();
    }

    /** The library's plain storage, and a reboot. */
    public static final class Device extends SimpleInstanceEnabler {
        public Device() {
            super(0, Options.device());
        }

        @Override
        public ExecuteResponse execute(ServerIdentity identity, int resource, String arguments) {
            if (!Options.executables().contains(resource)) return super.execute(identity, resource, arguments);
            if (resource == 4) restartSoon();
            return ExecuteResponse.success();
        }

        @Override
        public List<Integer> getAvailableResourceIds(ObjectModel model) {
            return Options.deviceResources();
        }
    }

    /** Off and on again, after the answer is out. */
    private static void restartSoon() {
        new Timer(true).schedule(new TimerTask() {
            @Override
            public void run() {
                client.stop(false);
                client.start();
            }
        }, 500);
    }
}
