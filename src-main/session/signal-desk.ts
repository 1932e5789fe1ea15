import { EngineError, type Logger, nearestStep } from '../base/index.ts'
import type { EventBus } from '../bus/index.ts'
import {
  type Denial,
  type OrderIntent,
  type Owner,
  type Price,
  type Signal,
  type StrategyId,
  strategyOwner,
} from '../domain/index.ts'
import type { RiskConfig } from '../risk/index.ts'
import { marketIntent } from './market-intent.ts'
import type { DeskAnswer, OrderDesk } from './order-desk.ts'
import type { RiskSnapshotTaker } from './risk-snapshot.ts'
import type { SignalOutcome } from './signal-record.ts'

export interface SignalDeskPorts {
  readonly desk: OrderDesk
  readonly snapshots: RiskSnapshotTaker
  readonly bus: EventBus
  readonly logger: Logger
  /** What becomes of an entry that is larger than the limits allow. */
  readonly oversized: () => RiskConfig['oversizedSignals']
}

/** Turns a strategy's signal into an intent, gives it to the order desk and announces what came of it. */
export class SignalDesk {
  readonly #desk: OrderDesk
  readonly #snapshots: RiskSnapshotTaker
  readonly #bus: EventBus
  readonly #logger: Logger
  readonly #oversized: () => RiskConfig['oversizedSignals']
  /** Made once: books and orders are looked up by them, which takes longer by a new text. */
  readonly #owners = new Map<StrategyId, Owner>()

  constructor(ports: SignalDeskPorts) {
    this.#desk = ports.desk
    this.#snapshots = ports.snapshots
    this.#bus = ports.bus
    this.#logger = ports.logger
    this.#oversized = ports.oversized
  }

  act(signal: Signal): SignalOutcome {
    try {
      const intent = this.#intent(signal)
      const answer = this.#desk.submit(intent, (denial) => this.#cut(intent, denial))
      return this.#announce(signal, answer)
    } catch (error) {
      if (!(error instanceof EngineError)) throw error
      this.#bus.publish('signal.ignored', { signal, reason: error.message })
      this.#logger.warn('a signal could not become an order', { signalId: signal.signalId, reason: error.message })
      return { kind: 'ignored', reason: error.message }
    }
  }

  /** A strategy sizes by its own rule; where that is more than the limits allow, the entry is cut to what fits. */
  #cut(intent: OrderIntent, { code, quantityThatFits }: Denial): OrderIntent | undefined {
    if (intent.reduceOnly || quantityThatFits === undefined || this.#oversized() === 'deny') return undefined
    const quantity = quantityThatFits.toFixed()
    return {
      ...intent,
      size: { kind: 'quantity', quantity },
      reason: `${intent.reason}; cut to ${quantity} by ${code}`,
    }
  }

  #announce(signal: Signal, answer: DeskAnswer): SignalOutcome {
    if (answer.kind === 'denied') {
      this.#bus.publish('signal.denied', { signal, denial: answer.denial })
      return { kind: 'denied', denial: answer.denial }
    }
    this.#bus.publish('signal.validated', { signal, order: answer.order })
    return { kind: 'submitted', orderId: answer.order.terms.orderId }
  }

  #intent(signal: Signal): OrderIntent {
    // Not joined: that would copy the text, which comes before every order.
    const reason = signal.reasons.reduce((text, each) => (text === '' ? each : `${text}; ${each}`), '')
    const owner = this.#ownerOf(signal.strategyId)
    if (signal.action === 'exit') {
      const { instrumentId, signalId: idempotencyKey } = signal
      return this.#desk.closeIntent({ instrumentId, owner, fraction: 1, source: 'strategy', idempotencyKey, reason })
    }
    if (!signal.size) throw new EngineError('BAD_REQUEST', `The entry signal ${signal.signalId} names no size.`)
    return marketIntent({
      source: 'strategy',
      owner,
      idempotencyKey: signal.signalId,
      instrumentId: signal.instrumentId,
      side: signal.action === 'enterLong' ? 'buy' : 'sell',
      size: signal.size,
      reduceOnly: false,
      stopLossPrice: this.#onTick(signal, signal.stopLossPrice),
      takeProfitPrice: this.#onTick(signal, signal.takeProfitPrice),
      role: 'entry',
      reason,
    })
  }

  #ownerOf(id: StrategyId): Owner {
    const known = this.#owners.get(id)
    if (known !== undefined) return known
    const owner = strategyOwner(id)
    this.#owners.set(id, owner)
    return owner
  }

  /** A strategy computes in float64; an order's prices lie on the instrument's tick. */
  #onTick(signal: Signal, value: number | undefined): Price | undefined {
    if (value === undefined) return undefined
    return nearestStep(value, this.#snapshots.instrument(signal.instrumentId).tickSize) as Price
  }
}
