import { type Body, check, code, has, lacks } from '#testcase'
import { esimCase } from './esim-case.ts'

function shows(eid: string | undefined) {
  return check<Body>(eid === undefined ? 'an EID of 32 digits' : `the EID ${eid}`, ({ nodes }) => {
    const shown = nodes.find(({ path }) => path[2] === 1)?.value?.value
    const isRight = eid === undefined ? /^\d{32}$/.test(String(shown)) : shown === eid
    return isRight ? undefined : String(shown)
  })
}

export default esimCase({
  number: 102,
  title: 'What the mailbox shows',
  purpose: 'The mailbox shows its state, the EID and the message of the IPA, and nothing else.',
  steps: ['The Server reads /3443/0.'],
  criteria: {
    A: { text: 'gives State, EID and IPA message', clause: 'Object 3443 1.0 resources 0, 1, 3' },
    B: { text: 'gives neither eIM message nor Clear IPA message', clause: 'Core 1.1.1 §6.3.1' },
    C: { text: 'shows the EID of its eUICC', clause: 'Object 3443 1.0 resource 1' },
  },
  async body({ client, server, eim }) {
    const { answered } = server.reads(eim.mailbox)
    await client.must('A', answered, code('2.05'), has('/3443/0/0', '/3443/0/1', '/3443/0/3'))
    await client.must('B', answered, lacks('/3443/0/2', '/3443/0/4'))
    await client.must('C', answered, shows(eim.facts?.eid))
  },
})
