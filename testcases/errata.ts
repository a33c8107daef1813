import type { Erratum } from '#testcase'

const tracker = 'OMA_LwM2M_for_Developers'

/** Where the ETS is wrong, silent or contradicts the Technical Specification, and what we judge instead. */
export const errata: readonly Erratum[] = [
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
    id: 'int-4',
    where: 'steps on /1',
    printed: 'The Bootstrap-Server also reads /1 before and after the deletion.',
    judged: 'Discover alone shows it: whether /1 may be read in bootstrap is contested.',
    source: 'Core 1.1.1 §6.1.7.4 against Transport 1.1.1 Table 6.4.2-1',
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
    id: 'int-205',
    where: 'step 1',
    printed: '0101 with a leading zero.',
    judged: '101.',
    source: 'Core 1.1.1 Appendix C',
  },
  {
    id: 'int-215',
    where: 'step 3',
    printed: 'The set without the Lifetime is replayed by PUT, in one edition.',
    judged:
      'The replacement carries every mandatory resource; only the optional Default Minimum Period is left out.',
    source: `${tracker} #236`,
  },
  {
    id: 'int-215',
    where: 'pass criteria',
    printed: 'They refer to steps that are not there.',
    judged: 'Each Write is answered 2.04 and its values are read back.',
    source: 'ETS int-215',
  },
  {
    id: 'int-220',
    where: 'values',
    printed: 'Numbers with leading zeros (0101), which JSON does not have.',
    judged: 'The same values without them.',
    source: 'RFC 8259 §6',
  },
  {
    id: 'int-221',
    where: 'steps',
    printed: 'Read, Write and Write-Attributes.',
    judged: 'Discover is refused, too.',
    source: 'Core 1.1.1 §6.3',
  },
  {
    id: 'int-224',
    where: 'steps',
    printed: 'Reads in the format the Client chooses.',
    judged: 'One Read more, with an Accept that nobody can satisfy, is answered 4.06.',
    source: 'RFC 7252 §5.10.4',
  },
  {
    id: 'int-228',
    where: 'step 1',
    printed: 'The resource instance is written by POST.',
    judged: 'It is written by PUT (Transport 1.1.1 Table 6.4.4-1), and the other instances must stay.',
    source: 'Transport 1.1.1 §6.4.4',
  },
  {
    id: 'int-229',
    where: 'paths',
    printed: '/1/0 and /1/0/1, /3 and /3/0/11/0 in one list; ETS 1.2.1 takes the case back.',
    judged: 'Two objects that do not overlap decide; overlapping paths are a SHOULD.',
    source: `${tracker} #596; Eclipse Leshan #1486`,
  },
  {
    id: 'int-229',
    where: 'formats',
    printed: 'Accept 112 or 110.',
    judged: 'Each of the two that the Client has.',
    source: 'our choice',
  },
  {
    id: 'int-230',
    where: 'values',
    printed: 'Four identities.',
    judged: 'As many as the first Portfolio instance holds, up to four.',
    source: 'ETS annex C: a configuration is the least',
  },
  {
    id: 'int-235',
    where: 'criterion',
    printed: 'All readable resources, without saying against what.',
    judged:
      'Every resource that a Read of a registered instance gave just before; nothing of /0, /21 and /23.',
    source: 'Core 1.1.1 §6.3.8',
  },
  {
    id: 'int-236',
    where: 'paths',
    printed: '/1/0 and /1/0/1 overlap; 3339 and 3353 are taken to be absent.',
    judged: '/1/0/1 is left out, and two objects are asked for that the Client did not register.',
    source: 'our choice',
  },
  {
    id: 'int-237',
    where: 'criterion',
    printed: 'The Client answers in SenML.',
    judged:
      'It may answer in any data format; our Client tries a Server with SenML CBOR and SenML JSON. A Server that always asks for a format is not judged.',
    source: 'Core 1.1.1 §7.4',
  },
  {
    id: 'int-257',
    where: 'step 3',
    printed: '/3/0/13 is read back as 0.',
    judged: 'As 0 to 300: a clock goes on.',
    source: 'our choice',
  },
  {
    id: 'int-260',
    where: 'configuration C.4',
    printed: 'Two power sources: dim=2.',
    judged: 'As many as a Read of the resource gives.',
    source: 'ETS annex C: a configuration is the least',
  },
  {
    id: 'int-260',
    where: 'steps and criteria',
    printed: 'ETS 1.0.1 attaches pmin and pmax to the instance and expects them at object level.',
    judged:
      'They are attached to /3; a Discover of a resource shows what it inherits, one of the object only its own.',
    source: `${tracker} #234, #389, #135`,
  },
  {
    id: 'int-260',
    where: 'last step',
    printed: 'One link, without resource instances.',
    judged: 'Links are compared as a set: from 1.1 on, resource instances may be listed beside it.',
    source: 'Core 1.1.1 §6.3.2',
  },
  {
    id: 'int-260',
    where: 'lists',
    printed: 'The Manufacturer /3/0/0 is missing.',
    judged: 'Further resources may be listed.',
    source: 'ETS int-260',
  },
  {
    id: 'int-261',
    where: 'last criterion',
    printed: 'Attributes of a link are separated by &.',
    judged: 'By semicolons (RFC 6690 §2); links are compared as a set.',
    source: 'RFC 6690 §2',
  },
  {
    id: 'int-264',
    where: 'criterion',
    printed: "Discover shows the Server's default periods at the object.",
    judged: 'It may; only what was attached must be shown.',
    source: 'ETS int-266, which shows none',
  },
  {
    id: 'int-266',
    where: 'last criterion',
    printed: 'What was attached to /3 stands at /3/0, and /3 is missing.',
    judged: 'Each level shows what was attached to it, as in int-264.',
    source: 'Core 1.2 §6.3.2',
  },
  {
    id: 'int-301',
    where: 'criterion',
    printed: 'The Server keeps receiving and showing both values.',
    judged: 'Also that pmin and pmax are kept, as the Core specification has them.',
    source: 'Core 1.1.1 §5.1.2',
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
    id: 'int-1630',
    where: '1630-SetOfValues',
    printed:
      'A transcript gives 80 as type octet of the multiple resource, beside a length octet of its own.',
    judged: '88: bits 4-3 announce one length octet.',
    source: 'Core 1.1.1 §7.4.3',
  },
  {
    id: 'int-1630',
    where: 'step 2',
    printed: 'Instance 1 is created.',
    judged: 'Another one, where the device has an instance 1 of its own.',
    source: 'our choice',
  },
  {
    id: 'int-1630',
    where: 'configuration C.12',
    printed: '"Host Develce Manufacturer #1".',
    judged: '"Host Device Manufacturer #1".',
    source: 'ETS annex C',
  },
  {
    id: 'int-1635',
    where: 'criterion',
    printed: '2.04 Deleted.',
    judged: '2.02 Deleted (Transport 1.1.1 §6.7).',
    source: 'Transport 1.1.1 §6.7',
  },
  {
    id: 'int-1635',
    where: 'steps',
    printed: 'All instances there are get deleted.',
    judged: 'Two instances made for the purpose are deleted, so that the device keeps its own.',
    source: 'our choice',
  },
]

/** Errata that concern a case. */
export function errataOf(id: string): readonly Erratum[] {
  return errata.filter((erratum) => erratum.id === id)
}
