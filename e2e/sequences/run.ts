import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { secretBytes } from '../../src-main/base/index.ts'
import { type Failure, hunt } from './hunt.ts'
import { runMutations } from './mutate.ts'
import { type Share, type ShareReport, withTemplate } from './share.ts'
import { merge, shortfalls, type Tally, tallyLines } from './tally.ts'

const SEQUENCES = 10_000
/** The same sequences in every run, so that a change is what makes one fail; WHEELHOUSE_SEED=random plays others. */
const COMMON_SEED = 20_260_101
/** A sequence that takes longer hangs; making one smaller takes part of it. */
const LIMIT_MS = 120_000

interface Outcome {
  readonly tally: Tally
  passed: number
  failed: number
  skipped: number
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      replay: { type: 'string' },
      mutate: { type: 'boolean', default: false },
      whole: { type: 'boolean', default: false },
    },
  })
  if (values.mutate) return runMutations()
  if (values.replay !== undefined) return replay(values.replay)
  const isRandom = process.env['WHEELHOUSE_SEED'] === 'random'
  const seed = isRandom ? secretBytes(4).readInt32LE(0) : wholeNumber('WHEELHOUSE_SEED', COMMON_SEED)
  return runAll({ seed, total: wholeNumber('WHEELHOUSE_SEQUENCES', SEQUENCES), shrinks: !values.whole })
}

async function runAll({ seed, total, shrinks }: Pick<Share, 'seed' | 'total' | 'shrinks'>): Promise<number> {
  const threads = Math.min(availableParallelism(), total)
  console.log(`seed ${seed}: ${total} sequences on ${threads} threads`)
  const begunMs = performance.now()
  const outcome: Outcome = { tally: {}, passed: 0, failed: 0, skipped: 0 }
  const shares = Array.from({ length: threads }, (_, first) => ({ seed, first, every: threads, total, shrinks }))
  await Promise.all(shares.map((share) => playOnThread(share, outcome)))
  const { tally, passed, failed, skipped } = outcome
  for (const line of tallyLines(tally)) console.log(line)
  const missing = shortfalls(tally)
  for (const shortfall of missing) console.log(`FAIL  ${shortfall}`)
  console.log(`${((performance.now() - begunMs) / 1_000).toFixed(1)} s`)
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
  return failed > 0 || missing.length > 0 || passed === 0 ? 1 : 0
}

/** One sequence, by the words under which its failure was told: `seed` or `seed/path`. */
async function replay(words: string): Promise<number> {
  const [seed = '', path] = words.split('/')
  const { failure } = await withTemplate((template) => hunt({ seed: Number(seed), path, template, shrinks: false }))
  if (failure) tell(failure)
  console.log(failure ? '0 passed, 1 failed, 0 skipped' : '1 passed, 0 failed, 0 skipped')
  return failure ? 1 : 0
}

function playOnThread(share: Share, outcome: Outcome): Promise<void> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: share })
  const ended = Promise.withResolvers<void>()
  const watch: { seed: number; timer?: NodeJS.Timeout } = { seed: share.seed }
  const fail = (finding: string): void => {
    outcome.failed += 1
    console.log(`FAIL  seed ${watch.seed}: ${finding}`)
    clearTimeout(watch.timer)
    void worker.terminate().then(() => ended.resolve())
  }
  worker.on('message', (report: ShareReport) => {
    clearTimeout(watch.timer)
    if (report.kind === 'ended') {
      merge(outcome.tally, report.tally)
      outcome.passed += report.passed
      outcome.skipped += report.skipped
      ended.resolve()
      return
    }
    if (report.kind === 'begun') watch.seed = report.seed
    else {
      outcome.failed += 1
      tell(report.failure)
    }
    watch.timer = setTimeout(() => fail(`not over after ${LIMIT_MS / 1_000} s`), LIMIT_MS)
  })
  worker.on('error', (error) => fail(error.message))
  return ended.promise
}

function tell({ seed, path, sequence, findings }: Failure): void {
  console.log(`FAIL  seed ${seed}, played again by: npm run test:sequences -- --replay=${seed}/${path}`)
  for (const line of `${sequence}\n${findings}`.split('\n')) console.log(`        ${line}`)
}

/** @throws where the variable is set to something else. */
function wholeNumber(name: string, fallback: number): number {
  const text = process.env[name]
  if (text === undefined || text === '') return fallback
  const value = Number(text)
  if (Number.isInteger(value)) return value
  throw new Error(`${name} is ${text}, and has to be a whole number`)
}

process.exitCode = await main()
