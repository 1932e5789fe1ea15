import { describe, expect, it } from 'vitest'
import { type InstrumentId, strategyId, type Timeframe } from '../domain/index.ts'
import { Deployment, type DeploymentSettings, type History } from './deployment.ts'
import { ABC, minuteAt, START_MS, XYZ } from './testing/hand-market.ts'
import { IdleMarket } from './testing/idle-market.ts'
import { ENTER, ScriptedStrategy } from './testing/scripted-strategy.ts'

const FLAT = { quantity: 0, orderInFlight: false }
const ON: DeploymentSettings = { enabled: true, instruments: [ABC.instrumentId], timeframe: '1m', parameters: {} }
const HISTORY: History = (_, __, bars) =>
  Array.from({ length: bars }, (___, index) => minuteAt(START_MS + index * 60_000, 100))

function deploy(
  settings: DeploymentSettings,
  history: History = HISTORY,
): { deployment: Deployment; strategy: ScriptedStrategy; market: IdleMarket } {
  const strategy = new ScriptedStrategy('scripted')
  const market = new IdleMarket()
  const ports = { history, openMarket: market.open, find: () => strategy.definition }
  const deployment = new Deployment(strategyId('scripted'), ports)
  deployment.apply(settings)
  return { deployment, strategy, market }
}

describe('Deployment', () => {
  it('shows each instance ten times its warm-up before the first live bar, always as flat', () => {
    const { deployment, strategy } = deploy(ON)
    expect(strategy.seen).toHaveLength(10)
    expect(new Set(strategy.seen.map(({ standing }) => standing.quantity))).toEqual(new Set([0]))
    expect(deployment.isWarm).toBe(true)
  })

  it('asks for the history of its own instruments and timeframe', () => {
    const asked: [InstrumentId, Timeframe][] = []
    const history: History = (instrumentId, timeframe) => {
      asked.push([instrumentId, timeframe])
      return []
    }
    const both = [ABC.instrumentId, XYZ.instrumentId]
    const { deployment } = deploy({ ...ON, instruments: both, timeframe: '5m' }, history)
    expect(asked).toEqual([
      [ABC.instrumentId, '5m'],
      [XYZ.instrumentId, '5m'],
    ])
    expect(deployment.isWarm).toBe(false)
    expect(deployment.follows(XYZ.instrumentId, '5m')).toBe(true)
    expect(deployment.follows(XYZ.instrumentId, '1m')).toBe(false)
  })

  it('knows of the newest bar whether minutes are missing in it, or bars since those of the warm-up', () => {
    const { deployment } = deploy(ON)
    const show = (minutes: number, gap?: true): boolean => {
      const candle = { ...minuteAt(START_MS + minutes * 60_000, 100), ...(gap && { gap }) }
      deployment.handleCandle(ABC.instrumentId, candle, FLAT)
      return deployment.isAfterGap(ABC.instrumentId)
    }
    expect([show(10), show(12), show(13), show(14, true), show(15)]).toEqual([false, true, false, true, false])
    expect(deploy(ON).deployment.isAfterGap(ABC.instrumentId)).toBe(false)
  })

  it('counts bars that are missing between the warm-up and the first live bar', () => {
    const { deployment } = deploy(ON)
    deployment.handleCandle(ABC.instrumentId, minuteAt(START_MS + 11 * 60_000, 100), FLAT)
    expect(deployment.isAfterGap(ABC.instrumentId)).toBe(true)
  })

  it('does nothing while it is switched off', () => {
    const { deployment, strategy } = deploy({ ...ON, enabled: false })
    strategy.script = () => ENTER
    expect(deployment.follows(ABC.instrumentId, '1m')).toBe(false)
    expect(deployment.handleCandle(ABC.instrumentId, minuteAt(START_MS, 100), FLAT)).toBeUndefined()
    expect(strategy.seen).toEqual([])
  })

  it('builds new instances for new parameters, defaults filled in', () => {
    const { deployment, strategy } = deploy(ON)
    deployment.apply({ ...ON, parameters: { mark: 7 } })
    expect(strategy.seen.map(({ parameters }) => parameters)).toEqual([
      ...Array.from({ length: 10 }, () => ({ mark: 0 })),
      ...Array.from({ length: 10 }, () => ({ mark: 7 })),
    ])
  })

  it('is out of service with the reason when the warm-up fails, until it is set anew', () => {
    const strategy = new ScriptedStrategy('scripted')
    const ports = { history: HISTORY, openMarket: new IdleMarket().open, find: () => strategy.definition }
    const deployment = new Deployment(strategyId('scripted'), ports)
    strategy.script = () => {
      throw new Error('no such luck')
    }
    deployment.apply(ON)
    expect(deployment.fault).toBe('no such luck')
    expect(deployment.follows(ABC.instrumentId, '1m')).toBe(false)
    strategy.script = () => undefined
    deployment.apply({ ...ON, parameters: { mark: 1 } })
    expect(deployment.fault).toBeUndefined()
    expect(deployment.follows(ABC.instrumentId, '1m')).toBe(true)
  })

  it('leads the market of an instance bar by bar through the warm-up, then lets it go live', () => {
    const { market } = deploy(ON)
    const closes = Array.from({ length: 10 }, (_, index) => `advance ${START_MS + (index + 1) * 60_000}`)
    expect(market.calls).toEqual([`open ${ABC.instrumentId} 1m ${START_MS}`, ...closes, 'live'])
  })

  it('gives its markets back when it is set anew, switched off, disposed of or out of service', () => {
    const { deployment, strategy, market } = deploy({ ...ON, instruments: [ABC.instrumentId, XYZ.instrumentId] })
    expect(market.openCount).toBe(2)
    deployment.apply({ ...ON, parameters: { mark: 1 } })
    expect(market.openCount).toBe(1)
    deployment.apply({ ...ON, enabled: false })
    expect(market.openCount).toBe(0)
    deployment.apply(ON)
    deployment.takeOutOfService('it failed')
    expect(market.openCount).toBe(0)
    strategy.script = () => {
      throw new Error('no such luck')
    }
    deployment.apply(ON)
    expect(market.openCount).toBe(0)
    strategy.script = () => undefined
    deployment.apply(ON)
    expect(market.openCount).toBe(1)
    deployment.dispose()
    expect(market.openCount).toBe(0)
  })

  it('cannot be made of a strategy that the library does not have', () => {
    expect(() => new Deployment(strategyId('nope'), { history: HISTORY, openMarket: new IdleMarket().open })).toThrow(
      'strategy nope is missing',
    )
  })
})
