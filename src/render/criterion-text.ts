import type { CaseRecord, CriterionRecord } from '#record'
import { printable, referenceText } from './words.ts'

/** A criterion in a few lines of plain text: requirement, clause, and unless it passed what was expected, seen and is to try. */
export function criterionLines(
  criterion: CriterionRecord,
  capture: CaseRecord['capture'],
): readonly string[] {
  const { letter, judged, text, verdict, reference, expected, seen, frame, hint, occurrences } = criterion
  const often = occurrences === 1 ? '' : ` (worst of ${occurrences})`
  const lines = [
    `${letter} ${verdict}: the ${judged} ${text}${often}`,
    `  clause:   ${referenceText(reference)}`,
  ]
  if (verdict !== 'PASS') lines.push(`  expected: ${expected}`, `  seen:     ${seen}`)
  if (frame !== null) lines.push(`  frame:    ${frame}${capture === null ? '' : ` of ${capture.path}`}`)
  if (hint !== '') lines.push(`  try:      ${hint}`)
  return lines.map(printable)
}
