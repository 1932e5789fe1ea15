import { type Disposable, DisposableStore, errorText, type Logger } from '../base/index.ts'
import type { EventBus } from '../bus/index.ts'
import type { Journal, MarketVenue } from '../domain/index.ts'
import { reasonOf, type StoredTradingState, TradingStateMachine, type TradingStatus } from '../risk/index.ts'

const RESUMED = 'resumed by hand'

export interface TradingStatePorts {
  readonly market: Pick<MarketVenue, 'clock'>
  readonly journal: Journal
  readonly bus: EventBus
  readonly logger: Logger
  /** What was in force when the ledger was last written; undefined on a new one. */
  readonly stored: StoredTradingState | undefined
}

export interface RecordedTradingState extends Disposable {
  readonly machine: TradingStateMachine
}

/** A trading state that is written down before it is announced. A hold over it is announced and not written down. */
export function recordTradingState({ market, journal, bus, logger, stored }: TradingStatePorts): RecordedTradingState {
  const machine = new TradingStateMachine({
    onError: (error) => logger.error('a listener of the trading state failed', { error: errorText(error) }),
  })
  if (stored) machine.restore(stored)
  const announce = (status: TradingStatus, otherwise: string): void =>
    bus.publish('trading-state.changed', { state: status.state, reason: reasonOf(status) ?? otherwise })
  const recording = new DisposableStore()
  recording.add(
    machine.onChange((decided) => {
      const inForce = machine.status
      const { killing } = machine
      const timeMs = market.clock.nowMs()
      const reason = reasonOf(decided) ?? RESUMED
      journal.append({ fact: { kind: 'tradingState', state: decided.state, reason, killing, timeMs } }, () =>
        announce(inForce, RESUMED),
      )
    }),
  )
  recording.add(machine.onHold((status) => announce(status, 'nothing holds trading any more')))
  return { machine, dispose: () => recording.dispose() }
}
