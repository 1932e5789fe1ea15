import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { InstrumentReconciliation } from '../../../src-contract/index.ts'
import { AnsweringDoor } from '../testing/answering-door.ts'
import { runProgram } from '../testing/run-program.ts'

const HELD: InstrumentReconciliation = {
  instrumentId: 'test:ABC',
  outcome: 'agreed',
  reason: null,
  ledgerQuantity: '0',
  venueQuantity: '0',
  ledgerOrders: 0,
  venueOrders: 0,
  quarantine: { reason: 'held by hand: news', sinceMs: Date.UTC(2026, 0, 31, 12, 0, 0) },
}

let folder: string
let door: AnsweringDoor | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wheelhouse-cli-'))
})
afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = undefined
  door?.dispose()
  door = undefined
  rmSync(folder, { recursive: true, force: true })
})

/** What the program says, and what it asked an engine that answers with this. */
async function run(answer: object, ...args: string[]) {
  door = await AnsweringDoor.open(200, JSON.stringify(answer))
  door.standFor(folder)
  const { code, stdout } = await runProgram(folder, ['quarantine', ...args])
  return {
    code,
    lines: stdout.trim().split('\n'),
    asked: door.asked.map(({ method, url, body }) => [method, url, body]),
  }
}

describe('wheelhouse quarantine', () => {
  it('lists what is held, since when and why', async () => {
    const free = { ...HELD, instrumentId: 'test:XYZ', quarantine: null }
    const { lines, asked } = await run({ instruments: [HELD, free] })
    expect(lines.slice(1).map((line) => line.split(/ {2,}/))).toEqual([
      ['test:ABC', '2026-01-31 12:00:00', 'held by hand: news'],
    ])
    expect(asked).toEqual([['GET', '/api/reconciliation', '']])
  })

  it('says where nothing is held', async () => {
    expect((await run({ instruments: [] })).lines).toEqual(['no instrument is in quarantine'])
  })

  it('holds an instrument, with why', async () => {
    const { lines, asked } = await run(HELD, 'hold', 'test:ABC', '--reason', 'news')
    expect(lines.at(-1)).toContain('held by hand: news')
    expect(asked).toEqual([['POST', '/api/reconciliation/quarantine/test%3AABC/hold', '{"reason":"news"}']])
  })

  it('releases one', async () => {
    const { lines, asked } = await run({ ...HELD, quarantine: null }, 'release', 'test:ABC', '--reason', 'it is over')
    expect(lines).toEqual(['Entries on test:ABC are allowed again.'])
    expect(asked).toEqual([['POST', '/api/reconciliation/quarantine/test%3AABC/release', '{"reason":"it is over"}']])
  })
})
