import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ManualClock, silentLogger } from '../base/index.ts'
import { CrashRecord } from './crash-record.ts'

const MINUTE = 60_000

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wheelhouse-crashes-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function setUp(clock = new ManualClock(100 * MINUTE)) {
  const file = join(folder, 'engine-failures.json')
  const open = (): CrashRecord => new CrashRecord({ file, clock, logger: silentLogger })
  return { clock, file, open, record: open() }
}

describe('CrashRecord', () => {
  it('lets the engine trade after two failures in five minutes, not after three', () => {
    const { clock, record } = setUp()
    record.add('a')
    clock.advanceBy(2 * MINUTE)
    record.add('b')
    expect(record.startHalted).toBeNull()
    clock.advanceBy(2 * MINUTE)
    record.add('c')
    expect(record.startHalted).toBe('the engine failed 3 times in 5 minutes')
    clock.advanceBy(2 * MINUTE)
    expect(record.startHalted).toBeNull()
  })

  it('finds eight failures in ten minutes hopeless, and the same eight over a longer time not', () => {
    for (const [everyMs, isHopeless] of [
      [MINUTE, true],
      [2 * MINUTE, false],
    ] as const) {
      const { clock, record } = setUp()
      record.clear()
      for (let failure = 0; failure < 8; failure++) {
        clock.advanceBy(everyMs)
        record.add('again')
      }
      expect(record.isHopeless).toBe(isHopeless)
    }
  })

  it('remembers over a restart of the program, until it is cleared', () => {
    const { record, open } = setUp()
    for (const reason of ['a', 'b', 'c']) record.add(reason)
    expect(open().startHalted).not.toBeNull()
    record.clear()
    expect(open().startHalted).toBeNull()
  })

  it('believes no failure from the future: the clock was set back', () => {
    const { record, open } = setUp()
    for (const reason of ['a', 'b', 'c']) record.add(reason)
    const earlier = new CrashRecord({
      file: join(folder, 'engine-failures.json'),
      clock: new ManualClock(50 * MINUTE),
      logger: silentLogger,
    })
    expect(earlier.startHalted).toBeNull()
    expect(open().startHalted).not.toBeNull()
  })

  it('begins anew where its file is damaged', () => {
    const { file, open } = setUp()
    writeFileSync(file, '{')
    expect(open().startHalted).toBeNull()
  })
})
