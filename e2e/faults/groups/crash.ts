import { join } from 'node:path'
import { SeededRandom } from '../../../src-main/base/index.ts'
import type { PositionView } from '../../../src-contract/index.ts'
import { LEDGER_MIGRATIONS } from '../../../src-main/execution/ledger-schema.ts'
import { pause, until } from '../../support/engine-process.ts'
import { BTC, freshQuote, newKey } from '../../support/hand-orders.ts'
import { type Lab, type Scenario, scenario } from '../lab.ts'
import { editOf } from '../mutation-edit.ts'
import { CrashRig } from '../process/crash-rig.ts'
import { readLedgerBook } from '../rig/ledger-book.ts'
import { withDatabase } from '../rig/sqlite-file.ts'

const SEED = Number(process.env['FAULT_SEED'] ?? Date.now() % 1_000_000)
const COMMIT_ROUNDS = 6

/** An entry is placed, the engine dies at the step, comes up again, and the entry may end in these ways. */
async function dieOnEntry(lab: Lab, kill: string, wanted: 'nothing' | 'order'): Promise<void> {
  await CrashRig.run(lab, kill, async (rig) => {
    await rig.start(kill)
    await rig.sendProtected()
    await rig.killed()
    await rig.start()
    const sent = rig.venue.commands.filter((command) => command.startsWith('submit')).length
    if (wanted === 'nothing') rig.check(sent === 0, `${sent} orders reached the venue`)
    // The account goes on: the next entry fills and is protected.
    await rig.enterProtected()
    await rig.fill('0.01')
    await rig.order(({ state, type }) => type === 'market' && state === 'filled')
  })
}

/** A position with a stop at the venue. */
async function openProtected(rig: CrashRig): Promise<void> {
  await rig.sendProtected()
  await rig.fill('0.01')
  await rig.order(({ role, state }) => role === 'stopLoss' && state === 'working')
}

/** The engine may die of it. What it has done is looked at afterwards. */
async function moveStop(rig: CrashRig): Promise<void> {
  const { last } = await freshQuote(rig.engine)
  const { positions } = await rig.engine.get<{ positions: PositionView[] }>('/positions')
  const id = encodeURIComponent(positions[0]?.positionId ?? '')
  const body = { stopPrice: (last * 0.985).toFixed(0), idempotencyKey: newKey() }
  await rig.command(() => rig.engine.call('PUT', `/positions/${id}/protection`, body))
}

/** Until one stop works at the venue, no more and no less: one that may still be on its way is asked after for 5 s. */
async function oneStop(rig: CrashRig): Promise<void> {
  await until(
    () => Promise.resolve(rig.venue.working().filter(({ terms }) => terms.type === 'stop')),
    (stops) => stops.length === 1,
    10_000,
  )
}

/** The first command after the move is carried out and never answered. */
async function dieOnMove(lab: Lab, name: string, amend: boolean): Promise<void> {
  await CrashRig.run(lab, { name, capabilities: { amend } }, async (rig) => {
    await rig.start()
    await openProtected(rig)
    rig.venue.stream.hold()
    const { engine } = rig
    rig.server.onCommand = () => engine.child.kill('SIGKILL')
    await moveStop(rig)
    await rig.killed()
    rig.server.onCommand = () => undefined
    rig.venue.stream.release()
    await rig.start()
    await oneStop(rig)
    rig.check(rig.venue.unprotected.intervals.length === 1, 'the position stood without its stop meanwhile')
  })
}

/** A ledger of the first schema with an account and a hundred facts. */
function oldLedger(home: string): void {
  withDatabase(join(home, 'ledger.db'), (database) => {
    database.pragma('journal_mode = WAL')
    database.exec(LEDGER_MIGRATIONS[0]?.up ?? '')
    database.pragma('user_version = 1')
    const fact = database.prepare("INSERT INTO facts (time_ms, account_id, kind, payload) VALUES (0, 'paper-01', ?, ?)")
    const opened = { kind: 'accountOpened', accountId: 'paper-01', currency: 'USDT', cash: '100000', timeMs: 0 }
    fact.run('accountOpened', JSON.stringify(opened))
    const state = { kind: 'tradingState', state: 'active', reason: 'resumed by hand', killing: false, timeMs: 0 }
    for (let count = 0; count < 100; count++) fact.run('tradingState', JSON.stringify(state))
    const posting = database.prepare("INSERT INTO postings VALUES (NULL, 'open', 'paper-01', ?, 'USDT', ?, 0)")
    const balance = database.prepare("INSERT INTO balances VALUES ('paper-01', ?, 'USDT', ?)")
    for (const [account, amount] of [
      ['cash', '100000'],
      ['capital', '-100000'],
    ] as const) {
      posting.run(account, amount)
      balance.run(account, amount)
    }
  })
}

export const CRASH: readonly Scenario[] = [
  scenario('1.1', (lab) => dieOnEntry(lab, 'before:entry', 'nothing')),

  scenario('1.2', (lab) => dieOnEntry(lab, 'stored:entry', 'nothing')),

  scenario('1.3', async (lab) => {
    for (const filled of [true, false]) {
      await CrashRig.run(lab, filled ? 'filled meanwhile' : 'not filled', async (rig) => {
        await rig.start()
        rig.venue.stream.hold()
        const { engine } = rig
        rig.server.onCommand = () => engine.child.kill('SIGKILL')
        await rig.sendProtected()
        await rig.killed()
        rig.server.onCommand = () => undefined
        if (filled) await rig.fill('0.01')
        rig.venue.stream.release()
        await rig.start()
        if (!filled) await rig.fill('0.01')
        await rig.order(({ state, type }) => type === 'market' && state === 'filled')
        rig.check(rig.net === 0.01, `the venue holds ${rig.net}`)
      })
    }
  }),

  scenario('1.4', (lab) =>
    CrashRig.run(lab, 'limit', async (rig) => {
      await rig.start()
      const { last } = await freshQuote(rig.engine)
      await rig.sendProtected({ type: 'limit', limitPrice: (last * 0.999).toFixed(0) })
      await rig.order(({ state, type }) => type === 'limit' && state === 'working')
      await rig.kill()
      await rig.fill('0.01', 'limit')
      await rig.start()
      await rig.order(({ role, state }) => role === 'stopLoss' && state === 'working')
      rig.check(rig.net === 0.01, `the venue holds ${rig.net}`)
    }),
  ),

  scenario('1.5', async (lab) => {
    for (const kill of [undefined, 'fill:'] as const) {
      await CrashRig.run(lab, kill ? 'while it is booked' : 'after it was booked', async (rig) => {
        await rig.start(kill)
        await rig.sendProtected()
        await rig.fill('0.004')
        if (kill) await rig.killed()
        else {
          await rig.order(({ state }) => state === 'partiallyFilled')
          await rig.kill()
        }
        await rig.fill('0.002')
        await rig.start()
        await rig.fill('0.004')
        await rig.order(({ state, type }) => type === 'market' && state === 'filled')
      })
    }
  }),

  scenario('1.6', async (lab) => {
    for (const kill of ['before:stopLoss', 'stored:stopLoss']) {
      await CrashRig.run(lab, kill, async (rig) => {
        await rig.start(kill)
        await rig.sendProtected()
        await rig.fill('0.01')
        await rig.killed()
        await rig.start()
        await oneStop(rig)
      })
    }
  }),

  scenario('1.7', async (lab) => {
    await dieOnMove(lab, 'amended in place', true)
    await dieOnMove(lab, 'replaced', false)
  }),

  scenario('1.8', async (lab) => {
    console.log(`      FAULT_SEED=${SEED}`)
    const random = new SeededRandom(SEED)
    for (let round = 0; round < COMMIT_ROUNDS; round++) {
      const delayMs = (random.next() * 4).toFixed(2)
      await dieOnEntry(lab, `commit:${delayMs}`, 'order')
    }
  }),

  scenario('1.9', (lab) =>
    CrashRig.run(lab, 'from the first schema', async (rig) => {
      oldLedger(rig.home)
      const slow = editOf({
        file: 'src-main/storage/migration.ts',
        find: '    database.exec(migration.up)\n',
        replacement:
          '    database.exec(migration.up)\n    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3_000)\n',
      })
      const engine = rig.launch(undefined, slow)
      await pause(1_500 + new SeededRandom(SEED).next() * 2_000)
      rig.check(engine.address === '', 'the engine came up before it was killed')
      await engine.kill()
      const { facts: count } = readLedgerBook(join(rig.home, 'ledger.db'))
      rig.check(count === 101, `the ledger holds ${count} facts after the kill`)
      await rig.start()
      await openProtected(rig)
      rig.check(rig.net === 0.01, `the venue holds ${rig.net} of ${BTC}`)
    }),
  ),
]
