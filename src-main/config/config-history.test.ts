import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FatalError, type Logger, silentLogger } from '../base/index.ts'
import { ConfigHistory } from './config-history.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'history-'))
  file = join(folder, 'config-versions.jsonl')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function openWith(count: number): ConfigHistory {
  const history = new ConfigHistory(file, silentLogger)
  for (let index = 0; index < count; index++) add(history)
  return history
}

function add(history: ConfigHistory): void {
  const number = (history.newest?.version ?? 0) + 1
  history.append({ timeMs: number * 1_000, source: 'api', changed: [], value: { number } })
}

const numbers = (history: ConfigHistory, before: number | undefined, limit: number): number[] =>
  history.before(before, limit).map(({ version }) => version)

describe('ConfigHistory', () => {
  it('pages from the newest to the oldest', () => {
    const history = openWith(7)
    expect(numbers(history, undefined, 3)).toEqual([7, 6, 5])
    expect(numbers(history, 5, 3)).toEqual([4, 3, 2])
    expect(numbers(history, 2, 3)).toEqual([1])
    expect(numbers(history, 1, 3)).toEqual([])
    expect(numbers(history, 100, 1)).toEqual([7])
    expect(numbers(history, undefined, 0)).toEqual([])
  })

  it('pages the same after it was opened again, whatever page is asked for first', () => {
    openWith(7)
    const history = new ConfigHistory(file, silentLogger)
    expect(numbers(history, 3, 2)).toEqual([2, 1])
    expect(numbers(history, 6, 2)).toEqual([5, 4])
    add(history)
    expect(numbers(history, undefined, 2)).toEqual([8, 7])
  })

  it('finds a version, and knows of none that never was', () => {
    const history = openWith(5)
    expect(history.find(3)).toMatchObject({ version: 3, timeMs: 3_000, value: { number: 3 } })
    for (const version of [0, -1, 6, 2.5]) expect(history.find(version)).toBeUndefined()
  })

  it('reads an older page from where the one before it ended', () => {
    const warn = vi.fn<Logger['warn']>()
    openWith(4)
    // Whoever reads the newest line stumbles over this one.
    appendFileSync(file, 'damaged\n')
    const history = new ConfigHistory(file, { ...silentLogger, warn })
    expect(numbers(history, undefined, 2)).toEqual([4, 3])
    const before = warn.mock.calls.length
    expect(numbers(history, 3, 2)).toEqual([2, 1])
    expect(warn).toHaveBeenCalledTimes(before)
  })

  it('steps over a line that cannot be read, in the middle too', () => {
    const history = openWith(3)
    const lines = readFileSync(file, 'utf8').split('\n')
    writeFileSync(file, [lines[0], '{"version":2,"tim', lines[2], ''].join('\n'))
    const again = new ConfigHistory(file, silentLogger)
    expect(numbers(again, undefined, 5)).toEqual([3, 1])
    expect(again.find(2)).toBeUndefined()
    expect(history.newest?.version).toBe(3)
  })

  it('goes on behind a line whose end is missing', () => {
    openWith(2)
    appendFileSync(file, '{"version":3,"tim')
    const history = new ConfigHistory(file, silentLogger)
    add(history)
    expect(numbers(history, undefined, 5)).toEqual([3, 2, 1])
  })

  it('names a file that cannot be read', () => {
    expect(() => new ConfigHistory(folder, silentLogger)).toThrow(FatalError)
  })
})
