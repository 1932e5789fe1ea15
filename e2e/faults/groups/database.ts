import { copyFileSync, closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { errorText } from '../../../src-main/base/index.ts'
import { onRig, type Scenario, scenario, skipped } from '../lab.ts'
import type { FaultRig } from '../rig/fault-rig.ts'
import { readLedgerBook } from '../rig/ledger-book.ts'
import { checkpoint, holdWriteLock, withDatabase } from '../rig/sqlite-file.ts'

const PAGE = 4_096

/** Why the session could not be opened; undefined where it was. */
async function startFault(rig: FaultRig): Promise<string | undefined> {
  try {
    await rig.start()
    return undefined
  } catch (error) {
    return errorText(error)
  }
}

function damage(file: string, change: (bytes: Buffer) => Buffer): Buffer {
  const damaged = change(readFileSync(file))
  const handle = openSync(file, 'w')
  writeSync(handle, damaged)
  closeSync(handle)
  return damaged
}

/** Ledger files that cannot be relied on: the start is refused, they stay as they are, and put right they serve again. */
async function refusedStart(rig: FaultRig, words: RegExp, spoil: () => void): Promise<void> {
  await rig.bracket()
  await rig.stop()
  checkpoint(rig.ledgerFile)
  const whole = readFileSync(rig.ledgerFile)
  spoil()
  const spoiled = readFileSync(rig.ledgerFile)
  const fault = await startFault(rig)
  rig.check(fault !== undefined && words.test(fault), `the start says: ${fault ?? 'nothing'}`)
  rig.check(readFileSync(rig.ledgerFile).equals(spoiled), 'the file was changed')
  if (rig.isRunning) await rig.crash()
  for (const side of ['-wal', '-shm']) rmSync(`${rig.ledgerFile}${side}`, { force: true })
  damage(rig.ledgerFile, () => whole)
  await rig.start()
}

export const DATABASE: readonly Scenario[] = [
  onRig('9.1', async (rig) => {
    const release = holdWriteLock(rig.ledgerFile)
    const order = rig.place({ stopLoss: 95, takeProfit: 110 })
    setTimeout(release, 2_000)
    await rig.settle()
    rig.equal(rig.state(order), 'filled', 'state')
    rig.equal(rig.position()?.quantity, 1, 'position')
  }),

  onRig('9.2', async (rig) => {
    const kept = await rig.limit(98, { stopLoss: 95 })
    const sent = rig.venue.commands.length
    // The ledger cannot grow any more: what a full disk means to it.
    const full = "CREATE TRIGGER full BEFORE INSERT ON facts BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
    withDatabase(rig.ledgerFile, (database) => database.exec(full))
    rig.check(
      rig.refusalOf({ quantity: '1' }) === undefined,
      'the order was refused before the disk was known to be full',
    )
    await rig.settle()
    rig.equal(rig.venue.commands.length, sent, 'commands sent')
    rig.check(
      rig.errors.some((text) => text.includes('ledger')),
      'nobody was told that the ledger cannot be written',
    )
    rig.errors.length = 0
    rig.unprotectedMs = undefined
    await rig.setPrice(97.5)
    await rig.crash()
    rig.errors.length = 0
    withDatabase(rig.ledgerFile, (database) => database.exec('DROP TRIGGER full'))
    await rig.start()
    rig.equal(rig.state(kept), 'filled', 'the order that filled meanwhile')
    rig.equal(rig.venue.unprotected.missing(kept.terms.instrumentId), 0, 'quantity without a stop')
  }),

  skipped('9.3', 'tests run as a user whom a read-only file does not stop'),

  scenario('9.4', async (lab) => {
    await lab.rig('a damaged page', (rig) =>
      refusedStart(rig, /damaged/, () =>
        damage(rig.ledgerFile, (bytes) => {
          const copy = Buffer.from(bytes)
          for (let page = 1; page * PAGE < copy.length; page++) copy.fill(0x5a, page * PAGE, page * PAGE + 64)
          return copy
        }),
      ),
    )
    await lab.rig('a file that ends too early', (rig) =>
      refusedStart(rig, /damaged/, () =>
        damage(rig.ledgerFile, (bytes) => bytes.subarray(0, Math.floor(bytes.length / 2 / PAGE) * PAGE)),
      ),
    )
  }),

  onRig('9.5', async (rig) => {
    await rig.limit(98)
    await rig.stop()
    checkpoint(rig.ledgerFile)
    await rig.start()
    const saved = join(rig.folder, 'saved.db')
    copyFileSync(rig.ledgerFile, saved)
    await lostTrading(rig, saved)
  }),

  onRig('9.6', async (rig) => {
    await rig.bracket()
    await rig.stop()
    checkpoint(rig.ledgerFile)
    const saved = join(rig.folder, 'saved.db')
    copyFileSync(rig.ledgerFile, saved)
    await rig.start()
    await lostTrading(rig, saved)
  }),

  onRig('9.7', (rig) => {
    const setVersion = (change: number): void => {
      withDatabase(rig.ledgerFile, (database) => {
        const version = Number(database.pragma('user_version', { simple: true }))
        database.pragma(`user_version = ${version + change}`)
        database.pragma('wal_checkpoint(TRUNCATE)')
      })
    }
    return refusedStart(rig, /version/, () => setVersion(50))
  }),
]

/** Trades, ends without a word, and finds a ledger that knows nothing of it. */
async function lostTrading(rig: FaultRig, saved: string): Promise<void> {
  // Entries that the ledger has lost can only be told as differences: whose they are is for a person.
  for (const what of ['orders', 'fills', 'positions', 'cash', 'orphans'] as const) rig.leave.add(what)
  rig.unprotectedMs = undefined
  const lost = await rig.enterWithStop({ quantity: '2' })
  await rig.crash()
  for (const side of ['-wal', '-shm']) rmSync(`${rig.ledgerFile}${side}`, { force: true })
  copyFileSync(saved, rig.ledgerFile)
  await rig.start()
  const isTold = rig.report?.isConsistent === false
  const isFound = readLedgerBook(rig.ledgerFile).orders.some(({ order_id: id }) => id === lost.terms.orderId)
  rig.check(isTold || isFound, 'the trading that the ledger has lost is neither told nor found again')
  rig.unprotectedMs = undefined
  const xyz = { change: { instrumentId: 'fault:XYZ' as typeof lost.terms.instrumentId } }
  rig.refusalOf({ limit: 90, ...xyz })
  await rig.settle()
  rig.unprotectedMs = undefined
  rig.equal(rig.venue.doubled.length, 0, 'client order ids given twice')
}
