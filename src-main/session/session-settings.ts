import type { InstrumentId, StrategyId } from '../domain/index.ts'
import { strategyId } from '../domain/index.ts'
import type { ExecutionConfig } from '../execution/index.ts'
import type { RiskConfig } from '../risk/index.ts'
import type { StrategiesConfig } from '../strategies/index.ts'
import type { DeploymentSettings } from './deployment.ts'

/** The part of the configuration that acts while a session runs. */
export interface SessionSettings {
  readonly risk: RiskConfig
  readonly strategies: StrategiesConfig
  readonly execution: Pick<ExecutionConfig, 'unprotectedBoundMs' | 'reconciliation'>
  readonly paper: { readonly takerFeeBps: number; readonly makerFeeBps: number; readonly leverage: number }
}

/** Deployments of the configuration with the instruments resolved; an empty list means all that the market has. */
export function deploymentsOf(
  strategies: StrategiesConfig,
  available: readonly InstrumentId[],
): ReadonlyMap<StrategyId, DeploymentSettings> {
  return new Map(
    Object.entries(strategies).map(([id, entry]) => [
      strategyId(id),
      { ...entry, instruments: resolveInstruments(entry.instruments, available) },
    ]),
  )
}

/** Names may be given with or without the venue: `simulated:BTC-PERP` or `BTC-PERP`. */
function resolveInstruments(names: readonly string[], available: readonly InstrumentId[]): readonly InstrumentId[] {
  if (names.length === 0) return available
  return available.filter((id) => names.includes(id) || names.includes(id.slice(id.indexOf(':') + 1)))
}
