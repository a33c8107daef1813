import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The event streams (Server-Sent Events) that follow one endpoint each. */
final class Events {
    private final Map<String, List<OutputStream>> followers = new LinkedHashMap<>();

    synchronized void follow(String endpoint, HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("content-type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream stream = exchange.getResponseBody();
        stream.write('\n');
        stream.flush();
        followers.computeIfAbsent(endpoint, any -> new ArrayList<>()).add(stream);
    }

    synchronized void tell(String endpoint, String name, Object data) {
        List<OutputStream> streams = followers.getOrDefault(endpoint, new ArrayList<>());
        streams.removeIf(stream -> {
            try {
                stream.write(("event: " + name + "\ndata: " + Web.JSON.writeValueAsString(data) + "\n\n")
                        .getBytes(StandardCharsets.UTF_8));
                stream.flush();
                return false;
            } catch (IOException gone) {
                return true;
            }
        });
    }
}
