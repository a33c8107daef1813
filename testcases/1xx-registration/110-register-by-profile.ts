import { check, code, type Registering, testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'
import { listAndProfile, profile, profileId, speaks12 } from './profile.ts'

const noList = check<Registering>('no object list', ({ links, payload }) =>
  payload.length === 0 ? undefined : `a list: ${links.map(({ target }) => `<${target}>`).join()}`,
)

export default testCase({
  number: 110,
  title: 'Initial Registration using Profile ID',
  purpose: 'A Client names the profile that stands for all its objects, instead of listing them.',
  area: 'Registration',
  editions: ['1.2'],
  reference: [{ clause: 'Core 1.2 §6.2.1' }],
  judges: ['server', 'client'],
  selection: { client: ['PID'], server: ['PID'] },
  dependsOn: ['int-101 A'],
  configuration: C1,
  impact: 'none',
  steps: [
    'Client and Server know a Profile ID that stands for /1/0 and /3/0 (in the ETS 6:27354b9a).',
    'The Client registers with pid and without an object list; the Server takes it in.',
  ],
  criteria: {
    A: { judged: 'client', text: 'states LwM2M 1.2', clause: 'Core 1.2 §6.2.1' },
    B: { judged: 'client', text: 'states a Profile ID as they are written', clause: 'Core 1.2 §6.2.1' },
    C: { judged: 'client', text: 'sends no object list beside it', clause: 'Core 1.2 §6.2.1' },
    D: { judged: 'server', text: 'answers 2.01 Created', clause: 'Transport 1.2 §6.7' },
  },
  async body({ client, server, iut, doesNotApply, cannotJudge }) {
    if (iut.includes('server')) {
      const { answered } = client.registers({ profile })
      const { code: seen, frame } = await answered.happens()
      if (seen === '4.09')
        doesNotApply('the Server does not know the profile, which it may not (4.09)', frame)
      await server.must('D', answered, code('2.01'))
      return
    }
    const register = client.registration('by-profile')
    const stated = await register.happens()
    const known = listAndProfile(stated)
    const further = known.listed.find((path) => known.profile?.includes(path) !== true)
    if (further !== undefined)
      doesNotApply(`it has more than the profile: ${further} (int-111)`, stated.frame)
    await client.must('A', register, speaks12)
    await client.must('B', register, profileId)
    if (known.profile === undefined)
      cannotJudge(`what ${stated.registration.pid} stands for is unknown: tell it in the IXIT (profiles)`)
    await client.must('C', register, noList)
  },
})
