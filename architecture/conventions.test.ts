import { describe, expect, it } from 'vitest'
import { isTest, sourceFiles } from './source-files.ts'

const product = sourceFiles(['src-contract', 'src-main', 'src-preload', 'src-renderer']).filter(
  (file) => !isTest(file.path),
)
const engine = product.filter((file) => file.path.startsWith('src-main/') && !file.path.startsWith('src-main/base/'))

/** Time, chance and timers come through the ports of `base`; a replay could not be repeated otherwise. */
const NON_DETERMINISM =
  /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\brandomUUID\b|\bperformance\.now\(|\b(?:setTimeout|setInterval)\(/

function matches(text: string, pattern: RegExp): string[] {
  return text
    .split('\n')
    .filter((line) => !/^\s*(?:\*|\/\/|\/\*)/.test(line))
    .filter((line) => pattern.test(line))
}

describe('conventions of the code', () => {
  it('leaves clocks, timers and chance to base', () => {
    const strays = engine.flatMap((file) =>
      matches(file.text, NON_DETERMINISM).map((line) => `${file.path}: ${line.trim()}`),
    )
    expect(strays).toEqual([])
  })

  it('lists every export by hand', () => {
    const strays = product.flatMap((file) => matches(file.text, /^export \*/).map(() => file.path))
    expect(strays).toEqual([])
  })

  it('keeps files small: none over 400 lines, and half of them under 100', () => {
    const sizes = product.map((file) => ({ path: file.path, lines: file.text.split('\n').length }))
    const sorted = sizes.map((size) => size.lines).toSorted((a, b) => a - b)
    const median = sorted[Math.floor(sorted.length / 2)] ?? 0
    console.info(`${sizes.length} files, median ${median} lines, longest ${sorted.at(-1)}`)
    expect(sizes.filter((size) => size.lines > 400)).toEqual([])
    expect(median).toBeLessThanOrEqual(100)
  })
})
