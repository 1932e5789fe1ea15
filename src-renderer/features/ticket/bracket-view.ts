import type { OrderDraft } from '../../../src-contract/index.ts'

export interface BracketQuestion {
  readonly side: OrderDraft['side']
  /** Price at which the entry is expected to fill. */
  readonly entry: number | undefined
  /** Quantity that the risk check counted. */
  readonly quantity: number | undefined
  readonly stop: number | undefined
  readonly target: number | undefined
}

/** What a stop or target means; each part is undefined until what it needs is known. */
export interface BracketLevel {
  /** Price minus entry, with its sign. */
  readonly distance: number | undefined
  /** Profit at the level in quote currency, before fees. */
  readonly money: number | undefined
  /** The same as multiple of the loss at the stop. */
  readonly multipleOfRisk: number | undefined
}

export interface BracketView {
  readonly stop: BracketLevel
  readonly target: BracketLevel
}

/** Distance, money and R of stop and target. For display only: the engine counts the risk itself. */
export function bracketView(question: BracketQuestion): BracketView {
  const stop = levelOf(question, question.stop)
  const target = levelOf(question, question.target)
  const risk = stop.perUnit === undefined ? 0 : -stop.perUnit
  const multiple = (perUnit: number | undefined): number | undefined =>
    perUnit === undefined || risk <= 0 ? undefined : perUnit / risk
  return {
    stop: { distance: stop.distance, money: stop.money, multipleOfRisk: multiple(stop.perUnit) },
    target: { distance: target.distance, money: target.money, multipleOfRisk: multiple(target.perUnit) },
  }
}

interface Level {
  readonly distance: number | undefined
  readonly money: number | undefined
  /** Profit for one unit of the base. */
  readonly perUnit: number | undefined
}

function levelOf({ side, entry, quantity }: BracketQuestion, price: number | undefined): Level {
  if (price === undefined || entry === undefined) return { distance: undefined, money: undefined, perUnit: undefined }
  const distance = price - entry
  const perUnit = side === 'buy' ? distance : -distance
  return { distance, money: quantity === undefined ? undefined : perUnit * quantity, perUnit }
}
