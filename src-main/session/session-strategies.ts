import type { Portfolio } from '../portfolio/index.ts'
import { DeployedMarket, type MarketOpener } from './deployed-market.ts'
import type { SessionDesks } from './session-desks.ts'
import type { SessionMarket } from './session-market.ts'
import type { SessionPorts } from './session-ports.ts'
import type { SessionRules } from './session-rules.ts'
import { SignalDesk } from './signal-desk.ts'
import { StrategyRunner } from './strategy-runner.ts'

export interface SessionStrategiesParts extends SessionMarket {
  readonly desks: Pick<SessionDesks, 'execution' | 'desk' | 'snapshots'>
  readonly portfolio: Portfolio
  readonly rules: SessionRules
}

/** The strategies of a session, with what they read and where their signals go. */
export function openSessionStrategies(ports: SessionPorts, parts: SessionStrategiesParts): StrategyRunner {
  const { bus, logger, market, candles } = ports
  const { portfolio, rules, desks } = parts
  const { execution, desk, snapshots } = desks
  const oversized = () => rules.settings.risk.oversizedSignals
  return new StrategyRunner({
    signals: new SignalDesk({ desk, snapshots, bus, logger, oversized }),
    execution,
    portfolio,
    history: (instrumentId, timeframe, bars) => candles.before(instrumentId, timeframe, { limit: bars }),
    openMarket: marketOpener(ports, parts),
    clock: market.clock,
    bus,
    logger: logger.child('strategies'),
  })
}

function marketOpener(
  { candles }: SessionPorts,
  { indicators, ict, marketData, desks }: SessionStrategiesParts,
): MarketOpener {
  const ports = {
    indicators,
    ict,
    candles,
    forming: marketData.forming.bind(marketData),
    checkInstrument: desks.snapshots.instrument.bind(desks.snapshots),
  }
  return (own, warmUpFromMs) => new DeployedMarket(ports, own, warmUpFromMs)
}
