import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type BenchRow, benchRow } from '../bench-row.ts'
import type { ImportCost, ImportWay } from './import-process.ts'

const ROUNDS = 7
const MOST_RATIO = 0.4
const SCRIPT = fileURLToPath(new URL('import-process.ts', import.meta.url))

const FIGURES = [
  { name: 'time', unit: 'ms', of: ({ tookMs }: ImportCost) => tookMs },
  { name: 'resident memory', unit: 'MiB', of: ({ residentMiB }: ImportCost) => residentMiB },
  { name: 'heap', unit: 'MiB', of: ({ heapMiB }: ImportCost) => heapMiB },
] as const

/** The files of one exchange, as the program loads them, beside the library's index, each time in a process of its own. */
export async function importRows(): Promise<BenchRow[]> {
  const exchange: ImportCost[] = []
  const instance: ImportCost[] = []
  const index: ImportCost[] = []
  for (let round = 0; round < ROUNDS; round++) {
    exchange.push(await costOf('exchange'))
    index.push(await costOf('index'))
    instance.push(await costOf('instance'))
  }
  return FIGURES.flatMap(({ name, unit, of }) => {
    const peer = index.map(of)
    const bound = (ratio: number): boolean => ratio <= MOST_RATIO
    return [
      benchRow({ name: `${name} to load one exchange, beside the index`, unit, ours: exchange.map(of), peer, bound }),
      benchRow({ name: `${name} to load and make one exchange, beside the index`, unit, ours: instance.map(of), peer }),
    ]
  })
}

async function costOf(way: ImportWay): Promise<ImportCost> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', SCRIPT, way])
  return JSON.parse(stdout) as ImportCost
}
