import { code, holds, request, testCase } from '#testcase'
import { hasAnotherLifetime } from '../1xx-registration/lifetime.ts'
import { identities } from '../16xx-portfolio/identities.ts'
import { C1Portfolio } from '../configurations/c1-portfolio.ts'
import { senmlFormats } from '../formats.ts'

const texts = ['aa', 'bb', 'cc', 'dd']

export default testCase({
  number: 230,
  title: 'Write-Composite Operation',
  purpose: 'Resources of two objects are written in one request.',
  area: 'Device management',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.3.9' }, { clause: 'Transport 1.1.1 Table 6.4.4-1' }],
  judges: ['client', 'server'],
  selection: { client: ['WRITE-COMPOSITE', 'OBJ.16'], server: ['WRITE-COMPOSITE'] },
  stimuli: { server: ['write-composite'] },
  dependsOn: [101],
  configuration: C1Portfolio,
  impact: 'settings',
  steps: [
    'The Server sends an iPATCH with a lifetime of 61, storing true, and identities aa, bb, cc and dd.',
    'The Client sends an Update with the new lifetime.',
    'The Server reads /1/0 and /16.',
  ],
  criteria: {
    A: {
      judged: 'server',
      text: 'sends one iPATCH to the root path with all values',
      clause: 'Transport 1.1.1 Table 6.4.4-1',
    },
    B: { judged: 'client', text: 'answers the Write with 2.04', clause: 'Transport 1.1.1 §6.7' },
    C: { judged: 'client', text: 'sends an Update with lt=61', clause: 'Core 1.1.1 §6.2.2' },
    D: { judged: 'server', text: 'answers the Update with 2.04', clause: 'Transport 1.1.1 §6.7' },
    E: {
      judged: 'client',
      text: 'holds all values, and the others as they were',
      clause: 'Core 1.1.1 §6.3.9',
    },
  },
  async body(scene) {
    const { client, server, iut } = scene
    await client.isRegistered()
    const [format] = iut.includes('client') ? await senmlFormats(scene) : []
    await hasAnotherLifetime(scene, 61)
    const one = await client.serverInstance()
    const written = await identities(scene)
    const changed = {
      [`${one}/1`]: 61,
      [`${one}/6`]: true,
      ...Object.fromEntries(written.map((path, index) => [path, texts[index] ?? ''])),
    }
    const untouched = iut.includes('client') ? await client.saves(one, 0, 7) : {}
    const content = Object.fromEntries(Object.entries(changed).map(([path, value]) => [path.slice(1), value]))
    const write = server.writesComposite(content, format === undefined ? {} : { format })
    await server.must('A', write.sent, request('iPATCH', '/'), holds(changed))
    await client.must('B', write.answered, code('2.04'))
    const update = client.updates({ lifetime: 61 }).after(write.sent)
    await client.must('C', update.sent)
    await server.must('D', update.answered, code('2.04'))
    if (!iut.includes('client')) return
    for (const path of [one, '/16']) {
      const below = Object.entries({ ...untouched, ...changed }).filter(([to]) => to.startsWith(`${path}/`))
      await client.must('E', server.reads(path).answered, code('2.05'), holds(Object.fromEntries(below)))
    }
  },
})
