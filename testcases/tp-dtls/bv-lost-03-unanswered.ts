import { check, firstOf, type Handshake, testCase } from '#testcase'
import { hasAnotherLifetime } from '../1xx-registration/lifetime.ts'
import { C1 } from '../configurations/c1.ts'
import { waits } from '../waits.ts'
import { aboutHandshakes } from './handshake-case.ts'

const another = check<readonly Handshake[]>('another association', (handshakes) =>
  handshakes.some(({ outcome }) => outcome === 'established') ? undefined : 'none',
)

export default testCase({
  ...aboutHandshakes,
  purposeId: 'TP/SEC/DTLS/LOST/BV-03',
  title: 'An association that the Server lost',
  purpose: 'A Client whose records are not answered any more begins anew, and registers.',
  reference: [
    { clause: 'Core 1.1.1 §6.2.2' },
    { clause: 'Transport 1.1.1 §6.4.3' },
    { clause: 'RFC 7252 §4.8.2' },
  ],
  judges: ['client'],
  channel: { only: ['psk', 'rpk', 'x509'], why: 'it is about associations of DTLS' },
  dependsOn: [101, 102],
  configuration: C1,
  impact: 'settings',
  steps: [
    'The Client is registered with a short lifetime, over an association.',
    'The Server loses the association without a word: what comes within is not answered.',
    'The Client sends its next Update in vain.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'begins another association when its Update is not answered',
      clause: 'Core 1.1.1 §6.2.2',
      // It follows from that it is to keep its registration, which it can by no other way.
      level: 'SHOULD',
    },
    B: {
      judged: 'client',
      text: 'registers within the other association, as an Update is not enough',
      clause: 'Transport 1.1.1 §6.4.3',
    },
  },
  async body(scene) {
    const { client, server, dtls, seconds, cannotJudge } = scene
    const lifetime = seconds(waits.forgottenLifetime)
    await client.isRegistered()
    await hasAnotherLifetime(scene, lifetime)
    const write = server.writes(`${await client.serverInstance()}/1`, lifetime)
    await write.answered.happens()
    const { sent } = client.updates({ lifetime }).after(write.sent)
    await sent.happens()
    const heard = dtls.heard()
    dtls.loses()
    // Whatever it says within the former one is not seen.
    const patience = lifetime + seconds(waits.unanswered)
    const back = firstOf(client.registers().within(patience).sent, client.updates().within(patience).sent)
    const isBack = await back.comes()
    await client.must(
      'A',
      sent.map('its handshakes since', () => heard.handshakes),
      another,
    )
    if (!isBack) cannotJudge('it says nothing within another association')
    await client.must('B', client.registers().sent)
  },
})
