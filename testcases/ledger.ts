import type { LedgerEntry } from '#testcase'

/** The rules of one area of the specification. */
function area(name: string, ...entries: readonly Omit<LedgerEntry, 'area'>[]): LedgerEntry[] {
  return entries.map((entry) => ({ area: name, ...entry }))
}

const tested = (rule: string, ...by: readonly string[]) => ({ rule, state: 'tested', by, why: '' }) as const
const unseen = (rule: string, why: string) => ({ rule, state: 'untestable', by: [], why }) as const
const beyond = (rule: string, why: string) => ({ rule, state: 'out of scope', by: [], why }) as const
const open = (rule: string, why: string) => ({ rule, state: 'open', by: [], why }) as const

const security = 'no case judges it yet'
const types = (...formats: readonly string[]): string[] => formats.map((number) => `TP/DM/TYPES/BV-${number}`)

const bootstrap = {
  deletes: ['TP/BS/DELETE/BV-01', 'TP/BS/DELETE/BV-02', 'TP/BS/DELETE/BI-01'],
  requests: ['TP/BS/REQUEST/BV-01', 'TP/BS/REQUEST/BI-01'],
  packs: ['int-12', 'TP/BS/PACK/BI-01'],
}
const writes = {
  formats: ['int-224', 'TP/DM/FORMAT/BI-01', 'TP/DM/FORMAT/BI-02'],
  multiple: ['BV-01', 'BV-02', 'BV-03', 'BI-01'].map((id) => `TP/DM/WRITE/${id}`),
  malformed: ['BI-03', 'BI-05', 'BI-06', 'BI-07', 'BI-08', 'BI-09'].map((id) => `TP/DM/WRITE/${id}`),
}
const reports = {
  long: ['TP/REP/PERIOD/BV-06', 'TP/REP/LARGE/BV-01'],
  ending: ['TP/REP/GONE/BV-01', 'TP/REP/GONE/BV-02', 'TP/REP/AGAIN/BV-01'],
}

/** Normative rules of LwM2M 1.0 to 1.2 in our own words, and what tests each. */
export const ledger: readonly LedgerEntry[] = [
  ...area(
    'Bootstrap',
    tested('A client asks by POST /bs with its endpoint name', 'int-0'),
    tested(
      'Bootstrap-Discover tells the enabler version, instances, ssid, and hides the own account',
      'int-0',
    ),
    tested('Bootstrap-Write is carried out whatever was there', 'int-0', 'int-9'),
    tested('Bootstrap-Read is for /1 and /2', 'int-8'),
    tested('Bootstrap-Delete spares the own account and the Device', 'int-4'),
    tested('Bootstrap-Finish is refused with 4.06 while the configuration is inconsistent', 'int-9'),
    tested('A Server can send a client back to its Bootstrap-Server', 'int-5'),
    tested('The Bootstrap-Server finishes what it has begun', 'int-0', 'int-8'),
    tested('Bootstrap-Discover shows every account', 'TP/BS/DISCOVER/BV-01'),
    tested(
      'Bootstrap-Delete of / takes all that may go, of an instance that one alone',
      ...bootstrap.deletes,
    ),
    tested(
      'Bootstrap-Write: an instance of its own choice, unknown resources and objects',
      ...['BV-01', 'BV-02', 'BI-01'].map((id) => `TP/BS/WRITE/${id}`),
    ),
    tested('Bootstrap-Read of other objects is refused', 'TP/BS/READ/BI-01'),
    tested('Half an account is none', 'TP/BS/FINISH/BI-01', 'TP/BS/FINISH/BI-02'),
    tested('A bootstrap without Finish is given up, and brings no account', 'TP/BS/FINISH/BI-03'),
    tested('Configured Servers come before the Bootstrap-Server, a smartcard before all', 'int-3', 'int-6'),
    tested('A client that can register nowhere bootstraps', 'int-7'),
    tested('The preferred format (pct) is used; a nameless request is refused', ...bootstrap.requests),
    tested('A Bootstrap-Pack replaces the request; without one, the request follows', ...bootstrap.packs),
    tested('None but the Bootstrap-Server may configure', 'TP/BS/PEER/BI-01'),
    open('A client leaves a Server whose account was deleted', 'only the next Register of its own shows it'),
    open('The Client Hold-Off Time is kept', 'needs a second account and its clock'),
    open('The Bootstrap-Server Account Timeout purges the account', 'it may be days'),
    beyond('Bootstrap over MQTT', 'this suite has no MQTT (int-19)'),
    tested('A bootstrap gives keys and certificates, and the Client registers with them', 'int-1', 'int-2'),
    tested('A bootstrap under OSCORE gives OSCORE keys, and the Client registers with them', 'int-11'),
    open('The first request under OSCORE carries Echo', security),
  ),
  ...area(
    'Registration',
    tested(
      'Register names lifetime, version and object list; the list leaves Security and OSCORE out',
      'int-101',
    ),
    tested('Success is 2.01 with a location below /rd', 'int-101'),
    tested(
      'Update tells what changed: lifetime, objects',
      'int-102',
      'int-226',
      'int-227',
      'int-1630',
      'int-1635',
    ),
    tested('A registration that is not renewed is dropped', 'int-102'),
    tested('De-register and Disable', 'int-103'),
    tested('The Update trigger brings an Update without parameters', 'int-104'),
    tested('After 4.04 to an Update a client registers anew', 'int-105'),
    tested('Queue mode is stated as the version writes it', 'int-108'),
    tested('What is said to a sleeping client is held, and sent when it wakes', 'int-109'),
    tested('A lifetime that is set anew holds on both sides', 'int-107'),
    tested('Profile IDs stand for objects', 'int-110', 'int-111', 'TP/REG/PROFILE/BI-01'),
    tested('Faulty Registers are refused with 4.00, another version with 4.12', 'TP/REG/REFUSAL/BI-01'),
    tested(
      'A client that is refused does not register again and again',
      ...['BI-01', 'BI-02', 'BI-03'].map((id) => `TP/REG/REFUSED/${id}`),
    ),
    tested(
      'A second Register replaces the first, and ends its observations',
      'TP/REG/AGAIN/BV-01',
      'TP/REG/AGAIN/BV-02',
    ),
    tested('Unknown objects are no reason to refuse', 'TP/REG/LIST/BV-01'),
    tested('Objects may stand below another root path', 'TP/REG/ROOT/BV-01'),
    tested('An Update states what changed and nothing else', 'TP/REG/UPDATE/BV-01'),
    tested('The lifetime of the Register holds, too', 'TP/REG/EXPIRY/BV-01'),
    tested('De-register of an unknown location is answered 4.04', 'TP/REG/DEREGISTER/BI-01'),
    tested('A client registers at each of its Servers', 'int-950'),
    tested('Registration over TCP states the binding T', 'int-106'),
    open('A client that has a new address registers anew', 'no device is moved by this suite'),
    tested('A client is judged by its registration, never by its address alone', 'int-101'),
    open('The endpoint name is compared with the security identity', security),
    open(
      'Several Servers are registered at in the order of /1/x/13',
      'the account of a second Server states none yet',
    ),
    beyond('SMS trigger', 'this suite has no SMS'),
    beyond('Non-IP registration without a list', 'this suite has no LoRaWAN or CIoT'),
  ),
  ...area(
    'Device management',
    tested('Security and OSCORE are closed to Servers', 'int-221'),
    tested(
      'Read of object, instance, resource and resource instance',
      'int-222',
      'int-223',
      'int-224',
      'int-225',
      'int-652',
    ),
    tested(
      'A format that is asked for is given, or refused with 4.06',
      'int-201',
      'int-203',
      'int-204',
      'int-211',
      'int-231',
      'int-232',
    ),
    tested(
      'A resource that is not readable answers 4.05, one that is not writable refuses a Write',
      'int-256',
      'TP/DEF',
    ),
    tested('Mandatory resources are there, of the defined type and range', 'TP/DEF'),
    tested('What is not there is answered 4.04', 'TP/DEF'),
    tested('Write: replace and partial update', 'int-205', 'int-212', 'int-215', 'int-226', 'int-227'),
    tested('Execute', 'int-104', 'int-241'),
    tested('Discover lists what is there, with dimensions and attributes', 'int-260'),
    tested('Create and Delete of instances', 'int-1630', 'int-1635'),
    tested('Discover heeds a depth', 'int-264', 'int-266'),
    tested('Attributes are attached at every level, for each Server its own', 'int-261', 'int-951'),
    tested(
      'Writes and Reads in every format',
      ...['int-220', 'int-228', 'int-233', 'int-234', 'TP/DM/WRITE/BV-04', 'TP/DM/WRITE/BV-06'],
      ...['BV-01', 'BV-02', 'BV-03', 'BV-04'].map((id) => `TP/DM/OPAQUE/${id}`),
    ),
    tested('A Server understands the format that a client chose', 'int-237'),
    tested('What cannot be given or taken is refused with 4.06 or 4.15', ...writes.formats),
    tested('An Accept is no reason to refuse a Write', 'TP/DM/WRITE/BV-05'),
    tested('A multiple resource is replaced as a whole, and grows by what is added', ...writes.multiple),
    tested('A resource instance is written only where it is', 'TP/DM/WRITE/BI-02'),
    tested('A Write is carried out as a whole or not at all', 'TP/DM/WRITE/BI-04', 'TP/DM/COMPOSITE/BI-01'),
    tested('Values of another type and malformed payloads are refused', ...writes.malformed),
    tested(
      'Arguments of Execute go by their grammar',
      ...['BV-01', 'BV-02', 'BI-01', 'BI-02'].map((id) => `TP/DM/EXECUTE/${id}`),
    ),
    tested(
      'Create: with or without an id, never over an instance, nothing without what is mandatory',
      ...['BV-01', 'BI-01', 'BI-02', 'BI-03'].map((id) => `TP/DM/CREATE/${id}`),
    ),
    tested(
      'Delete: instances, since 1.2 resource instances, never resources',
      ...['BV-01', 'BV-02', 'BI-01'].map((id) => `TP/DM/DELETE/${id}`),
    ),
    tested(
      'Read-Composite gives what there is and leaves the rest out',
      ...['int-229', 'int-236', 'int-280', 'int-281', 'TP/DM/COMPOSITE/BV-01', 'TP/DM/COMPOSITE/BI-02'],
    ),
    tested('The root path shows no secrets', 'int-235', 'TP/DM/COMPOSITE/BI-03'),
    tested('Write-Composite', 'int-230', 'int-257'),
    tested(
      'Edges of every data type, in every format',
      ...types('01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'),
    ),
    tested(
      'Access rights of several Servers',
      ...['BV-01', 'BV-02', 'BV-03', 'BI-01', 'BI-02'].map((id) => `TP/DM/ACL/${id}`),
    ),
    tested('Composites in SenML-ETCH are done or refused', 'TP/DM/ETCH/BV-01', 'TP/DM/ETCH/BV-02'),
    tested('Composites in LwM2M CBOR', 'TP/DM/CBOR/BV-01', 'TP/DM/CBOR/BV-02', 'TP/DM/CBOR/BI-01'),
    unseen(
      'A client ignores management before its registration is acknowledged',
      'no device can be held there without its help',
    ),
  ),
  ...area(
    'Objects',
    tested(
      'Objects are read and observed as a whole',
      ...[
        'int-701',
        'int-710',
        'int-801',
        'int-810',
        'int-910',
        'int-1200',
        'int-1203',
        'int-1204',
        'int-1230',
      ],
      ...['int-1900', 'int-2001', 'TP/OBJ/PORTFOLIO/BV-01', 'TP/OBJ/PORTFOLIO/BV-03'],
    ),
    tested('The version of an object that cannot go without saying is stated', 'int-1201', 'TP/DEF'),
    tested(
      'Settings are taken and kept',
      ...['int-651', 'int-905', 'int-1202', 'int-1210', 'int-1901', 'TP/OBJ/PORTFOLIO/BV-02'],
    ),
    tested(
      'An object that has but one instance gets no second; the Device is not deleted',
      ...[
        'int-680',
        'int-685',
        'TP/OBJ/MONITORING/BI-02',
        'TP/OBJ/LOCATION/BI-01',
        'TP/OBJ/STATISTICS/BI-01',
      ],
    ),
    tested('Factory Reset and Reset Error Code', 'TP/OBJ/DEVICE/BV-01', 'TP/OBJ/DEVICE/BV-02'),
    tested('Counters and logs are started and stopped', 'int-901', 'int-2000'),
    tested('Access points and preferred bearers are set up and announced', 'int-1250', 'int-1350'),
    open(
      'Accounts of other Servers come by bootstrap alone',
      'the clause is known from memory; TP/OBJ/SERVER/BI-01 observes it',
    ),
  ),
  ...area(
    'Information reporting',
    tested('Observe, Notify, pmin and pmax', 'int-301'),
    tested('Cancellation by RST and by GET', 'int-302', 'int-303'),
    tested(
      'gt, lt and st',
      ...['01', '02', '03', '04', '05', '06', '07', '08', '11'].map((n) => `TP/REP/ATTR/BV-${n}`),
    ),
    tested(
      'pmin and pmax hold alone, are changed while observing, and a pmax below pmin is ignored',
      ...['01', '02', '03', '04', '05'].map((n) => `TP/REP/PERIOD/BV-${n}`),
    ),
    tested('epmin and epmax', 'TP/REP/ATTR/BV-10'),
    tested('edge and con', 'TP/REP/ATTR/BV-09', 'TP/REP/CON/BV-01'),
    tested('hqmax is attached, listed, unset, and holds back no report', 'TP/REP/ATTR/BV-12'),
    open(
      'hqmax keeps values while a client is offline',
      'when a client is offline is its own affair, and what it stores by then nobody can count',
    ),
    tested('Attributes that contradict each other are refused', 'TP/REP/ATTR/BI-01'),
    tested('The closest level has the attributes, until they are unset', 'TP/REP/LEVEL/BV-01'),
    tested(
      'Objects and instances are observed as a whole',
      'TP/REP/TARGET/BV-01',
      'TP/REP/TARGET/BV-02',
      'TP/REP/TARGET/BV-03',
    ),
    tested('What cannot be read cannot be observed', 'TP/REP/TARGET/BI-01'),
    tested('Attributes as parameters of an Observe', 'int-312', 'int-313'),
    tested('Attributes that nobody knows are refused', 'TP/REP/ATTR/BI-02'),
    tested('Reports go on without storing, in blocks where they are long', ...reports.long),
    tested('An observation ends with what it observed, and begins anew with its token', ...reports.ending),
    tested('A composite observation heeds the periods of its paths', 'TP/REP/COMPOSITE/BV-01'),
    tested(
      'Composite observations',
      'int-304',
      'int-305',
      'int-308',
      'int-309',
      'int-310',
      'TP/REP/CBOR/BV-01',
    ),
    tested(
      'Send, and Mute Send',
      ...['int-306', 'int-307', 'int-311'],
      ...['BV-01', 'BI-01', 'BI-02'].map((id) => `TP/REP/SEND/${id}`),
    ),
    open(
      'Notifications are taken by CON and by NON',
      'a lost NON could not be told from one that was not taken',
    ),
  ),
  ...area(
    'CoAP',
    tested('Messages are well-formed', 'TP/COAP/FORM/BV-01'),
    tested('Message ids are not used again too early', 'TP/COAP/FORM/BV-02'),
    tested(
      'Tokens of 0 to 8 octets are given back',
      'TP/COAP/MSG/BV-01',
      'TP/COAP/MSG/BV-02',
      'TP/COAP/MSG/BV-08',
    ),
    tested(
      'ACKs and responses belong to their requests; what is not acknowledged is repeated',
      'TP/COAP/MSG/BV-07',
      'TP/COAP/MSG/BV-09',
      'TP/COAP/MSG/BV-10',
      'TP/COAP/MSG/BI-07',
    ),
    tested('NON requests are answered, not acknowledged', 'TP/COAP/MSG/BV-03'),
    tested('Copies of a request are answered alike', 'TP/COAP/MSG/BV-04'),
    tested('Copies of a notification are acknowledged', 'TP/COAP/MSG/BV-11'),
    tested(
      'Unknown elective options are passed over, critical ones refused',
      'TP/COAP/MSG/BV-05',
      'TP/COAP/MSG/BI-01',
      'TP/COAP/MSG/BI-02',
      'TP/COAP/MSG/BI-06',
    ),
    tested(
      'Ping, unknown methods, other versions, broken messages',
      'TP/COAP/MSG/BV-06',
      'TP/COAP/MSG/BI-03',
      'TP/COAP/MSG/BI-04',
      'TP/COAP/MSG/BI-05',
    ),
    tested(
      'Block-wise transfer both ways',
      ...['BV-01', 'BV-02', 'BV-03', 'BV-04', 'BV-05', 'BV-11', 'BV-13'].map((id) => `TP/COAP/BLOCK/${id}`),
      ...['BI-01', 'BI-02', 'BI-03', 'BI-04'].map((id) => `TP/COAP/BLOCK/${id}`),
      'TP/REG/LIST/BV-02',
    ),
    tested(
      'A Server takes bodies in blocks of any size, and none that lacks a part',
      ...['BV-09', 'BV-10', 'BV-11', 'BI-06', 'BI-07'].map((id) => `TP/COAP/BLOCK/${id}`),
    ),
    tested('What is too large is refused with 4.13', 'TP/COAP/BLOCK/BI-08', 'TP/COAP/BLOCK/BI-09'),
    tested(
      'A Server moves bodies in blocks, and goes on where one was lost',
      ...['BV-07', 'BV-08', 'BV-12', 'BV-14'].map((id) => `TP/COAP/BLOCK/${id}`),
    ),
    tested('The IUT survives what was done to it', 'TP/COAP/ALIVE/BV-01'),
    open('Echo and Request-Tag', 'SHOULD, and known from OSCORE only'),
  ),
  ...area(
    'CoAP over TCP',
    tested(
      'A connection begins with a CSM, whose options are heeded or passed over',
      ...['BV-01', 'BV-02', 'BI-01'].map((id) => `TP/TCP/CSM/${id}`),
    ),
    tested(
      'Messages come in pieces, empty and broken',
      ...['BV-01', 'BV-02', 'BI-01'].map((id) => `TP/TCP/MSG/${id}`),
    ),
    tested('Ping, and Release', 'TP/TCP/PING/BV-01', 'TP/TCP/RELEASE/BV-01'),
  ),
  ...area(
    'Security',
    tested(
      'Registration with a pre-shared key and with certificates, over UDP and over TCP',
      ...['int-401', 'int-402', 'int-404', 'int-406'],
    ),
    tested(
      'A Server whose certificate is for another host, or not to be trusted, is refused',
      ...['int-403', 'TP/SEC/DTLS/CERTIFICATE/BI-01'],
    ),
    tested(
      'Suites that are offered and taken; identities and keys that nobody knows',
      ...['HELLO/BV-01', 'HELLO/BI-01', 'KEY/BI-01', 'PSK/BI-01', 'PSK/BI-02', 'PSK/BI-03'].map(
        (id) => `TP/SEC/DTLS/${id}`,
      ),
    ),
    tested(
      'Records of DTLS that are replayed, changed, or in the clear',
      ...['BI-01', 'BI-02', 'BI-03'].map((id) => `TP/SEC/DTLS/RECORD/${id}`),
    ),
    open('Server Name Indication, resumption, Connection ID, alerts that end it for good', security),
    tested(
      'OSCORE: protection of both ways, replays, changed bits, malformed options, the clear, other contexts',
      'int-405',
      ...['BI-01', 'BI-02', 'BI-03', 'BI-04', 'BI-05'].map((id) => `TP/SEC/OSCORE/${id}`),
    ),
    open(
      'OSCORE: Echo on the first request, ep against Sender ID, sequence numbers after a restart',
      'no case yet',
    ),
    unseen('Credentials are stored safely', 'nothing on the wire tells'),
  ),
  ...area(
    'Versions and gateways',
    unseen(
      'Names and ids of objects are never reused',
      'a rule for those who write definitions; registry check finds some',
    ),
    beyond('The LwM2M gateway (objects 25 and 26)', 'a companion specification'),
    beyond('HTTP and MQTT bindings', 'this suite speaks CoAP'),
  ),
]
