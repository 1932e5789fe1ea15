import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { openDatabase, SqliteWriter } from '../storage/index.ts'
import { MemoryMetricHistory, type MetricHistory, SqliteMetricHistory } from './metric-history.ts'
import { METRIC_STATEMENTS, METRIC_TABLES } from './metric-schema.ts'
import { type MetricMinute, MINUTE_MS } from './minute-rollup.ts'

const START_MS = 1_700_000_040_000 - (1_700_000_040_000 % (60 * MINUTE_MS))

interface OpenHistory {
  readonly history: MetricHistory
  readonly drained: () => Promise<void>
  readonly close: () => Promise<void>
}

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'wheelhouse-metrics-'))
  folders.push(folder)
  return folder
}

async function openFile(folder = newFolder()): Promise<OpenHistory> {
  const file = join(folder, 'research.db')
  const writer = await SqliteWriter.open({
    file,
    synchronous: 'NORMAL',
    migrations: [{ version: 1, ...METRIC_TABLES }],
    statements: METRIC_STATEMENTS,
    onFailed: (error) => {
      throw error
    },
  })
  const database = openDatabase({ file, synchronous: 'NORMAL', readonly: true })
  return {
    history: new SqliteMetricHistory({ database, write: (ops) => writer.write(ops) }),
    drained: () => writer.drained(),
    async close() {
      database.close()
      await writer.close()
    },
  }
}

const KINDS: Readonly<Record<string, () => Promise<OpenHistory>>> = {
  'in the file': () => openFile(),
  'in memory': async () => ({
    history: new MemoryMetricHistory(),
    drained: async () => undefined,
    close: async () => undefined,
  }),
}

function minute(index: number, value: number, change: Partial<MetricMinute> = {}): MetricMinute {
  return { metricId: 'a', startMs: START_MS + index * MINUTE_MS, samples: 60, mean: value, max: value * 2, ...change }
}

describe.each(Object.entries(KINDS))('a history of metrics %s', (_, open) => {
  it('gives minutes back, of the metric and from the time on that is asked for', async () => {
    const { history, drained, close } = await open()
    history.add([minute(0, 1), minute(0, 50, { metricId: 'b' })])
    history.add([minute(1, 2), minute(2, 3)])
    await drained()
    const query = { metricId: 'a', fromMs: START_MS + MINUTE_MS, stepMs: MINUTE_MS }
    expect(history.stretches(query)).toEqual([
      { startMs: START_MS + MINUTE_MS, samples: 60, mean: 2, max: 4 },
      { startMs: START_MS + 2 * MINUTE_MS, samples: 60, mean: 3, max: 6 },
    ])
    expect(history.stretches({ ...query, metricId: 'unknown' })).toEqual([])
    await close()
  })

  it('joins minutes to longer stretches, each as heavy as it was sampled', async () => {
    const { history, drained, close } = await open()
    history.add([minute(0, 1, { samples: 30 }), minute(9, 4), minute(10, 7)])
    await drained()
    expect(history.stretches({ metricId: 'a', fromMs: START_MS, stepMs: 10 * MINUTE_MS })).toEqual([
      { startMs: START_MS, samples: 90, mean: 3, max: 8 },
      { startMs: START_MS + 10 * MINUTE_MS, samples: 60, mean: 7, max: 14 },
    ])
    await close()
  })

  it('joins the two parts of a minute that a restart cut', async () => {
    const { history, drained, close } = await open()
    history.add([minute(0, 1, { samples: 20 })])
    history.add([minute(0, 4, { samples: 10 })])
    await drained()
    expect(history.stretches({ metricId: 'a', fromMs: START_MS, stepMs: MINUTE_MS })).toEqual([
      { startMs: START_MS, samples: 30, mean: 2, max: 8 },
    ])
    await close()
  })

  it('gives up what is older than it is told to keep, of every metric', async () => {
    const { history, drained, close } = await open()
    history.add([0, 1, 2].flatMap((index) => [minute(index, 1), minute(index, 1, { metricId: 'b' })]))
    history.prune(START_MS + 2 * MINUTE_MS)
    await drained()
    for (const metricId of ['a', 'b']) {
      const kept = history.stretches({ metricId, fromMs: 0, stepMs: MINUTE_MS })
      expect(kept.map(({ startMs }) => startMs)).toEqual([START_MS + 2 * MINUTE_MS])
    }
    await close()
  })
})

describe('a history of metrics in the file', () => {
  it('is there again after a restart', async () => {
    const folder = newFolder()
    const first = await openFile(folder)
    first.history.add([minute(0, 1)])
    await first.close()
    const second = await openFile(folder)
    expect(second.history.stretches({ metricId: 'a', fromMs: 0, stepMs: MINUTE_MS })).toMatchObject([{ mean: 1 }])
    await second.close()
  })

  it('gives up five thousand rows at once, the rest with the next calls', async () => {
    const { history, drained, close } = await openFile()
    history.add(Array.from({ length: 6_000 }, (_, index) => minute(index, 1)))
    const count = (): number => history.stretches({ metricId: 'a', fromMs: 0, stepMs: MINUTE_MS }).length
    history.prune(START_MS + 6_000 * MINUTE_MS)
    await drained()
    expect(count()).toBe(1_000)
    history.prune(START_MS + 6_000 * MINUTE_MS)
    await drained()
    expect(count()).toBe(0)
    await close()
  })
})

describe('a history of metrics in memory', () => {
  it('keeps an hour', () => {
    const history = new MemoryMetricHistory()
    for (let index = 0; index < 90; index += 1) history.add([minute(index, index)])
    const kept = history.stretches({ metricId: 'a', fromMs: 0, stepMs: MINUTE_MS })
    expect(kept.map(({ mean }) => mean)).toEqual(Array.from({ length: 60 }, (_, index) => index + 30))
  })
})
