import { testCase } from '#testcase'

export default testCase({
  number: 10,
  title: 'Client Initiated Bootstrap Full (EST)',
  purpose: 'A Client enrols for its certificate in a bootstrap, and registers with it.',
  area: 'Bootstrap',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 Appendix E.1 resource 2' }],
  judges: ['client', 'bootstrap', 'server'],
  selection: { client: ['EST'], bootstrap: ['EST'], server: ['EST'] },
  impact: 'none',
  steps: ['Nothing: this suite has no EST.'],
  criteria: {},
  async body({ cannotJudge }) {
    cannotJudge('tester has no EST')
  },
})
