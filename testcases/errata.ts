import { firmwareErrata } from './errata-firmware.ts'
import { managementErrata } from './errata-management.ts'
import { objectErrata } from './errata-objects.ts'
import { securityErrata } from './errata-security.ts'
import { type Erratum, tracker } from './erratum.ts'

/** Where the ETS is wrong, silent or contradicts the Technical Specification, and what we judge instead. */
export const errata: readonly Erratum[] = [
  ...managementErrata,
  ...objectErrata,
  ...firmwareErrata,
  ...securityErrata,
  {
    id: 'int-0',
    where: 'steps 2 and 3',
    printed: 'The Bootstrap-Server writes to instance 0 of Security first, and discovers afterwards.',
    judged:
      'It discovers first, since only that tells which Security instance is its own; then it writes to another.',
    source: `${tracker} #522, #245, #152`,
  },
  {
    id: 'int-0',
    where: 'Discover criterion',
    printed: 'lwm2m="1.0" or lwm2m="1.1" in quotes, without a link, in some editions.',
    judged: 'The version unquoted; with </>; or, as 1.0 wrote it, as a bare item.',
    source: `${tracker} #473; Core 1.1.1 §6.1.7.3`,
  },
  {
    id: 'int-0',
    where: 'configuration',
    printed: 'ETS 1.0.1 names C.14; the values need C.13.',
    judged: 'C.13.',
    source: 'ETS 1.2 int-0',
  },
  {
    id: 'int-0',
    where: '0-SetOfValues',
    printed: 'The binding of the Server has the type "bs", which there is not.',
    judged: 'The string "U".',
    source: 'Core 1.1.1 Appendix E.2 resource 7',
  },
  {
    id: 'int-0',
    where: 'after the Discover',
    printed: 'Nothing on what follows when the Discover shows that something is missing.',
    judged:
      'The Client is judged by its Discover; a Bootstrap-Server only by a whole account and a Finish after it.',
    source: `${tracker} #379`,
  },
  ...['int-1', 'int-2'].map((id) => ({
    id,
    where: 'roles',
    printed: 'The Client is bootstrapped before it registers, whoever is judged.',
    judged:
      'Where the Server alone is judged, our Client has the account already: who gave it is not seen by a Server.',
    source: 'our choice',
  })),
  {
    id: 'int-3',
    where: 'steps',
    printed: 'The smartcard holds an account for another Server.',
    judged: 'It holds one for the same Server with another Lifetime, which shows as well where it came from.',
    source: 'our choice',
  },
  {
    id: 'int-4',
    where: 'steps on /1',
    printed: 'The Bootstrap-Server also reads /1 before and after the deletion.',
    judged: 'Discover alone shows it: whether /1 may be read in bootstrap is contested.',
    source: 'Core 1.1.1 §6.1.7.4 against Transport 1.1.1 Table 6.4.2-1',
  },
  {
    id: 'int-6',
    where: 'criteria',
    printed: 'The whole order is watched: smartcard, factory, configured Servers, Bootstrap-Server.',
    judged:
      'That configured Servers come before the Bootstrap-Server; the smartcard is judged by int-3. What a device left the factory with cannot be seen.',
    source: 'Core 1.1.1 §6.1.4',
  },
  {
    id: 'int-7',
    where: 'precondition',
    printed: 'The device left the factory with an account for a Server that does not exist.',
    judged: 'A first bootstrap gives it that account, with retry settings that make it give up soon.',
    source: 'our choice',
  },
  {
    id: 'int-7',
    where: 'last step',
    printed: 'It registers as in int-401, over DTLS with a pre-shared key.',
    judged: 'It registers over the channel of the run.',
    source: 'our choice',
  },
  {
    id: 'int-8',
    where: 'steps on /2',
    printed: 'Access Control is written and read, though a Client need not have it.',
    judged: 'Only where the Client has it; /1 is read of each.',
    source: `${tracker} #581`,
  },
  {
    id: 'int-8',
    where: '8-SetOfValues',
    printed: 'Editions before 1.2.1 name it and do not print it.',
    judged: 'The account of C.1.',
    source: 'ETS 1.2.1 int-8',
  },
  {
    id: 'int-9',
    where: 'steps',
    printed: 'The Client has no Server instance, and the case ends with the refused Finish.',
    judged:
      'The accounts are deleted first; afterwards a whole account is written, and Finish must be taken.',
    source: 'our choice',
  },
  {
    id: 'int-12',
    where: 'criteria',
    printed: 'The Bootstrap-Pack-Request is answered 2.04.',
    judged: '2.05, since it is a GET.',
    source: 'Transport 1.2.1 §6.7',
  },
  {
    id: 'int-12',
    where: 'roles',
    printed: 'The Server is judged, too, by the registration of int-401.',
    judged: 'It has no part in a pack; its last step is the procedure of int-401, and judged there.',
    source: 'ETS int-12, whose last step is int-401',
  },
  {
    id: 'int-101',
    where: 'list of objects',
    printed: 'The list as the Core specification prints it, in its examples with blanks after commas.',
    judged:
      'Blanks before a link are read over, here and in Discover; that the list has some is an observation.',
    source: `${tracker} #89, #135, #234; RFC 6690 §2`,
  },
  {
    id: 'int-102',
    where: 'criterion on the renewal',
    printed: 'An Update without parameters, or the Server drops the Client after 20 s.',
    judged: 'The Client may do either; the Server must drop a registration that is not renewed.',
    source: 'ETS int-102; Core 1.1.1 §6.2.1',
  },
  {
    id: 'int-103',
    where: 'step 1',
    printed: 'The text does not say which resource disables the Client.',
    judged: 'Execute /1/x/4, after a short Disable Timeout was written to /1/x/5.',
    source: `${tracker} #583`,
  },
  {
    id: 'int-104',
    where: 'precondition',
    printed: 'A lifetime of 20 s.',
    judged:
      'Where the Client is judged, 600 s: a renewal that is due could not be told from what the trigger brought.',
    source: 'our choice',
  },
  {
    id: 'int-105',
    where: 'number',
    printed: 'Editions before 1.0.1 had another case under it, on registering at a Bootstrap-Server.',
    judged: 'The case of 1.1 and later alone.',
    source: `${tracker} #141`,
  },
  {
    id: 'int-105',
    where: 'step 1',
    printed: 'The Lifetime is written by POST.',
    judged: 'A resource is written by PUT (Transport 1.1.1 Table 6.4.4-1).',
    source: 'Transport 1.1.1 §6.4.4',
  },
  {
    id: 'int-105',
    where: 'Server under test',
    printed: 'The Server side forgets the Client by itself.',
    judged:
      'Our Client leaves and then sends an Update for the location it had, which brings about the same.',
    source: 'our choice',
  },
  {
    id: 'int-107',
    where: 'precondition',
    printed: 'The Client registers with a lifetime of 60 s.',
    judged:
      'Where the Client is judged, that lifetime is written first, too, and each new one is to be told.',
    source: 'our choice',
  },
  {
    id: 'int-108',
    where: 'syntax',
    printed: 'b=U and Q as a parameter of its own; ETS 1.0 has b=UQ.',
    judged: 'Each version its own way.',
    source: `${tracker} #490`,
  },
  {
    id: 'int-109',
    where: 'step 2',
    printed: 'The Lifetime is written by POST.',
    judged: 'A resource is written by PUT (Transport 1.1.1 Table 6.4.4-1).',
    source: 'Transport 1.1.1 §6.4.4',
  },
  {
    id: 'int-109',
    where: 'lifetime',
    printed: 'A lifetime of 240 s, longer than many a NAT remembers an address.',
    judged: '240 s, since a Client must have time to fall asleep; a run across a NAT needs one that lasts.',
    source: `${tracker} #584`,
  },
  {
    id: 'int-109',
    where: 'Client under test',
    printed: 'The Client is only seen to answer.',
    judged:
      'Also that it still listens 80 s after its last message (observed alone: the awake time is recommended), and that it wakes in time.',
    source: 'Transport 1.1.1 §6.5; Core 1.1.1 §6.2.2',
  },
  {
    id: 'int-110',
    where: 'criterion',
    printed: 'pid=6:27354b9a, which is no hash of the list as it would be written.',
    judged:
      'A Client may state any Profile ID that is known to stand for its objects; those beside the printed one are told in the IXIT.',
    source: 'Core 1.2 §6.2.1; the value is SHA-256 of "/1/0,3/0" and a newline',
  },
  {
    id: 'int-110',
    where: 'Server under test',
    printed: 'The Server knows the profile.',
    judged: 'One that answers 4.09 does not know it, as it may: the case does not apply.',
    source: 'Transport 1.2 §6.7',
  },
  {
    id: 'int-111',
    where: 'criterion',
    printed: 'The list holds </4/0>.',
    judged: 'It holds whatever the profile lacks, and nothing that it stands for.',
    source: 'Core 1.2 §6.2.1',
  },
  {
    id: 'int-111',
    where: 'Server under test',
    printed: 'The Server answers 2.01.',
    judged: 'It also reads of both, told to: a Server that looks at one of them alone answers 2.01, too.',
    source: 'our choice',
  },
  {
    id: 'int-301',
    where: 'criterion',
    printed: 'The Server keeps receiving and showing both values.',
    judged:
      'Also that pmin and pmax are kept, as the Core specification has them. A Client may report between the two what did not change: that it should not is an observation.',
    source: 'Core 1.1.1 §5.1.2, §6.4.2',
  },
  {
    id: 'int-301',
    where: 'names',
    printed: 'Candidates before August 2015 observe a "Line Voltage".',
    judged: 'Power Source Voltage (/3/0/7).',
    source: `${tracker} #20`,
  },
  {
    id: 'int-301',
    where: 'step 1',
    printed: 'Read /3/0/6 first.',
    judged: 'It is left out: nothing rests on it.',
    source: 'our choice',
  },
  {
    id: 'int-303',
    where: 'step 2',
    printed: 'GET /3/0 with Observe=1 is to cancel observations of /3/0/7 and /3/0/8.',
    judged: 'Each observation is cancelled by its own path and token (RFC 7641 §3.6).',
    source: `${tracker} #236`,
  },
  {
    id: 'int-304',
    where: 'step 1',
    printed: 'pmin and pmax are attached to the Lifetime alone.',
    judged:
      'They are attached to all three paths: what counts when paths of one observation differ is contested.',
    source: `${tracker} #597`,
  },
  {
    id: 'int-304',
    where: 'step 3',
    printed: 'Nothing changes; one notification comes between 30 and 45 s.',
    judged: 'The Lifetime is written twice, so that pmin shows, too; two notifications are looked at.',
    source: 'our choice',
  },
  {
    id: 'int-304',
    where: 'notifications',
    printed: 'Observe is 1 in notifications.',
    judged: 'It is a number that grows (RFC 7641 §4.4).',
    source: 'RFC 7641 §4.4',
  },
  {
    id: 'int-306',
    where: 'configuration',
    printed: 'C.1, without Mute Send.',
    judged: 'C.1 with Mute Send set to false: where the resource is not there, Send is off.',
    source: 'Core 1.1.1 Appendix E.2 resource 23',
  },
  {
    id: 'int-307',
    where: 'steps 2 and 4',
    printed: 'Mute Send is written by POST.',
    judged: 'A resource is written by PUT (Transport 1.1.1 Table 6.4.4-1).',
    source: 'Transport 1.1.1 §6.4.4',
  },
  {
    id: 'int-308',
    where: 'steps',
    printed: '/16/0 and /16/1 are used, with attributes on /16/0.',
    judged: 'Instances made for the purpose, with attributes on /16, so that both inherit the same.',
    source: `${tracker} #597; our choice`,
  },
  {
    id: 'int-309',
    where: 'last criterion',
    printed:
      'The first instance alone is reported on, though no rule says what becomes of an observed path that is gone.',
    judged: 'As printed.',
    source: `${tracker} #558; ETS int-309`,
  },
  {
    id: 'int-309',
    where: 'criterion',
    printed: '2.04 Deleted.',
    judged: '2.02 Deleted (Transport 1.1.1 §6.7).',
    source: 'Transport 1.1.1 §6.7',
  },
  {
    id: 'int-309',
    where: 'steps',
    printed: '/16/0 and /16/1 are used.',
    judged: 'Two instances made for the purpose, so that the device keeps its own.',
    source: 'our choice',
  },
  {
    id: 'int-310',
    where: 'step 1',
    printed: 'Observe is 1 in the request that begins the observation; the text mixes /1/0/1 and /1/0/3.',
    judged: 'Observe is 0, and the Lifetime /1/0/1 is observed.',
    source: 'RFC 7641 §2',
  },
  {
    id: 'int-310',
    where: 'step 2',
    printed: 'A notification comes before attributes are changed.',
    judged: 'pmin=1 and pmax=60 are attached first, so that none is due before pmax=5 is.',
    source: 'our choice',
  },
  {
    id: 'int-950',
    where: 'roles',
    printed: 'Two Servers take part.',
    judged:
      'Both are ours. A Server does not see that a Client has another: what it is to do is that of int-101, and judged there.',
    source: 'Core 1.1.1 §6.2.1',
  },
  {
    id: 'int-951',
    where: 'roles',
    printed: 'Two Servers take part.',
    judged:
      'Both are ours where the Client is judged. A Server under test attaches and discovers as the first: that it is shown nothing of another is for the Client to keep.',
    source: 'Core 1.1.1 §5.1.2 (attributes are specific to a Server)',
  },
  {
    id: 'int-950',
    where: 'configuration',
    printed: 'C.14 prints three access control entries, all of them for /2/0.',
    judged:
      'Where the Client has Access Control, it is given an entry each for its Server object and its Device, with rights for both Servers.',
    source: 'Core 1.1.1 Appendix E.3',
  },
]

/** Errata that concern a case. */
export function errataOf(id: string): readonly Erratum[] {
  return errata.filter((erratum) => erratum.id === id)
}
