import { code, noLinks } from '#testcase'
import { instanceFormat } from '../formats.ts'
import { accessCase, deviceOfTheFirst, ids, isRefused, may, meetsBoth, sets } from './access-case.ts'

const id = 204

export default accessCase({
  id: 'BI-02',
  title: 'Rights that only others have',
  purpose: 'Nobody creates without C, and nobody gives rights on what another owns.',
  needs: ['OBJ.16'],
  steps: [
    'The Client is bootstrapped with accounts for two Servers: the first owns the rights on the Device, and alone may create on /16.',
    `The second creates /16/${id}, and discovers /16.`,
    'It sets its rights on the Device.',
  ],
  criteria: {
    A: { judged: 'client', text: 'refuses a Create with 4.01 without C', clause: 'Core 1.1.1 Appendix E.3' },
    B: { judged: 'client', text: 'creates nothing', clause: 'Core 1.1.1 Appendix E.3' },
    C: {
      judged: 'client',
      text: 'refuses 4.01 to a Server that sets rights on what it does not own',
      clause: 'Core 1.1.1 §8.1',
      unverified: 'the wording is not at hand',
    },
  },
  async body(scene) {
    const { client, second } = scene
    const how = { ...(await instanceFormat(scene)), keep: true } as const
    const onlyFirst = { object: 16, instance: 65535, rights: { [ids.first]: may.create } } as const
    await meetsBoth(scene, [deviceOfTheFirst, onlyFirst])
    const create = second.server.creates('/16', { [`${id}/0/0`]: 'first' }, how)
    const { code: created } = await client.must('A', create.answered, isRefused)
    await client.must('B', second.server.discovers('/16').answered, code('2.05'), noLinks(`/16/${id}`))
    if (created === '2.01') await second.server.deletes(`/16/${id}`).answered.happens()
    const all = await sets(scene, second.server, '/2/1', { [ids.second]: 31 })
    await client.must('C', all.answered, isRefused)
  },
})
