import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SystemClock, silentLogger } from '../../../src-main/base/index.ts'
import { ConfigStore } from '../../../src-main/config/index.ts'
import { strategyId, strategyOwner } from '../../../src-main/domain/index.ts'
import { EngineConfig } from '../../../src-main/engine-config.ts'
import { MarketDataConfig } from '../../../src-main/market-data/index.ts'
import { onRig, type Scenario, scenario } from '../lab.ts'
import type { FaultRig } from '../rig/fault-rig.ts'
import { intentOf } from '../rig/intents.ts'
import { pause } from '../../support/engine-process.ts'

const MARKET_DATA = MarketDataConfig.parse({ historyBars: 500 })
/** Real time in which the watch on the file has looked at it again. */
const NOTICED_MS = 1_500

/** The session on a configuration file, as the engine wires it. */
async function followFile(
  rig: FaultRig,
): Promise<{ store: ConfigStore<typeof EngineConfig>; write: (text: string) => Promise<void> }> {
  const file = join(rig.folder, 'config.json')
  writeFileSync(file, '{}')
  const store = await ConfigStore.open({
    schema: EngineConfig,
    file,
    environment: {},
    clock: new SystemClock(),
    logger: silentLogger,
  })
  store.onChange(({ current }) => rig.session.applySettings({ ...rig.settings(), risk: current.risk }, MARKET_DATA))
  const write = async (text: string): Promise<void> => {
    writeFileSync(file, text)
    await pause(NOTICED_MS)
    await rig.settle()
  }
  return { store, write }
}

export const CONFIG: readonly Scenario[] = [
  onRig('12.1', async (rig) => {
    const { store, write } = await followFile(rig)
    await rig.bracket()
    for (const text of ['{ "risk": { "maxOpenPositions": "many" } }', '{ "risk": ', '{ "rsik": {} }', '']) {
      await write(text)
      rig.check(store.fileFaults.length > 0 || text === '', `nothing was said of ${text}`)
      rig.equal(store.current.risk.maxOpenPositions, 8, 'limit in force')
    }
    rig.equal(rig.position()?.quantity, 1, 'position')
    await write('{ "risk": { "maxOpenPositions": 1 } }')
    rig.equal(store.current.risk.maxOpenPositions, 1, 'limit once the file is valid again')
    await store.close()
  }),

  scenario('12.2', async (lab) => {
    await lab.rig('position size', async (rig) => {
      await rig.bracket({ quantity: '2' })
      rig.session.applySettings(
        rig.settings({ risk: { maxPositionNotional: '50', maxOrderNotional: '50' } }),
        MARKET_DATA,
      )
      await rig.advance(5_000)
      rig.equal(rig.position()?.quantity, 2, 'position')
      rig.check(rig.refusalOf({ quantity: '0.1' }) !== undefined, 'an entry beyond the limit was let through')
      await rig.moveStop(97)
      await rig.close()
      rig.equal(rig.position()?.quantity ?? 0, 0, 'position after a close that is larger than an order may be')
    })
    await lab.rig('number of positions', async (rig) => {
      await rig.bracket()
      rig.session.applySettings(rig.settings({ risk: { maxLeverage: 0.0001 } }), MARKET_DATA)
      await rig.setPrice(94)
      rig.equal(rig.position()?.quantity ?? 0, 0, 'position after its stop was hit')
    })
    const tight = { dailyLoss: { limitFraction: 0.001, action: 'blockEntries', rearm: 'byHand' } }
    const loose = [
      { dailyLoss: { ...tight.dailyLoss, limitFraction: 0.9 } },
      { dailyLoss: { ...tight.dailyLoss, enabled: false } },
    ]
    await lab.rig(
      'a tripped guard',
      async (rig) => {
        await rig.bracket({ quantity: '20' })
        await rig.setPrice(94)
        await rig.advance(2_000)
        rig.check(rig.refusalOf({}) !== undefined, 'an entry was let through after the loss')
        for (const guards of loose) {
          rig.session.applySettings(rig.settings({ risk: { guards } }), MARKET_DATA)
          await rig.advance(2_000)
          rig.check(rig.refusalOf({}) !== undefined, 'a reload has loosened a tripped guard')
        }
        await rig.restart()
        rig.check(rig.refusalOf({}) !== undefined, 'a restart has armed a tripped guard')
      },
      { risk: { guards: tight } },
    )
  }),

  onRig('12.3', async (rig) => {
    const owner = strategyOwner(strategyId('ema-cross'))
    rig.unprotectedMs = 1_000
    rig.venue.stream.hold()
    const order = rig.submit(intentOf({ stopLoss: 95, change: { owner, source: 'strategy' } }))
    await rig.settle()
    const fast = { 'ema-cross': { enabled: true, parameters: { fastPeriod: 3, slowPeriod: 7 } } }
    rig.session.applySettings(rig.settings({ strategies: fast }), MARKET_DATA)
    rig.session.applySettings(rig.settings({ strategies: { 'ema-cross': { enabled: false } } }), MARKET_DATA)
    rig.venue.stream.release()
    await rig.settle()
    rig.equal(rig.state(order), 'filled', 'state')
    rig.equal(rig.session.portfolio.position(order.terms.instrumentId, owner)?.quantity, 1, 'what the strategy holds')
    await rig.restart()
    rig.equal(rig.session.portfolio.position(order.terms.instrumentId, owner)?.quantity, 1, 'after a restart')
  }),

  onRig('12.4', async (rig) => {
    await rig.bracket()
    const order = await rig.limit(98, { stopLoss: 95 })
    rig.venue.script.onQuery('account', { kind: 'stale', delayMs: 2_000 })
    const reconciled = rig.reconcile()
    const fast = { 'ema-cross': { enabled: true, parameters: { fastPeriod: 3, slowPeriod: 7 } } }
    rig.session.applySettings(rig.settings({ strategies: fast, risk: { maxOpenPositions: 3 } }), MARKET_DATA)
    rig.bid = 97.5
    rig.tick()
    rig.equal((await reconciled).isConsistent, true, 'ledger and venue agree')
    rig.equal(rig.state(order), 'filled', 'state')
    rig.equal(rig.position()?.quantity, 2, 'position')
  }),
]
