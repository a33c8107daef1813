/**
 * Faults of public releases that the suite has to find, and to find no more in the release that mended them. In each
 * case the two releases answer to the same host code and the same cases.
 * @typedef {object} Pair
 * @property {string} fault what the faulty release does on the wire
 * @property {string} source where it was reported or mended
 * @property {string} [row] of the list of field bugs, where it is one of them
 * @property {string} faulty name of a peer
 * @property {string} fixed name of a peer
 * @property {string} id the case that finds it
 * @property {string} letter its criterion
 *
 * @type {readonly Pair[]}
 */
export const pairs = [
  {
    fault: 'TLV of an object has no Object Instance TLV',
    source: 'eclipse-leshan/leshan#463',
    row: 'BUG-087',
    faulty: 'leshan-client-1.0.0-M3',
    fixed: 'leshan-client-1.0.0-M9',
    id: 'TP/DM/READ/BV-01',
    letter: 'A',
  },
  {
    fault: 'a new instance is not followed by an Update',
    source: 'eclipse-leshan/leshan#433',
    row: 'BUG-042',
    faulty: 'leshan-client-1.0.0-M12',
    fixed: 'leshan-client-1.0.0',
    id: 'TP/DM/CREATE/BV-01',
    letter: 'C',
  },
  {
    fault: 'instances with ids of two digits break the Read in SenML',
    source: 'eclipse-leshan/leshan#1024',
    row: 'BUG-119',
    faulty: 'leshan-client-2.0.0-M2',
    fixed: 'leshan-client-2.0.0-M18',
    id: 'TP/DM/TYPES/BV-09',
    letter: 'J',
  },
  {
    fault: 'a blank follows the comma between links',
    source: 'eclipse-leshan/leshan#775',
    row: 'BUG-046',
    faulty: 'leshan-client-1.0.0-M12',
    fixed: 'leshan-client-1.0.0',
    id: 'int-101',
    letter: 'H',
  },
  {
    fault: 'a new Lifetime is not followed by an Update',
    source: 'eclipse-leshan/leshan#433',
    row: 'BUG-036',
    faulty: 'leshan-client-1.0.0-M12',
    fixed: 'leshan-client-1.0.0',
    id: 'int-102',
    letter: 'C',
  },
  {
    fault: 'base name and names of the old JSON do not join to paths',
    source: 'eclipse-leshan/leshan#651',
    row: 'BUG-118',
    faulty: 'leshan-client-1.0.0-M12',
    fixed: 'leshan-client-1.0.0',
    id: 'int-204',
    letter: 'B',
  },
  {
    fault: 'opaque values travel in SenML-CBOR as base64 text, and byte strings are refused',
    source: 'eclipse-leshan/leshan#984',
    row: 'BUG-121',
    faulty: 'leshan-client-2.0.0-M2',
    fixed: 'leshan-client-2.0.0-M4',
    id: 'TP/DM/TYPES/BV-10',
    letter: 'F',
  },
  {
    fault: 'opaque values travel in SenML-JSON in the wrong base64 alphabet',
    source: 'eclipse-leshan/leshan#1325',
    row: 'BUG-124',
    faulty: 'leshan-client-2.0.0-M4',
    fixed: 'leshan-client-2.0.0-M18',
    id: 'TP/DM/TYPES/BV-09',
    letter: 'F',
  },
  {
    fault: 'a partial Write of a multiple resource takes away the instances that it does not name',
    source: 'eclipse-leshan/leshan#1037',
    faulty: 'leshan-client-2.0.0-M2',
    fixed: 'leshan-client-2.0.0-M4',
    id: 'TP/DM/WRITE/BV-02',
    letter: 'C',
  },
  {
    fault: 'Write-Attributes is answered 5.00',
    source: 'eclipse-leshan/leshan#534',
    faulty: 'leshan-client-2.0.0-M4',
    fixed: 'leshan-client-2.0.0-M18',
    id: 'int-260',
    letter: 'D',
  },
  {
    fault: 'an Execute with malformed arguments is carried out',
    source: 'eclipse-leshan/leshan#1097',
    faulty: 'leshan-client-2.0.0-M4',
    fixed: 'leshan-client-2.0.0-M18',
    id: 'TP/DM/EXECUTE/BI-01',
    letter: 'A',
  },
  {
    fault: 'an Update by POST is refused',
    source: 'telefonicaid/lwm2m-node-lib#106',
    row: 'BUG-053',
    faulty: 'lwm2m-node-lib-1.0.0',
    fixed: 'lwm2m-node-lib-1.4.0',
    id: 'int-102',
    letter: 'D',
  },
  {
    fault: 'a last block that is full announces another',
    source: 'mcollina/node-coap 16e19a4',
    row: 'BUG-209',
    faulty: 'node-coap-0.23.1',
    fixed: 'node-coap-0.24.0',
    id: 'TP/COAP/BLOCK/BV-03',
    letter: 'C',
  },
  {
    fault: 'a Register of an unknown enabler version is taken in',
    source: 'eclipse-leshan/leshan#281',
    row: 'BUG-051',
    faulty: 'leshan-server-2.0.0-M14',
    fixed: 'leshan-server-2.0.0-M18',
    id: 'TP/REG/REFUSAL/BI-01',
    letter: 'A',
  },
  {
    fault: 'a repeated critical option is not seen',
    source: 'eclipse-californium/californium#2345',
    faulty: 'leshan-server-2.0.0-M14',
    fixed: 'leshan-server-2.0.0-M18',
    id: 'TP/COAP/MSG/BI-02',
    letter: 'B',
  },
  {
    fault: 'an unknown method is answered 4.02',
    source: 'eclipse-californium/californium#2346',
    faulty: 'leshan-server-2.0.0-M14',
    fixed: 'leshan-server-2.0.0-M18',
    id: 'TP/COAP/MSG/BI-03',
    letter: 'B',
  },
]

/**
 * How a pair came out, as far as both were run.
 * @param {Pair} pair
 * @param {ReadonlyMap<string, readonly import('./suite.mjs').CaseRecord[]>} runs by peer
 */
export function outcomeOf({ faulty, fixed, id, letter }, runs) {
  /** @param {string} name */
  const of = (name) =>
    runs
      .get(name)
      ?.find((found) => found.id === id)
      ?.criteria.find((criterion) => criterion.letter === letter)?.verdict ?? 'not judged'
  const [before, after] = [of(faulty), of(fixed)]
  return { before, after, isShown: before === 'FAIL' && after === 'PASS' }
}
