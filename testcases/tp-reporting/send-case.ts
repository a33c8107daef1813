import type { CaseDefinition } from '#testcase'

/** What the purposes on Send have in common that judge a Server. */
export const sending = {
  area: 'Information reporting',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.4.6' }, { clause: 'Transport 1.1.1 §6.7' }],
  judges: ['server'],
  selection: { server: ['SEND'] },
  dependsOn: [101, 306],
  impact: 'none',
} as const satisfies Partial<CaseDefinition<string>>
