import { check, type LadderMessage, optionNumbers, type Reply, replyText, testCase } from '#testcase'

const isObserve = ({ number }: { readonly number: number }) => number === optionNumbers.observe

const observed = check<Reply>('2.05 with an Observe option', (reply) => {
  if (reply.code !== '2.05') return replyText(reply)
  return reply.options.some(isObserve) ? undefined : 'no Observe option'
})

export default testCase({
  purposeId: 'TP/COAP/MSG/BV-08',
  title: 'Observe with an empty token',
  purpose: 'A token of no octets is a token: an observation can have it.',
  area: 'CoAP',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'RFC 7252 §5.3.1' }, { clause: 'RFC 7641 §4.1' }],
  judges: ['client'],
  dependsOn: [101],
  impact: 'none',
  steps: [
    'The Server observes /3/0/16, with a token of eight octets, and cancels it.',
    'It does so again, with an empty token.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'grants an Observe with an empty token as it does another',
      clause: 'RFC 7641 §4.1',
    },
  },
  async body({ client, wire, doesNotApply }) {
    await client.isRegistered()
    const read = await wire.harmless()
    const observe = async (token: Uint8Array) => {
      const ask = (what: string, wanted: Pick<LadderMessage, 'observe'>) =>
        wire.sends(`${what} of /3/0/16, token of ${token.length} octets`, { ...read, ...wanted, token })
      const asked = ask('an Observe', { observe: 0 }).responded
      const reply = await asked.happens()
      await ask('a cancellation', { observe: 1 }).responded.happens()
      return { asked, reply }
    }
    const { reply } = await observe(Uint8Array.of(1, 2, 3, 5, 8, 13, 21, 34))
    if (!reply.options.some(isObserve)) doesNotApply('it declines to have /3/0/16 observed', reply.frame)
    const { asked } = await observe(new Uint8Array())
    await client.must('A', asked, observed)
  },
})
