import { code, testCase } from '#testcase'
import { C5 } from '../configurations/c5.ts'
import { listAndProfile, listsNoneOfIts, profile, profileId, speaks12 } from './profile.ts'

export default testCase({
  number: 111,
  title: 'Registration with Profile ID and object list',
  purpose: 'A Client that has more than its profile stands for lists the rest, and the Server knows of both.',
  area: 'Registration',
  editions: ['1.2'],
  reference: [{ clause: 'Core 1.2 §6.2.1' }],
  judges: ['server', 'client'],
  selection: { client: ['PID'], server: ['PID'] },
  stimuli: { server: ['read'] },
  dependsOn: ['int-101 A'],
  configuration: C5,
  impact: 'none',
  steps: [
    'Client and Server know a Profile ID that stands for /1/0 and /3/0 (in the ETS 6:27354b9a).',
    'The Client registers with pid and lists /4/0; the Server takes it in.',
    'The Server reads of both: /3/0/16 and /4/0/2.',
  ],
  criteria: {
    A: { judged: 'client', text: 'states LwM2M 1.2', clause: 'Core 1.2 §6.2.1' },
    B: { judged: 'client', text: 'states a Profile ID as they are written', clause: 'Core 1.2 §6.2.1' },
    C: { judged: 'client', text: 'lists only what the profile lacks', clause: 'Core 1.2 §6.2.1' },
    D: { judged: 'server', text: 'answers 2.01 Created', clause: 'Transport 1.2 §6.7' },
    E: {
      judged: 'server',
      text: 'takes the objects of the profile for the Client’s: reads /3/0/16',
      clause: 'Core 1.2 §6.2.1',
    },
    F: {
      judged: 'server',
      text: 'takes the objects of the list for the Client’s: reads /4/0/2',
      clause: 'Core 1.2 §6.2.1',
    },
  },
  async body({ client, server, iut, doesNotApply, cannotJudge }) {
    if (iut.includes('server')) {
      const { answered } = client.registers({ profile })
      const { code: seen, frame } = await answered.happens()
      if (seen === '4.09')
        doesNotApply('the Server does not know the profile, which it may not (4.09)', frame)
      await server.must('D', answered, code('2.01'))
      if (seen !== '2.01') cannotJudge('our Client is not registered')
      await server.must('E', server.reads('/3/0/16').sent)
      await server.must('F', server.reads('/4/0/2').sent)
      return
    }
    const register = client.registration('by-profile')
    const stated = await register.happens()
    const known = listAndProfile(stated)
    const further = known.listed.filter((path) => known.profile?.includes(path) !== true)
    if (further.length === 0) doesNotApply('its profile stands for all that it has (int-110)', stated.frame)
    await client.must('A', register, speaks12)
    await client.must('B', register, profileId)
    if (known.profile === undefined)
      cannotJudge(`what ${stated.registration.pid} stands for is unknown: tell it in the IXIT (profiles)`)
    await client.must('C', register, listsNoneOfIts)
  },
})
