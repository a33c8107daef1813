import type { SelfTestResult } from './matrix.ts'

/** The self-test as text: sound peers, mutants, coverage of criteria, and what there is to complain of. */
export function matrixText({ full, seed, sound, mutants, criteria, complaints }: SelfTestResult): string {
  const caught = mutants.filter(({ trips, tripped }) => trips.every((trip) => tripped.includes(trip)))
  const covered = criteria.filter((criterion) => criterion.mutants.length > 0)
  const width = Math.max(0, ...mutants.map(({ id }) => id.length))
  return [
    `Self-test, ${full ? 'every mutant on all cases' : 'each mutant on its own cases'}, seed ${seed}`,
    '',
    'Sound peers',
    ...sound.map(
      ({ chair, peer, lwm2m, passed, notApplicable, others }) =>
        `  ${others.length === 0 ? 'ok  ' : 'FAIL'} ${chair} ${lwm2m} (${peer}): ${passed} passed, ${notApplicable} not applicable${others.length === 0 ? '' : `, ${others.length} others`}`,
    ),
    '',
    'Mutants',
    ...mutants.map(
      ({ id, chair, title, tripped, isAsNamed }) =>
        `  ${isAsNamed ? 'ok  ' : 'FAIL'} ${id.padEnd(width)} ${chair}: ${title} -> ${tripped.join(', ') || 'nothing'}`,
    ),
    '',
    `${caught.length} of ${mutants.length} mutants caught; ${covered.length} of ${criteria.length} criteria have a mutant.`,
    ...(complaints.length === 0
      ? ['No complaints.']
      : ['', `${complaints.length} complaints`, ...complaints.map((complaint) => `  ${complaint}`)]),
    '',
  ].join('\n')
}
