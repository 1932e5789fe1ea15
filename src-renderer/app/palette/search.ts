/** A stretch of a text that a search has found: from, to. */
export type Stretch = readonly [from: number, to: number]

/** How well a word sits in a text; 0 where it is not in it. */
function scoreOf(word: string, text: string): number {
  const at = text.indexOf(word)
  if (at < 0) return 0
  if (at === 0) return text.length === word.length ? 4 : 3
  return /[\s/:·,(-]/.test(text[at - 1] ?? '') ? 2 : 1
}

export const wordsOf = (query: string): readonly string[] => query.toLowerCase().split(/\s+/).filter(Boolean)

/**
 * How well an entry fits a query: every word of it has to be in the title or in the other words that it is known by,
 * and counts more in the title, at the beginning of a word more than inside. 0 where it does not fit.
 */
export function matchScore(query: string, title: string, alsoKnownBy = ''): number {
  let sum = 0
  for (const word of wordsOf(query)) {
    const score = scoreOf(word, title.toLowerCase()) * 2 || scoreOf(word, alsoKnownBy.toLowerCase())
    if (score === 0) return 0
    sum += score
  }
  return sum
}

/** Where the words of a query stand in a title, in order and without overlaps. */
export function foundStretches(query: string, title: string): readonly Stretch[] {
  const text = title.toLowerCase()
  const found = wordsOf(query)
    .map((word): Stretch => [text.indexOf(word), text.indexOf(word) + word.length])
    .filter(([from]) => from >= 0)
    .sort((one, two) => one[0] - two[0])
  return found.reduce<Stretch[]>((stretches, next) => {
    const last = stretches.at(-1)
    if (last !== undefined && next[0] <= last[1]) {
      stretches[stretches.length - 1] = [last[0], Math.max(last[1], next[1])]
    } else stretches.push(next)
    return stretches
  }, [])
}
