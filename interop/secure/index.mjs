import { aiocoap } from './aiocoap.mjs'
import { californium } from './californium.mjs'
import { gnutls } from './gnutls.mjs'
import { leshan } from './leshan.mjs'
import { libcoap } from './libcoap.mjs'
import { nodeDtlsClient } from './node-dtls-client.mjs'
import { openssl } from './openssl.mjs'
import { pion } from './pion.mjs'

/** Whom DTLS and OSCORE of the suite are held against. @type {readonly import('./trial.mjs').SecurePeer[]} */
export const securePeers = [leshan, openssl, gnutls, ...libcoap, nodeDtlsClient, pion, aiocoap, californium]
