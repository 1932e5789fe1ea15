import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ManualClock } from '../base/index.ts'
import { exportFile, type FileExportOptions } from './file-exports.ts'
import type { EngineCalls } from './ports.ts'
import { fillOf, NOW_MS } from './testing/views.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'exports-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const CALLS = {
  config: { get: async () => ({ version: 7, value: { risk: { limit: 1 } } }) },
  account: { fills: async () => ({ fills: [fillOf(), fillOf({ fillId: 'fill-2', owner: '=evil()' })] }) },
  orders: { list: async () => ({ orders: [] }) },
  analytics: {
    equity: async () => ({
      points: Array.from({ length: 5_000 }, (_, index) => ({ timeMs: NOW_MS + index, equity: index, cash: 1 })),
    }),
  },
} as unknown as EngineCalls

function optionsFor(filePath: string, canceled = false): FileExportOptions & { asked: { defaultPath?: string }[] } {
  const asked: { defaultPath?: string }[] = []
  const showSaveDialog = (async (question: { defaultPath?: string }) => {
    asked.push(question)
    return { canceled, filePath }
  }) as FileExportOptions['dialog']['showSaveDialog']
  return { dialog: { showSaveDialog }, calls: CALLS, clock: new ManualClock(NOW_MS), documents: '/documents', asked }
}

describe('exportFile', () => {
  it('writes fills as a table that names its columns and makes times readable', async () => {
    const file = join(folder, 'fills.csv')
    const options = optionsFor(file)
    expect(await exportFile('fills', options)).toEqual({ kind: 'done', file, detail: '2 fills' })
    expect(options.asked[0]?.defaultPath).toBe('/documents/wheelhouse-fills-2026-09-21.csv')
    const [header = '', first = '', second = ''] = readFileSync(file, 'utf8').split('\r\n')
    expect(header).toContain('fillId,orderId,accountId,instrumentId,owner,side,quantity,price')
    expect(header).toMatch(/timeMs,timeUtc$/)
    expect(first).toContain(`simulated:BTC-PERP,hand,buy,0.1,68123.1`)
    expect(first).toContain(`${NOW_MS},2026-09-21T14:13:20.000Z`)
    expect(second).toContain("'=evil()")
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('says that older points were left out where the interface gives no more', async () => {
    const file = join(folder, 'equity.csv')
    const result = await exportFile('equity', optionsFor(file))
    expect(result).toMatchObject({ detail: '5,000 points: the newest; older ones are not in the file' })
    expect(readFileSync(file, 'utf8').trimEnd().split('\r\n')).toHaveLength(5_001)
  })

  it('writes the configuration as it can be imported again', async () => {
    const file = join(folder, 'config.json')
    await exportFile('configuration', optionsFor(file))
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ risk: { limit: 1 } })
  })

  it('does nothing when the dialog is cancelled', async () => {
    expect(await exportFile('orders', optionsFor('', true))).toEqual({ kind: 'cancelled' })
    expect(readdirSync(folder)).toEqual([])
  })

  it('says why it failed and leaves nothing behind', async () => {
    const file = join(folder, 'a-file', 'fills.csv')
    writeFileSync(join(folder, 'a-file'), '')
    expect(await exportFile('fills', optionsFor(file))).toMatchObject({
      kind: 'failed',
      message: expect.stringMatching(/^The export to .*fills\.csv failed: E/),
    })
    expect(readdirSync(folder)).toEqual(['a-file'])
  })

  it('fails with the text of an engine that is away', async () => {
    const calls = { ...CALLS, orders: { list: () => Promise.reject(new Error('The engine is not running')) } }
    const options = { ...optionsFor(join(folder, 'orders.csv')), calls: calls as unknown as EngineCalls }
    expect(await exportFile('orders', options)).toMatchObject({
      kind: 'failed',
      message: expect.stringContaining('The engine is not running'),
    })
  })
})
