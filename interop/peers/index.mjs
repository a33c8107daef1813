/**
 * @typedef {object} PeerFacts
 * @property {string} name names its expectations in `expected/` too
 * @property {'1.0' | '1.1'} lwm2m the enabler version that it speaks
 * @property {string} [cases] a selection; default: all of the profile
 *
 * @typedef {object} LaunchCommands words with `{uri}`, `{bootstrapUri}` and `{endpoint}` to be filled in by the suite
 * @property {readonly string[]} launch
 * @property {readonly string[]} launchBootstrap
 *
 * @typedef {PeerFacts & {
 *   judged: 'client',
 *   allow: readonly string[],
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
import { leshanBootstrapServer, leshanServer } from './leshan-server.mjs'
import { lwm2mNodeLib } from './lwm2m-node-lib.mjs'

/** Every public implementation that the suite is run against. @type {readonly Peer[]} */
export const peers = [
  leshanClient('2.0.0-M18'),
  leshanClient('1.5.0'),
  leshanServer(),
  leshanBootstrapServer(),
  // Faulty releases and the ones that mended them; see pairs.mjs.
  leshanClient('1.0.0-M12'),
  leshanClient('1.0.0'),
  leshanClient('2.0.0-M2'),
  leshanClient('2.0.0-M4'),
  lwm2mNodeLib('1.0.0'),
  lwm2mNodeLib('1.4.0'),
]
