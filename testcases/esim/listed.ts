import type { ListedPurpose } from '#testcase'

const purpose = (
  number: number,
  title: string,
  kind: ListedPurpose['kind'],
  reason: string,
  ...coveredBy: readonly number[]
): ListedPurpose => ({
  ...{ purposeId: `ESIM-${number}`, title, kind, reason },
  ...{ editions: ['1.0', '1.1', '1.2'], judges: number > 800 && number < 900 ? ['server'] : ['client'] },
  coveredBy: coveredBy.map((one) => `ESIM-${one}`),
})

const covered = (number: number, title: string, ...by: readonly number[]): ListedPurpose =>
  purpose(number, title, 'delegated', 'other purposes judge the same', ...by)

const needs = (what: string, number: number, title: string, ...by: readonly number[]): ListedPurpose =>
  purpose(number, title, 'needs', what, ...by)

const elsewhere = (number: number, title: string, ...judges: ListedPurpose['judges']): ListedPurpose => ({
  ...needs('it needs ESipa without LwM2M, which this suite does not speak', number, title),
  judges,
})

const smdp = 'it needs an SM-DP+ of ours, which is not built yet'
const poll = 'nobody can have an IPA ask for packages, and a device may never do so'
const byItself = 'nobody can bring it about from outside: the device does it by its own policy'
const policy = 'it needs a profile that was made for it, and no eUICC is sold with one'
const unwritten = 'public sources do not say what is to be seen of it'
const cutOff = 'the device would be without a connection, and nobody could bring it back'
const profileServer = 'it needs a profile server that the device can download from'

/** Purposes on SGP.32 that are not executed, each with the reason and with what covers its title. */
export const listedPurposes: readonly ListedPurpose[] = [
  {
    ...covered(111, 'A message of which a block is missing'),
    reason: 'it is judged for all resources',
    coveredBy: ['TP/COAP/BLOCK/BI-02'],
  },
  {
    ...covered(112, 'A message for a device that sleeps'),
    reason: 'it is judged for all resources',
    coveredBy: ['int-109'],
  },
  needs(poll, 201, 'The IPA asks, and there is no package'),
  needs(poll, 202, 'The IPA asks after a change of its own'),
  covered(210, 'An issuer that the eUICC does not know', 209),
  covered(308, 'Two operations in a package', 301, 303),
  covered(312, 'A list of profiles after a change, in one package', 311),
  needs(policy, 313, 'A profile whose policy does not let it be disabled'),
  needs('nobody can keep a card busy from outside', 314, 'A card that is busy'),
  needs(cutOff, 402, 'No rollback without the flag', 401),
  needs('it needs the connection to be cut at the right moment', 403, 'A result that is lost once', 315, 401),
  needs(cutOff, 404, 'Rollback happens once', 401),
  needs(cutOff, 405, 'Rollback where there is no profile before'),
  covered(406, 'A rollback takes notifications back', 401),
  covered(407, 'The device is back after a switch', 301, 302),
  needs(byItself, 414, 'The device returns from its fallback', 413),
  needs(smdp, 422, 'A download that is enabled at once', 421),
  needs('nobody makes an emergency call for a test', 431, 'An emergency call is active'),
  needs(smdp, 501, 'Download by activation code', 203),
  needs(smdp, 502, 'Download from the default SM-DP+', 316, 515),
  needs(smdp, 503, 'Download by an SM-DS', 511),
  needs(smdp, 504, 'Download through the eIM'),
  needs(smdp, 505, 'Download through the eIM from another address'),
  needs(smdp, 506, 'A server that signs wrongly'),
  needs(smdp, 507, 'A profile package that is corrupt'),
  needs(smdp, 508, 'A profile package that breaks off'),
  needs(smdp, 509, 'A profile package that is too large'),
  needs(smdp, 510, 'A profile that is there already'),
  needs(smdp, 512, 'A confirmation code'),
  needs(smdp, 513, 'A session that is cancelled'),
  needs(smdp, 514, 'Compact messages'),
  needs(
    'certificates of eIMs need an issuer that the eUICC trusts',
    603,
    'An eIM is added by its certificate',
    601,
  ),
  covered(606, 'Update of an eIM that there is not', 605),
  needs('nobody could manage the eUICC afterwards', 608, 'The last eIM is deleted'),
  covered(609, 'The list of eIMs', 601),
  needs('ES10b cannot be reached through the mailbox', 610, 'AddInitialEim where an eIM is known'),
  needs('it needs power to be cut at the right moments', 622, 'A change of ownership that breaks off', 621),
  needs(poll, 624, 'A second eIM is told of a change'),
  purpose(
    709,
    'An eIM with a key on brainpoolP256r1',
    'delegated',
    'a run with the keys of esim keys --curve brainpoolP256r1 is this purpose',
    305,
  ),
  needs(unwritten, 812, 'An eUICC whose certificates nobody trusts', 810),
  needs(unwritten, 814, 'A refusal that is not signed'),
  needs(unwritten, 816, 'The last eIM was deleted'),
  needs(smdp, 819, 'A download through the eIM, and what an SM-DP+ says to it', 820, 824),
  covered(821, 'Results as X.680 has them', 806),
  {
    ...covered(902, 'Object 504: its operations'),
    reason: 'the definition is judged, resource by resource (TP/DEF/504/BV-01)',
  },
  needs(profileServer, 903, 'Object 504: download and installation', 906),
  needs(profileServer, 907, 'Object 504: a connection that is lost'),
  needs(profileServer, 908, 'Object 504: a package that is no good'),
  needs(profileServer, 911, 'Object 504: consent and confirmation code'),
  needs(cutOff, 912, 'Object 504: memory reset'),
  needs(unwritten, 913, 'Object 504: an action amid another'),
  needs(unwritten, 915, 'Object 504: the data selector'),
  needs(unwritten, 916, 'Object 504: a profile without service'),
  needs('it needs a device with two SIMs', 917, 'Object 504: several instances'),
  elsewhere(1001, 'HTTPS: path and headers of ESipa in ASN.1', 'client', 'server'),
  elsewhere(1002, 'HTTPS: a request without X-Admin-Protocol', 'server'),
  elsewhere(1003, 'HTTPS: a request of another content type', 'server'),
  elsewhere(1004, 'HTTPS: the User-Agent of an IPA', 'client'),
  elsewhere(1005, 'HTTPS: HandleNotification has no content in return', 'server'),
  elsewhere(1006, 'HTTPS: suites, server name, and keys that are not trusted', 'client', 'server'),
  elsewhere(1007, 'HTTPS: ESipa in JSON', 'client', 'server'),
  elsewhere(1011, 'CoAP: a POST without Content-Format', 'client', 'server'),
  elsewhere(1012, 'CoAP: messages in blocks, with Request-Tag', 'client', 'server'),
  elsewhere(1013, 'CoAP: a session that goes on by its connection id', 'client', 'server'),
  elsewhere(1014, 'CoAP: requests that are repeated', 'server'),
]
