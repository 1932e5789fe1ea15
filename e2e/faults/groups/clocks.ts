import { SleepGuard } from '../../../src-main/session/index.ts'
import { silentLogger } from '../../../src-main/base/index.ts'
import { onRig, type Lab, type Scenario, scenario } from '../lab.ts'
import { ABC, MINUTE_MS } from '../rig/fault-market.ts'
import type { FaultRig } from '../rig/fault-rig.ts'
import { withDatabase } from '../rig/sqlite-file.ts'

const HOUR_MS = 60 * MINUTE_MS
const DAYS = 4

/** When trading days began, as the ledger has it. */
function dayStarts(rig: FaultRig): number[] {
  const sql = "SELECT payload FROM facts WHERE kind = 'dayStarted' ORDER BY seq"
  const rows = withDatabase(rig.ledgerFile, (database) => database.prepare<[], { payload: string }>(sql).all())
  return rows.map(({ payload }) => (JSON.parse(payload) as { startMs: number }).startMs)
}

/** Four days by the hour over a change of the clocks: every day of the zone begins once, at two o'clock of that zone. */
async function daysOver(lab: Lab, name: string, startMs: number): Promise<void> {
  await lab.rig(
    name,
    async (rig) => {
      await rig.advance(DAYS * 24 * HOUR_MS, HOUR_MS)
      const starts = dayStarts(rig)
      rig.equal(new Set(starts).size, starts.length, 'distinct days')
      rig.equal(starts.length, DAYS + 1, 'days begun')
      const lengths = starts.slice(1).map((start, index) => (start - (starts[index] ?? 0)) / HOUR_MS)
      rig.check(
        lengths.every((hours) => hours >= 23 && hours <= 25),
        `days of ${lengths.join(', ')} hours`,
      )
    },
    { startMs, risk: { dayStart: { zone: 'Europe/Berlin', hour: 2 } } },
  )
}

function guardOf(rig: FaultRig): SleepGuard {
  return new SleepGuard({
    session: rig.session,
    systemClock: rig.systemClock,
    logger: silentLogger,
    judge: (report) => {
      rig.report = report
    },
    onAwake: () => undefined,
  })
}

export const CLOCKS: readonly Scenario[] = [
  scenario('6.1', async (lab) => {
    for (const venueAheadMs of [10_000, -10_000]) {
      await lab.rig(
        `${venueAheadMs} ms`,
        async (rig) => {
          rig.unprotectedMs = 30_000
          rig.venue.script.on('submit', { kind: 'answerLost' })
          await rig.bracket()
          await rig.advance(30_000)
          rig.equal(rig.position()?.quantity, 1, 'position')
          await rig.limit(98)
          await rig.crash()
          rig.venue.setTop(ABC.instrumentId, { bid: 97, ask: 97.5 })
          await rig.start()
          rig.equal(rig.position()?.quantity, 2, 'position after a restart')
          rig.unprotectedMs = undefined
          await rig.close()
          rig.equal(rig.position()?.quantity ?? 0, 0, 'position in the end')
        },
        { venueAheadMs },
      )
    }
  }),

  onRig('6.2', async (rig) => {
    await rig.bracket()
    rig.systemClock.sleepFor(-HOUR_MS)
    const commands = rig.venue.commands.length
    await rig.advance(30_000, 1_000)
    rig.equal(rig.venue.commands.length, commands, 'commands sent')
    rig.venue.script.on('submit', { kind: 'neverArrived' })
    const order = await rig.limit(98)
    await rig.advance(30_000, 1_000)
    rig.equal(rig.state(order), 'unsent', 'an order that never arrived')
    await rig.close()
    rig.equal(rig.position()?.quantity ?? 0, 0, 'position')
  }),

  scenario('6.3', async (lab) => {
    await daysOver(lab, 'summer time begins', Date.UTC(2026, 2, 27, 12))
    await daysOver(lab, 'summer time ends', Date.UTC(2026, 9, 23, 12))
  }),

  scenario('6.4', async (lab) => {
    await lab.rig('the stop was hit', async (rig) => {
      await rig.bracket()
      const guard = guardOf(rig)
      await guard.handlePower('suspend')
      rig.venue.stream.goDeaf()
      rig.market.clock.advanceBy(8 * HOUR_MS)
      rig.systemClock.sleepFor(8 * HOUR_MS)
      rig.bid = 94
      rig.venue.setTop(ABC.instrumentId, { bid: 94, ask: 94.5 })
      rig.venue.stream.reconnect()
      const awake = guard.handlePower('resume')
      rig.tick()
      rig.check(rig.refusalOf({}) !== undefined, 'an entry was let through before the venue was asked')
      for (let steps = 0; steps < 20; steps++) await rig.advance(100, 100)
      await awake
      rig.equal(rig.position()?.quantity ?? 0, 0, 'position')
      rig.equal(rig.session.tradingState.state, 'active', 'trading state')
      guard.dispose()
    })
    await lab.rig('the stop was not hit', async (rig) => {
      await rig.bracket()
      const guard = guardOf(rig)
      await guard.handlePower('suspend')
      rig.market.clock.advanceBy(8 * HOUR_MS)
      rig.systemClock.sleepFor(8 * HOUR_MS)
      const awake = guard.handlePower('resume')
      for (let steps = 0; steps < 20; steps++) await rig.advance(100, 100)
      await awake
      rig.equal(rig.position()?.quantity, 1, 'position')
      rig.equal(rig.venue.unprotected.longestMs(), 0, 'time without a stop')
      guard.dispose()
    })
  }),

  onRig('6.5', async (rig) => {
    const guard = guardOf(rig)
    await guard.startMarket()
    rig.tick()
    await rig.bracket()
    const commands = rig.venue.commands.length
    rig.market.clock.advanceBy(10 * MINUTE_MS)
    rig.systemClock.sleepFor(10 * MINUTE_MS)
    rig.systemClock.advanceBy(1_000)
    rig.check(rig.refusalOf({}) !== undefined, 'an entry was let through on prices of ten minutes ago')
    for (let steps = 0; steps < 20; steps++) await rig.advance(100, 100)
    rig.equal(rig.venue.commands.length, commands, 'commands sent')
    rig.equal(rig.session.tradingState.state, 'active', 'trading state')
    guard.dispose()
  }),

  onRig('6.6', async (rig) => {
    rig.market.closeMinute(100)
    const boundaryMs = rig.market.clock.nowMs()
    rig.market.trade(150)
    rig.market.closeMinute(101)
    await rig.settle()
    const bars = rig.payloads('candle.stored').filter(({ timeframe }) => timeframe === '1m')
    rig.equal(bars.map(({ candle }) => candle.close).join(' '), '100 101', 'closes of the minutes')
    rig.equal(bars[1]?.candle.openTimeMs, boundaryMs, 'open of the second minute')
  }),
]
