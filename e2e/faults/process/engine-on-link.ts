import { SystemClock } from '../../../src-main/base/index.ts'
import { createLogger } from '../../../src-main/base/log-writer.ts'
import { accountId, type Journal, type JournalRecord } from '../../../src-main/domain/index.ts'
import { openEngine } from '../../../src-main/engine.ts'
import { LinkedVenue } from './linked-venue.ts'

/**
 * The real engine on the folder given, trading at the venue of the process that started it (`FAULT_PORT`). It kills itself
 * where `FAULT_KILL` says: `before:entry` and `stored:entry` around the intent of an order of that role, `fill` when an
 * execution is handed to the journal, `commit:<ms>` so long after that.
 */
const home = process.argv[process.argv.indexOf('--home') + 1] ?? ''
const [killAt, killWhat = ''] = (process.env['FAULT_KILL'] ?? '').split(':')
let nowMs = 0

function die(): void {
  process.stdout.write(`killed at ${killAt}\n`)
  process.kill(process.pid, 'SIGKILL')
}

function dieLater(delayMs: number): void {
  const untilMs = performance.now() + delayMs
  const look = (): void => void (performance.now() >= untilMs ? die() : setImmediate(look))
  look()
}

function deadly(journal: Journal): Journal {
  const append = (record: JournalRecord, onStored: () => void): void => {
    const { fact } = record
    nowMs = Math.max(nowMs, fact.timeMs)
    const isIntent = fact.kind === 'orderIntended' && fact.terms.role === killWhat
    const isFill = fact.kind === 'venue' && fact.fact.kind === 'filled'
    if (killAt === 'before' && isIntent) die()
    journal.append(record, () => {
      if (killAt === 'stored' && isIntent) die()
      onStored()
    })
    if (killAt === 'fill' && isFill) die()
    if (killAt === 'commit' && fact.kind === 'orderIntended') dieLater(Number(killWhat))
  }
  return {
    append,
    get pending() {
      return journal.pending
    },
    drained: () => journal.drained(),
    close: () => journal.close(),
  }
}

const venue = await LinkedVenue.open({
  port: Number(process.env['FAULT_PORT']),
  accountId: accountId('paper-01'),
  environment: process.env['FAULT_ENVIRONMENT'] === 'live' ? 'live' : 'paper',
  now: () => nowMs,
})
const log = createLogger({ level: 'warn', folder: `${home}/logs`, console: 'pretty' })
const engine = await openEngine({
  home,
  environment: process.env,
  clock: new SystemClock(),
  logger: log.logger,
  wrappers: { journal: deadly, trading: () => venue },
})
process.on('SIGTERM', () => void engine.stop('asked by the test'))
const { address } = await engine.start()
process.stdout.write(`Wheelhouse is running: ${address}/#token=${engine.adminToken}\n`)
await engine.stopped
await log.close()
process.exit(0)
