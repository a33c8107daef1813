import java.io.File;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a client host is told on its command line, and the values that its Device object begins with. */
final class Options {
    final String endpoint;
    /** The account: a server's URI, or a bootstrap server's. */
    final String uri;
    final boolean bootstrap;
    final long lifetime;
    /** Folder of object definitions named `<object>-<version>.xml`. */
    private final File models;

    Options(String[] words) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i + 1 < words.length; i += 2) given.put(words[i], words[i + 1]);
        endpoint = given.getOrDefault("--endpoint", "leshan");
        bootstrap = given.containsKey("--bootstrap");
        String target = bootstrap ? given.get("--bootstrap") : given.get("--uri");
        if (target == null || given.get("--models") == null) {
            System.err.println("usage: --uri coap://host:port | --bootstrap coap://host:port, --models DIR"
                    + " [--endpoint NAME] [--lifetime SECONDS]");
            System.exit(2);
        }
        URI address = URI.create(target);
        uri = "coap://" + address.getHost() + ":" + (address.getPort() < 0 ? 5683 : address.getPort());
        lifetime = Long.parseLong(given.getOrDefault("--lifetime", "86400"));
        models = new File(given.get("--models"));
    }

    /** The definition files of these objects, such as "16-1_0". */
    List<File> definitions(String... names) {
        List<File> files = new ArrayList<>();
        for (String name : names) files.add(new File(models, name + ".xml"));
        return files;
    }

    /** ETS configuration C.4: a Device with two power sources. */
    static Map<Integer, Object> device() {
        Map<Integer, Object> values = new HashMap<>();
        values.put(0, "Open Interop");
        values.put(1, "Leshan");
        values.put(2, "345000123");
        values.put(3, "1.0");
        values.put(6, pair(0L, 1L));
        values.put(7, pair(3800L, 5000L));
        values.put(8, pair(125L, 900L));
        values.put(9, 100L);
        values.put(11, Collections.singletonMap(0, 0L));
        values.put(14, "+00:00");
        values.put(15, "Etc/UTC");
        values.put(16, "U");
        return values;
    }

    static List<Integer> executables() {
        return Arrays.asList(4, 5, 12);
    }

    /** What Discover is to show of the Device: what it holds and what it can run. */
    static List<Integer> deviceResources() {
        List<Integer> ids = new ArrayList<>(device().keySet());
        ids.addAll(executables());
        Collections.sort(ids);
        return ids;
    }

    private static Map<Integer, Object> pair(Object first, Object second) {
        Map<Integer, Object> values = new HashMap<>();
        values.put(0, first);
        values.put(1, second);
        return values;
    }
}
