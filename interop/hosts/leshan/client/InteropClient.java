import java.util.Timer;
import java.util.TimerTask;
import org.eclipse.leshan.client.object.Security;
import org.eclipse.leshan.client.object.Server;
import org.eclipse.leshan.client.resource.ObjectsInitializer;

/** A device made of Leshan's client library and nothing else. */
public final class InteropClient {
    private static Runnable restart;

    public static void main(String[] words) throws Exception {
        Options options = new Options(words);
        ObjectsInitializer objects = Models.initializer(options);
        if (options.bootstrap) {
            objects.setInstancesForObject(0, Release.bootstrapAccount(options.uri));
            objects.setClassForObject(1, Server.class);
        } else {
            objects.setInstancesForObject(0, Security.noSec(options.uri, 1));
            objects.setInstancesForObject(1, Release.server(options.lifetime));
        }
        objects.setInstancesForObject(3, new Release.Device());
        var client = Release.client(options.endpoint, Models.create(objects));
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
