/** A line of two texts laid over each other. Numbers count from 1 in the text that the line belongs to. */
export type DiffLine =
  | { readonly kind: 'same'; readonly text: string; readonly before: number; readonly after: number }
  | { readonly kind: 'removed'; readonly text: string; readonly before: number }
  | { readonly kind: 'added'; readonly text: string; readonly after: number }

/** Middles of more lines than this, squared, are not compared line by line: they would cost more than they tell. */
const MOST_CELLS = 4_000_000

/** The fewest lines to take away and to add so that one text becomes the other. */
export function diffLines(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  const head = commonLength(before, after, (lines, index) => lines[index])
  const tail = Math.min(
    commonLength(before, after, (lines, index) => lines[lines.length - 1 - index]),
    before.length - head,
    after.length - head,
  )
  const middle = compareMiddle(before.slice(head, before.length - tail), after.slice(head, after.length - tail))
  const lines: DiffLine[] = []
  let [oldNumber, newNumber] = [0, 0]
  const step = (kind: Step): void => {
    if (kind !== '+') oldNumber += 1
    if (kind !== '-') newNumber += 1
    const text = (kind === '+' ? after[newNumber - 1] : before[oldNumber - 1]) ?? ''
    if (kind === '-') lines.push({ kind: 'removed', text, before: oldNumber })
    else if (kind === '+') lines.push({ kind: 'added', text, after: newNumber })
    else lines.push({ kind: 'same', text, before: oldNumber, after: newNumber })
  }
  for (const kind of [...same(head), ...middle, ...same(tail)]) step(kind)
  return lines
}

type Step = '=' | '-' | '+'

const same = (count: number): readonly Step[] => Array.from({ length: count }, () => '=')

type LineAt = (lines: readonly string[], index: number) => string | undefined

function commonLength(before: readonly string[], after: readonly string[], at: LineAt): number {
  const most = Math.min(before.length, after.length)
  let length = 0
  while (length < most && at(before, length) === at(after, length)) length += 1
  return length
}

/** Along the longest common subsequence; what is taken away stands before what is added. */
function compareMiddle(before: readonly string[], after: readonly string[]): readonly Step[] {
  if (before.length * after.length > MOST_CELLS)
    return [...before.map(() => '-' as const), ...after.map(() => '+' as const)]
  const width = after.length + 1
  const common = commonLengths(before, after)
  const at = (old: number, now: number): number => common[old * width + now] ?? 0
  const steps: Step[] = []
  let [old, now] = [0, 0]
  while (old < before.length || now < after.length) {
    if (old < before.length && now < after.length && before[old] === after[now]) {
      steps.push('=')
      old += 1
      now += 1
    } else if (now >= after.length || (old < before.length && at(old + 1, now) >= at(old, now + 1))) {
      steps.push('-')
      old += 1
    } else {
      steps.push('+')
      now += 1
    }
  }
  return steps
}

/** Length of the longest common subsequence from each pair of lines to the ends. */
function commonLengths(before: readonly string[], after: readonly string[]): Uint32Array {
  const width = after.length + 1
  const lengths = new Uint32Array((before.length + 1) * width)
  for (let old = before.length - 1; old >= 0; old -= 1) {
    for (let now = after.length - 1; now >= 0; now -= 1) {
      const joined = before[old] === after[now]
      const below = lengths[(old + 1) * width + now] ?? 0
      const right = lengths[old * width + now + 1] ?? 0
      lengths[old * width + now] = joined ? (lengths[(old + 1) * width + now + 1] ?? 0) + 1 : Math.max(below, right)
    }
  }
  return lengths
}
