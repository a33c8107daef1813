/** More than so many that are equally near help nobody. */
const most = 3

/** What one hand slip costs, and what it costs to take one letter for another that looks like it. */
const [slip, lookalike] = [1, 0.25]

/**
 * A hint for a word that is none: ` (Did you mean endpoint?)`, to be put behind an error in one line; empty where nothing
 * is near. Near are those that differ in a third of their letters at most, the nearest alone; `O` and `0`, `l` and `1`,
 * capitals and small letters are taken for each other.
 * @param shown how a candidate is written; default: as it is
 */
export function didYouMean(
  word: string,
  candidates: Iterable<string>,
  shown: (candidate: string) => string = (candidate) => candidate,
): string {
  let least = Math.max(1, Math.floor(word.length / 3))
  let nearest: string[] = []
  for (const candidate of new Set(candidates)) {
    // So much is missing or too much already.
    if (Math.abs(candidate.length - word.length) > least) continue
    const far = distance(word, candidate)
    if (far > least || far >= candidate.length) continue
    nearest = far === least ? [...nearest, candidate] : [candidate]
    least = far
  }
  if (nearest.length === 0 || nearest.length > most) return ''
  return ` (Did you mean ${nearest.length === 1 ? '' : 'one of '}${nearest.map(shown).join(', ')}?)`
}

/** Slips between two words: letters too many, too few, wrong, and neighbours in the wrong order (optimal string alignment). */
function distance(from: string, to: string): number {
  let beforeLast: readonly number[] = []
  let last: readonly number[] = Array.from({ length: to.length + 1 }, (_, index) => index * slip)
  for (let i = 1; i <= from.length; i++) {
    const row = [i * slip]
    for (let j = 1; j <= to.length; j++) {
      const [here, there] = [from[i - 1] ?? '', to[j - 1] ?? '']
      const wrong =
        (last[j - 1] ?? 0) + (here === there ? 0 : folded(here) === folded(there) ? lookalike : slip)
      const isSwapped = i > 1 && j > 1 && here === to[j - 2] && from[i - 2] === there
      const swapped = isSwapped ? (beforeLast[j - 2] ?? 0) + slip : wrong
      row.push(Math.min((last[j] ?? 0) + slip, (row[j - 1] ?? 0) + slip, wrong, swapped))
    }
    beforeLast = last
    last = row
  }
  return last[to.length] ?? 0
}

/** What letters that look alike have in common. */
function folded(text: string): string {
  return text.toLowerCase().replaceAll('o', '0').replaceAll(/[il]/g, '1').replaceAll('_', '-')
}
