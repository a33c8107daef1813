import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;

/** A small web server on the loopback interface that speaks JSON. */
final class Web {
    static final ObjectMapper JSON = new ObjectMapper();

    interface Handler {
        /** The answer's body; an object of Jackson's or any value that it can write. */
        Object answer(Request request) throws Exception;
    }

    /** What was asked: the path's parts below the context, the query, the body. */
    static final class Request {
        final HttpExchange exchange;
        final String method;
        final String[] parts;
        final Map<String, String> query;
        final String body;

        Request(HttpExchange exchange) throws IOException {
            this.exchange = exchange;
            method = exchange.getRequestMethod();
            String path = exchange.getRequestURI().getRawPath().substring(exchange.getHttpContext().getPath().length());
            parts = path.isEmpty() || path.equals("/") ? new String[0] : path.substring(1).split("/");
            for (int i = 0; i < parts.length; i++) parts[i] = decode(parts[i]);
            query = new HashMap<>();
            String raw = exchange.getRequestURI().getRawQuery();
            for (String pair : raw == null ? new String[0] : raw.split("&")) {
                int equals = pair.indexOf('=');
                query.put(decode(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? null : decode(pair.substring(equals + 1)));
            }
            body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        }

        JsonNode json() throws IOException {
            return JSON.readTree(body);
        }

        private static String decode(String text) {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        }
    }

    private final HttpServer server;

    Web(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.setExecutor(Executors.newCachedThreadPool());
    }

    /** An answer of null means that the handler keeps the exchange open. */
    void serve(String path, Handler handler) {
        server.createContext(path, exchange -> {
            try {
                Object answer = handler.answer(new Request(exchange));
                if (answer != null) send(exchange, 200, JSON.writeValueAsBytes(answer));
            } catch (Exception failure) {
                send(exchange, 400, String.valueOf(failure.getMessage()).getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    void start() {
        server.start();
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
