import { testCase } from '#testcase'
import { aboutHandshakes } from './handshake-case.ts'
import { granted } from './record-case.ts'

const clause = 'RFC 5246 §7.4.9'

/** As often does our end send the flight that lacks its Finished: for some four seconds. */
const transmissions = 2

export default testCase({
  ...aboutHandshakes,
  // What a Server is asked here is an Update.
  dependsOn: [101, 'int-102 D'],
  purposeId: 'TP/SEC/DTLS/FINISHED/BI-02',
  title: 'A request before the Finished',
  purpose: 'A Server does nothing that it is asked for before it has the Finished of a handshake.',
  reference: [{ clause }],
  judges: ['server'],
  channel: { only: ['psk', 'rpk', 'x509'], why: 'it is about handshakes of DTLS' },
  steps: [
    'The Client is registered, and begins another handshake: its Finished never comes.',
    'It has a whole handshake, and sends an Update for the registration that it has: this Server knows it still.',
    'The Client begins a handshake once more: under its keys comes a De-register where its Finished is due.',
    'It has a whole handshake, and sends an Update for the registration.',
  ],
  criteria: {
    A: {
      judged: 'server',
      text: 'knows the registration still: it did not do what came without a Finished',
      clause,
    },
  },
  async body({ client, server, dtls, wire, cannotJudge }) {
    await client.isRegistered()
    const update = await wire.harmless()
    const deregister = wire.octets({ code: '0.04', path: update.path ?? [] })
    const returnsAfter = async (what: string, insteadOfFinished: readonly Uint8Array[]) => {
      await dtls.attempts(what, { insteadOfFinished, transmissions }).happens()
      const { outcome } = await dtls.attempts('gives its Finished').happens()
      if (outcome !== 'established') cannotJudge('the handshake afterwards comes to nothing')
      return wire.sends('an Update of the registration that it had', update).responded
    }
    const usual = await (await returnsAfter('gives no Finished', [])).happens()
    if (granted.verify(usual) !== undefined)
      cannotJudge('it knows a registration in its own association alone')
    await server.must(
      'A',
      await returnsAfter('asks for its De-register without a Finished', [deregister]),
      granted,
    )
  },
})
