/**
 * @typedef {object} PeerFacts
 * @property {string} name names its expectations in `expected/` too
 * @property {'1.0' | '1.1'} lwm2m the enabler version that it speaks
 * @property {string} [claims] names the ICS in `claims/`; without one everything is looked for
 * @property {readonly (string | undefined)[]} [runs] selections of cases, a run each; without one the whole profile,
 * or what of it the other runs leave. A second run judges what a FAIL of the first would have barred
 * @property {true} [strict] what it SHOULD do fails it, too
 * @property {{ scheme: string, words: readonly string[] }} [channel] how it is spoken to, where not in the clear
 *
 * @typedef {object} LaunchCommands words with `{uri}`, `{bootstrapUri}` and `{endpoint}` to be filled in by the suite
 * @property {readonly string[]} launch
 * @property {readonly string[]} [launchBootstrap] of an implementation that bootstraps
 *
 * @typedef {PeerFacts & {
 *   judged: 'client',
 *   install(): Promise<LaunchCommands>,
 * }} ClientPeer
 *
 * @typedef {object} Start
 * @property {number} port UDP, where it is to listen on 127.0.0.1
 * @property {number} web TCP, where it is to be told what to do
 * @property {string} log the file for its output
 *
 * @typedef {PeerFacts & {
 *   judged: 'server' | 'bootstrap',
 *   upperTester?: (web: number) => string,
 *   install(): Promise<{ start(options: Start): Promise<import('../tools/process.mjs').Running> }>,
 * }} ServerPeer
 *
 * @typedef {ClientPeer | ServerPeer} Peer
 */

import { leshanClient } from './leshan-client.mjs'
import { leshanBootstrapServer, leshanDemoServer, leshanServer } from './leshan-server.mjs'
import { lwm2mNodeLib, lwm2mNodeLibClient } from './lwm2m-node-lib.mjs'
import { nodeCoap } from './node-coap.mjs'

/**
 * What a device is judged by, in runs that go on side by side, the longest first: the whole profile but the cases that
 * need a smartcard or half an hour (3, 7), and of bootstraps that are refused or break off, which leave this device dead
 * for minutes. Apart from int-301, its FAIL bars nothing.
 */
const allOfADevice = [
  '101,102,104,105,TP/REG/SILENT/*',
  '101,TP/REG/AGAIN/*,TP/REG/DISABLE/*,TP/REG/REFUSED/*,TP/REG/RETRY/*,TP/REG/ROOT/*,TP/REG/UPDATE/*',
  '101,6xx,7xx,8xx,9xx,1xxx,2xxx,TP/REG/ORDER/*',
  '101,TP/OBJ/*,TP/DEF/*',
  '101,2xx,TP/DM/*',
  '101,301..313',
  'TP/COAP/MSG/*,TP/COAP/FORM/*,TP/COAP/ALIVE/*',
  'TP/COAP/BLOCK/*',
  '0,4..6,8..12,1xx',
  '101,TP/REP/*',
  '101,TP/BS/DELETE/*,TP/BS/DISCOVER/*,TP/BS/READ/*,TP/BS/WRITE/*,TP/BS/PEER/*,TP/BS/PACK/*',
]
const typesOf3441 = '101,TP/DM/TYPES/BV-01,TP/DM/TYPES/BV-02,TP/DM/TYPES/BV-03,TP/DM/TYPES/BV-04'

/** Every public implementation that the suite is run against, what takes longest first. @type {readonly Peer[]} */
export const peers = [
  leshanServer('2.0.0-M18'),
  leshanServer('2.0.0-M14'),
  lwm2mNodeLib('1.4.0', {
    runs: [
      '101',
      '102..104,301,302,303',
      'TP/COAP/MSG/BI-01,TP/COAP/MSG/BI-02,TP/COAP/MSG/BI-04,TP/COAP/MSG/BI-05,TP/COAP/MSG/BV-*,TP/REG/AGAIN/*,TP/REG/DEREGISTER/*,TP/REG/EXPIRY/*,TP/REG/LIST/*,TP/REG/REFUSAL/*',
    ],
  }),
  // What it fails stands alone, so that it bars nothing.
  lwm2mNodeLibClient('1.4.0', {
    runs: [
      '101',
      '104,201',
      '203',
      '102,103,680,TP/COAP/BLOCK/BI-01,TP/COAP/BLOCK/BV-01,TP/COAP/MSG/BI-01,TP/COAP/MSG/BI-02,TP/COAP/MSG/BI-04,TP/COAP/MSG/BI-05,TP/COAP/MSG/BV-01,TP/COAP/MSG/BV-02,TP/COAP/MSG/BV-03,TP/COAP/MSG/BV-04,TP/COAP/MSG/BV-05,TP/COAP/MSG/BV-06,TP/OBJ/DEVICE/BV-03,TP/REG/UPDATE/*,TP/COAP/ALIVE/*,TP/COAP/FORM/*',
      'TP/COAP/MSG/BV-07',
      'TP/COAP/MSG/BV-08',
      'TP/COAP/MSG/BV-09',
      'TP/COAP/MSG/BV-10',
    ],
  }),
  leshanClient('2.0.0-M18', { runs: allOfADevice }),
  leshanClient('1.5.0', { runs: [...allOfADevice, typesOf3441] }),
  leshanBootstrapServer(),
  leshanDemoServer(),
  // Faulty releases and the ones that mended them; see pairs.mjs.
  leshanClient('1.0.0-M3', { runs: ['TP/DM/READ/BV-01'] }),
  leshanClient('1.0.0-M9', { runs: ['TP/DM/READ/BV-01'] }),
  leshanClient('1.0.0-M12', { strict: true, runs: ['TP/DM/CREATE/BV-01', '101', '102,204'] }),
  leshanClient('1.0.0', { strict: true, runs: ['TP/DM/CREATE/BV-01', '101', '102,204'] }),
  leshanClient('2.0.0-M2', { runs: ['101,TP/DM/TYPES/BV-09,TP/DM/TYPES/BV-10,TP/DM/WRITE/BV-02'] }),
  leshanClient('2.0.0-M4', {
    runs: [
      '101,260,TP/DM/TYPES/BV-09,TP/DM/TYPES/BV-10,TP/DM/WRITE/BV-02,TP/DM/EXECUTE/BI-01,TP/COAP/BLOCK/BI-01',
    ],
  }),
  lwm2mNodeLib('1.0.0', { runs: ['101', '102'] }),
  nodeCoap('0.23.1', { runs: ['TP/COAP/BLOCK/BV-03'] }),
  nodeCoap('0.24.0', { runs: ['TP/COAP/BLOCK/BV-03'] }),
]
