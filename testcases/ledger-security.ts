import type { LedgerEntry } from '#testcase'
import { area, tested, unseen } from './ledger-entry.ts'

/** The rules on DTLS, TLS and OSCORE. */
export const securityLedger: readonly LedgerEntry[] = [
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
      'A certificate is taken for what it was issued for, and for nothing else',
      'TP/SEC/DTLS/CERTIFICATE/BI-02',
    ),
    tested(
      'Suites that are offered and taken; identities and keys that nobody knows',
      ...['HELLO/BV-01', 'HELLO/BI-01', 'KEY/BI-01', 'PSK/BI-01', 'PSK/BI-02', 'PSK/BI-03'].map(
        (id) => `TP/SEC/DTLS/${id}`,
      ),
    ),
    tested('Handshakes that fail use nothing up that others need', 'TP/SEC/DTLS/FAILED/BI-01'),
    tested(
      'A Server agrees on nothing, and does nothing, without the Finished of the handshake',
      ...['BI-01', 'BI-02'].map((id) => `TP/SEC/DTLS/FINISHED/${id}`),
    ),
    tested(
      'Records of DTLS that are replayed, changed, or in the clear',
      ...['BI-01', 'BI-02', 'BI-03'].map((id) => `TP/SEC/DTLS/RECORD/${id}`),
    ),
    tested(
      'Server Name Indication, resumption, Connection ID',
      ...['HELLO/BV-02', 'RESUME/BV-01', 'RESUME/BV-02', 'RESUME/BV-03', 'CID/BV-01', 'CID/BV-02'].map(
        (id) => `TP/SEC/DTLS/${id}`,
      ),
    ),
    tested(
      'Alerts are sorted into those to try again after and those that end it for good',
      ...['BV-01', 'BI-01'].map((id) => `TP/SEC/DTLS/ALERT/${id}`),
    ),
    tested(
      'OSCORE: protection of both ways, replays, changed bits, malformed options, the clear, other contexts',
      'int-405',
      ...['BI-01', 'BI-02', 'BI-03', 'BI-04', 'BI-05'].map((id) => `TP/SEC/OSCORE/${id}`),
    ),
    tested('OSCORE: sequence numbers after a restart', 'TP/SEC/OSCORE/BV-01'),
    tested(
      'Credentials from a bootstrap are used at once, and those before no more',
      'TP/SEC/DTLS/RENEWAL/BV-01',
    ),
    tested('A Client with an account for DTLS says nothing without it', 'TP/SEC/DTLS/CLEAR/BI-01'),
    tested(
      'An association that is lost in a restart is no obstacle to another',
      ...['BV-01', 'BI-01', 'BV-02'].map((id) => `TP/SEC/DTLS/LOST/${id}`),
    ),
    tested('An association that the Server lost silently is given up', 'TP/SEC/DTLS/LOST/BV-03'),
    tested('Observations end with the association that they were made in', 'TP/SEC/DTLS/LOST/BV-04'),
    tested(
      'A Client at another address is served there, with a connection id, without one, and amid blocks',
      ...['BV-01', 'BV-04', 'BV-05', 'BV-06'].map((id) => `TP/SEC/DTLS/CID/${id}`),
    ),
    tested('Connection ids that are claimed are on the wire', 'TP/SEC/DTLS/CID/BV-07'),
    unseen('Credentials are stored safely', 'nothing on the wire tells'),
  ),
]
