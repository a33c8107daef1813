import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.eclipse.leshan.server.queue.PresenceListener;
import org.eclipse.leshan.server.queue.PresenceService;
import org.eclipse.leshan.server.registration.Registration;

/** What waits for clients that sleep: the library refuses to send to them and says when they are awake. */
final class Sleepers implements PresenceListener {
    interface Task {
        void run(Registration client) throws Exception;
    }

    private final PresenceService presence;
    private final Map<String, Queue<Task>> waiting = new HashMap<>();
    /** One request after the other, and none on the library's own thread. */
    private final Executor sender = Executors.newSingleThreadExecutor();

    Sleepers(PresenceService presence) {
        this.presence = presence;
        presence.addListener(this);
    }

    /** Keeps the task until the client wakes; false when there is nothing to wait for. */
    synchronized boolean keep(Registration client, Task task) {
        if (!client.usesQueueMode() || presence.isClientAwake(client)) return false;
        return waiting.computeIfAbsent(client.getEndpoint(), any -> new ArrayDeque<>()).add(task);
    }

    @Override
    public synchronized void onAwake(Registration client) {
        Queue<Task> tasks = waiting.remove(client.getEndpoint());
        if (tasks == null) return;
        for (Task task : tasks)
            sender.execute(() -> {
                try {
                    task.run(client);
                } catch (Exception failure) {
                    System.err.println("request kept for " + client.getEndpoint() + ": " + failure);
                }
            });
    }

    @Override
    public void onSleeping(Registration client) {}
}
