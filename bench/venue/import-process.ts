import { loadExchangeClass } from '../../src-main/venues/ccxt/connection/load-exchange.ts'

/** Loads the library the way that the first argument names, and prints what that has cost, as JSON. Needs --expose-gc. */

const BYTES_PER_MIB = 2 ** 20

/** What loading has cost, over what the process had before. */
export interface ImportCost {
  readonly tookMs: number
  readonly residentMiB: number
  readonly heapMiB: number
}

const WAYS = {
  exchange: () => loadExchangeClass('binance'),
  instance: async () => new (await loadExchangeClass('binance'))({}),
  index: () => import('ccxt'),
} satisfies Readonly<Record<string, () => Promise<unknown>>>

/** `exchange`: the files of one, as the program loads them. `instance`: the same, and makes one. `index`: the whole package. */
export type ImportWay = keyof typeof WAYS

async function costOf(load: () => Promise<unknown>): Promise<ImportCost> {
  const before = memory()
  const startedMs = performance.now()
  const loaded = await load()
  const tookMs = performance.now() - startedMs
  const after = memory()
  if (loaded === undefined) throw new Error('nothing was loaded')
  return {
    tookMs,
    residentMiB: (after.rss - before.rss) / BYTES_PER_MIB,
    heapMiB: (after.heapUsed - before.heapUsed) / BYTES_PER_MIB,
  }
}

/** After a collection. */
function memory(): NodeJS.MemoryUsage {
  if (!globalThis.gc) throw new Error('start it with --expose-gc')
  globalThis.gc()
  return process.memoryUsage()
}

process.stdout.write(JSON.stringify(await costOf(WAYS[process.argv[2] as ImportWay])))
