import { type DiffLine, diffLines } from './line-diff.ts'
import type { JsonObject } from './json-value.ts'

/** Lines that belong together; what is left out between two of them is the same on both sides. */
export type DiffHunk = readonly DiffLine[]

/** Lines around a change that are the same. */
const CONTEXT = 1

/** How a configuration as JSON changes: only the lines around each change, and the line that names its section. */
export function configDiff(before: JsonObject, after: JsonObject): readonly DiffHunk[] {
  const lines = diffLines(jsonLines(before), jsonLines(after))
  const shown = new Set<number>()
  for (const [index, { kind }] of lines.entries()) {
    if (kind === 'same') continue
    for (let near = index - CONTEXT; near <= index + CONTEXT; near += 1) shown.add(near)
    shown.add(sectionLine(lines, index))
  }
  return hunksOf(lines, shown)
}

const jsonLines = (value: JsonObject): readonly string[] => JSON.stringify(value, null, 2).split('\n')

/** Sections stand one step from the margin: `  "risk": {`. */
const SECTION = /^ {2}"[^"]*": \{$/

function sectionLine(lines: readonly DiffLine[], from: number): number {
  for (let index = from; index >= 0; index -= 1) if (SECTION.test(lines[index]?.text ?? '')) return index
  return from
}

function hunksOf(lines: readonly DiffLine[], shown: ReadonlySet<number>): readonly DiffHunk[] {
  const hunks: DiffLine[][] = []
  for (const [index, line] of lines.entries()) {
    if (!shown.has(index)) continue
    const last = hunks.at(-1)
    if (last !== undefined && shown.has(index - 1)) last.push(line)
    else hunks.push([line])
  }
  return hunks
}
