import { errorText } from '../../../src-main/base/index.ts'
import type { BusEvent } from '../../../src-main/bus/index.ts'
import {
  type EventName,
  type ExitMover,
  HAND,
  type Order,
  type OrderIntent,
  type Position,
  price,
} from '../../../src-main/domain/index.ts'
import type { ReconciliationReport } from '../../../src-main/execution/index.ts'
import { ABC } from './fault-market.ts'
import { intentOf, type OrderWords } from './intents.ts'
import { judge } from './judge.ts'
import { readLedgerBook } from './ledger-book.ts'
import { RigCore } from './rig-core.ts'

/** A protected position may stand this long without its stop, in session time, unless the scenario allows more. */
const UNPROTECTED_MS = 1_000

/** What a scenario does on the rig, and what the judge says in the end. */
export class FaultRig extends RigCore {
  async reconcile(): Promise<ReconciliationReport> {
    this.report = await this.whileTimePasses(this.session.reconcile())
    await this.settle()
    return this.report
  }

  /** @throws where risk denies it. */
  place(words: OrderWords = {}): Order {
    if (words.stopLoss !== undefined) this.unprotectedMs ??= UNPROTECTED_MS
    return this.submit(intentOf(words))
  }

  submit(intent: OrderIntent): Order {
    const answer = this.session.desk.submit(intent)
    if (answer.kind === 'placed') return answer.order
    throw new Error(`the order was denied: ${answer.denial.code} ${answer.denial.message}`)
  }

  /** The code of the denial or the error; undefined where the order was placed. */
  refusalOf(words: OrderWords): string | undefined {
    try {
      const answer = this.session.desk.submit(intentOf(words))
      return answer.kind === 'placed' ? undefined : `${answer.denial.code} ${answer.denial.message}`
    } catch (error) {
      return errorText(error)
    }
  }

  /** A market buy of 1 with a stop below it, filled and protected. */
  async enterWithStop(words: OrderWords = {}): Promise<Order> {
    const order = this.place({ stopLoss: words.side === 'sell' ? 105 : 95, ...words })
    await this.settle()
    return order
  }

  /** As {@link enterWithStop}, with a target too. */
  bracket(words: OrderWords = {}): Promise<Order> {
    return this.enterWithStop({ takeProfit: words.side === 'sell' ? 90 : 110, ...words })
  }

  async limit(at: number, words: OrderWords = {}): Promise<Order> {
    const order = this.place({ limit: at, ...words })
    await this.settle()
    return order
  }

  /** An entry that waits for the price to rise, or to fall for a sell. */
  async stopEntry(trigger: number, words: OrderWords = {}): Promise<Order> {
    const order = this.place({ trigger, ...words })
    await this.settle()
    return order
  }

  /** Closes what the hand holds at market; undefined where nothing is left to be closed. */
  async close(idempotencyKey = `close-${this.market.clock.nowMs()}`): Promise<Order | undefined> {
    const request = {
      instrumentId: ABC.instrumentId,
      owner: HAND,
      fraction: 1,
      source: 'hand',
      reason: 'by hand',
    } as const
    const { desk } = this.session
    const intent = desk.isClosing(ABC.instrumentId, HAND) ? undefined : desk.closeIntent({ ...request, idempotencyKey })
    const order = intent ? this.submit(intent) : undefined
    await this.settle()
    return order
  }

  cancel(order: Order, reason = 'cancelled by hand'): Promise<void> {
    this.session.execution.cancel(order.terms.orderId, reason)
    return this.settle()
  }

  moveStop(stop: number, by: ExitMover = 'hand'): Promise<void> {
    this.session.exits.move({
      instrumentId: ABC.instrumentId,
      owner: HAND,
      stopPrice: price(stop),
      by,
      idempotencyKey: `move-${stop}-${this.market.clock.nowMs()}`,
    })
    return this.settle()
  }

  position(): Position | undefined {
    return this.session.portfolio.position(ABC.instrumentId, HAND)
  }

  /** The order as the engine has it now. */
  order(order: Order): Order {
    return this.session.execution.order(order.terms.orderId)
  }

  state(order: Order): string {
    return this.order(order).state.kind
  }

  payloads<Name extends EventName>(name: Name): Extract<BusEvent, { name: Name }>['payload'][] {
    return this.events.flatMap((event) => (event.name === name ? [event.payload as never] : []))
  }

  /** Something that must hold here; a finding where it does not. */
  check(holds: boolean, finding: string): void {
    if (!holds) this.findings.push(finding)
  }

  equal(actual: unknown, wanted: unknown, what: string): void {
    const [here, there] = [String(actual), String(wanted)]
    this.check(here === there, `${what}: ${here}, wanted ${there}`)
  }

  /** Ends the rig and says what the judge found. */
  async verdict(): Promise<string[]> {
    await this.settle()
    const before = this.isRunning ? this.#memory() : undefined
    await this.stop()
    const ledger = readLedgerBook(this.ledgerFile)
    const disk = ledger.positions.filter(({ quantity }) => Number(quantity) !== 0)
    const onDisk = disk.map((held) => `${held.instrument_id} ${held.owner} ${Number(held.quantity)}`).toSorted()
    const memory = before !== undefined && before !== onDisk.join(', ')
    const { unprotectedMs, leave } = this
    return [
      ...this.findings,
      ...this.errors.map((text) => `thrown: ${text}`),
      ...(memory ? [`positions in memory: ${before}; on disk: ${onDisk.join(', ')}`] : []),
      ...(this.venue.script.unused > 0 ? ['a planned fault was never met'] : []),
      ...judge(ledger, this.venue, { unprotectedMs, leave }),
    ]
  }

  #memory(): string {
    const held = this.session.portfolio.openPositions()
    return held
      .map(({ instrumentId, owner, quantity }) => `${instrumentId} ${owner} ${quantity.toNumber()}`)
      .toSorted()
      .join(', ')
  }
}
