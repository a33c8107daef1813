import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.CoapClient;
import org.eclipse.californium.core.CoapHandler;
import org.eclipse.californium.core.CoapObserveRelation;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.CoapResponse;
import org.eclipse.californium.core.CoapServer;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.Option;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.eclipse.californium.cose.AlgorithmID;
import org.eclipse.californium.elements.auth.RawPublicKeyIdentity;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.util.Bytes;
import org.eclipse.californium.elements.util.StringUtil;
import org.eclipse.californium.oscore.ContextRederivation.PHASE;
import org.eclipse.californium.oscore.HashMapCtxDB;
import org.eclipse.californium.oscore.OSCoreCoapStackFactory;
import org.eclipse.californium.oscore.OSCoreCtx;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConfig.DtlsRole;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.eclipse.californium.scandium.dtls.pskstore.AdvancedSinglePskStore;
import org.eclipse.californium.scandium.dtls.x509.SingleCertificateProvider;
import org.eclipse.californium.scandium.dtls.x509.StaticNewAdvancedCertificateVerifier;

/**
 * An endpoint of Californium under DTLS (Scandium) or OSCORE (cf-oscore).
 *
 * client URI OPTION=VALUE… -- QUESTION…: asks for `small`, `large`, `late`, `store` and `observed` below the URI and
 * prints a line for each answer. server PORT OPTION=VALUE…: has `small`, `store` and `observed`, and prints `ready`.
 */
public final class CaliforniumHost {
    private static final String LARGE = "They speak block by block. ".repeat(120);
    private static final int ECHO = 252;

    private final Map<String, String> options = new HashMap<>();
    private final Configuration configuration;
    private final boolean isOscore;
    private final HashMapCtxDB contexts = new HashMapCtxDB();

    public static void main(String[] words) throws Exception {
        CoapConfig.register();
        DtlsConfig.register();
        List<String> all = Arrays.asList(words);
        int end = all.contains("--") ? all.indexOf("--") : all.size();
        CaliforniumHost host = new CaliforniumHost(all.subList(2, end));
        if (words[0].equals("server")) host.serve(Integer.parseInt(words[1]));
        else host.ask(words[1], all.subList(end + 1, all.size()));
    }

    private CaliforniumHost(List<String> pairs) {
        for (String pair : pairs) options.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        isOscore = options.containsKey("secret");
        configuration = Configuration.createStandardWithoutFile();
        configuration.set(CoapConfig.PREFERRED_BLOCK_SIZE, 256);
        configuration.set(CoapConfig.MAX_MESSAGE_SIZE, 256);
        configuration.set(CoapConfig.MAX_RESOURCE_BODY_SIZE, 8192);
        if (isOscore) OSCoreCoapStackFactory.useAsDefault(contexts);
    }

    private CoapEndpoint endpoint(DtlsRole role, InetSocketAddress address) throws Exception {
        CoapEndpoint.Builder builder = CoapEndpoint.builder().setConfiguration(configuration);
        if (isOscore) return builder.setInetSocketAddress(address).setCustomCoapStackArgument(contexts)
                .setCoapStackFactory(new OSCoreCoapStackFactory()).build();
        return builder.setConnector(new DTLSConnector(dtls(role, address))).build();
    }

    private DtlsConnectorConfig dtls(DtlsRole role, InetSocketAddress address) throws Exception {
        DtlsConnectorConfig.Builder builder = DtlsConnectorConfig.builder(configuration).setAddress(address);
        builder.set(DtlsConfig.DTLS_ROLE, role);
        builder.set(DtlsConfig.DTLS_RECOMMENDED_CIPHER_SUITES_ONLY, false);
        builder.setAsList(DtlsConfig.DTLS_CIPHER_SUITES, CipherSuite.getTypeByName(options.get("suite")));
        if (options.containsKey("cid"))
            builder.set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, Integer.valueOf(options.get("cid")));
        if (options.containsKey("key")) {
            byte[] key = StringUtil.hex2ByteArray(options.get("key"));
            builder.setAdvancedPskStore(new AdvancedSinglePskStore(options.get("identity"), key));
            return builder.build();
        }
        PrivateKey own = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der(options.get("own"))));
        StaticNewAdvancedCertificateVerifier.Builder verifier = StaticNewAdvancedCertificateVerifier.builder();
        if (options.containsKey("rpk")) {
            builder.setCertificateIdentityProvider(new SingleCertificateProvider(own, publicKey(options.get("rpk"))));
            verifier.setTrustedRPKs(new RawPublicKeyIdentity(publicKey(options.get("peer"))));
        } else {
            Certificate[] chain = {certificate(options.get("certificate"))};
            builder.setCertificateIdentityProvider(new SingleCertificateProvider(own, chain, CertificateType.X_509));
            verifier.setTrustedCertificates(certificate(options.get("ca")));
            // Our addresses are those of this machine, the certificate's name is another.
            builder.set(DtlsConfig.DTLS_VERIFY_SERVER_CERTIFICATES_SUBJECT, false);
        }
        builder.setAdvancedCertificateVerifier(verifier.build());
        return builder.build();
    }

    private static byte[] der(String file) throws Exception {
        String pem = Files.readString(Path.of(file), StandardCharsets.US_ASCII);
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }

    private static PublicKey publicKey(String file) throws Exception {
        return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der(file)));
    }

    private static X509Certificate certificate(String file) throws Exception {
        try (var in = Files.newInputStream(Path.of(file))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    /** Its end of the security context. */
    private OSCoreCtx context(boolean isClient) throws Exception {
        OSCoreCtx context = new OSCoreCtx(octets("secret"), isClient, AlgorithmID.AES_CCM_16_64_128,
                octets("sender"), octets("recipient"), AlgorithmID.HKDF_HMAC_SHA_256, 32,
                octets("salt"), octets("idContext"), 4096);
        if (options.containsKey("rederive")) {
            context.setContextRederivationEnabled(true);
            if (options.get("rederive").equals("begin")) context.setContextRederivationPhase(PHASE.CLIENT_INITIATE);
        }
        return context;
    }

    private byte[] octets(String name) {
        String text = options.get(name);
        return text == null ? null : StringUtil.hex2ByteArray(text);
    }

    private void serve(int port) throws Exception {
        CoapServer server = new CoapServer(configuration);
        server.addEndpoint(endpoint(DtlsRole.SERVER_ONLY, new InetSocketAddress("127.0.0.1", port)));
        if (isOscore) contexts.addContext(context(false));
        server.add(new CoapResource("small") {
            @Override
            public void handleGET(CoapExchange exchange) {
                exchange.respond("hello from Californium");
            }
        });
        server.add(new CoapResource("store") {
            private byte[] stored = Bytes.EMPTY;

            @Override
            public void handlePUT(CoapExchange exchange) {
                stored = exchange.getRequestPayload();
                exchange.respond(CoAP.ResponseCode.CHANGED);
            }

            @Override
            public void handleGET(CoapExchange exchange) {
                exchange.respond(CoAP.ResponseCode.CONTENT, stored, 0);
            }
        });
        server.add(new Observed());
        server.start();
        System.out.println("ready");
    }

    /** Changes a moment after somebody began to observe it. */
    private static final class Observed extends CoapResource {
        private int value;

        Observed() {
            super("observed");
            setObservable(true);
        }

        @Override
        public void handleGET(CoapExchange exchange) {
            exchange.respond(String.valueOf(value));
            if (!exchange.getRequestOptions().hasObserve() || exchange.getRequestOptions().getObserve() != 0) return;
            new Thread(() -> {
                try {
                    Thread.sleep(300);
                } catch (InterruptedException ended) {
                    return;
                }
                value++;
                changed();
            }).start();
        }
    }

    private void ask(String uri, List<String> questions) throws Exception {
        CoapEndpoint endpoint = endpoint(DtlsRole.CLIENT_ONLY, new InetSocketAddress("127.0.0.1", 0));
        if (isOscore) contexts.addContext(uri, context(true));
        endpoint.start();
        CoapClient client = new CoapClient().setEndpoint(endpoint).setTimeout(10_000L);
        for (String question : questions) {
            String answer;
            try {
                answer = question.equals("observed") ? observed(client, uri) : one(client, uri, question);
            } catch (Exception failure) {
                answer = failure.toString();
            }
            System.out.println(question + ": " + answer);
        }
        endpoint.destroy();
        System.exit(0);
    }

    private String one(CoapClient client, String uri, String question) throws Exception {
        CoapResponse response = client.advanced(request(uri, question, null));
        // A server that does not know whether a request is new asks for it once more, with this (RFC 9175 §2.3).
        List<Option> others = response == null ? List.of() : response.getOptions().getOthers(ECHO);
        if (!others.isEmpty()) response = client.advanced(request(uri, question, others.get(0)));
        return response == null ? "no answer" : response.getCode() + " " + response.getResponseText();
    }

    private Request request(String uri, String path, Option echo) {
        Request request = path.equals("store") ? Request.newPut() : Request.newGet();
        request.setURI(uri + "/" + path);
        if (path.equals("store")) request.setPayload(LARGE);
        if (isOscore) request.getOptions().setOscore(Bytes.EMPTY);
        if (echo != null) request.getOptions().addOption(echo);
        return request;
    }

    private String observed(CoapClient client, String uri) throws Exception {
        BlockingQueue<String> values = new LinkedBlockingQueue<>();
        CoapObserveRelation relation = client.observe(request(uri, "observed", null).setObserve(), new CoapHandler() {
            @Override
            public void onLoad(CoapResponse response) {
                values.add(response.getResponseText());
            }

            @Override
            public void onError() {
                values.add("failed");
            }
        });
        List<String> seen = new ArrayList<>();
        for (int count = 0; count < 2; count++) seen.add(values.poll(5, TimeUnit.SECONDS));
        relation.reactiveCancel();
        return seen.get(0) + " " + seen.get(1);
    }
}
