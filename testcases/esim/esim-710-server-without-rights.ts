import { code } from '#testcase'
import { joinsBoth } from '../9xx-several-servers/joins.ts'
import { esimCase } from './esim-case.ts'
import { infoRequestOctets } from './messages.ts'

/** Read, Write and Execute (Core 1.1.1 Appendix E.3). */
const all = 7
const read = 1

export default esimCase({
  number: 710,
  title: 'A Server without rights on the mailbox',
  purpose: 'Only the Server of the eIM leaves messages.',
  impact: 'bootstrap',
  needs: ['BOOTSTRAP', 'SERVERS', 'OBJ.2'],
  dependsOn: [0, 4, 950],
  steps: [
    'The Client is bootstrapped with accounts for two Servers; the second may only read the mailbox.',
    'The second writes a message to /3443/0/2.',
  ],
  criteria: {
    A: { text: 'refuses the message with 4.01', clause: 'Core 1.1.1 Appendix E.3' },
  },
  async body(scene) {
    const { client, second } = scene
    await joinsBoth(scene, [{ object: 3443, instance: 0, owner: 1, rights: { 1: all, 2: read } }])
    await client.registers().sent.happens()
    await second.registers().sent.happens()
    const how = { format: 'opaque', keep: true } as const
    await client.must('A', second.server.writes('/3443/0/2', infoRequestOctets, how).answered, code('4.01'))
  },
})
