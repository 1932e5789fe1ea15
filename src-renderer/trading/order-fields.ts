import type { OrderDraft } from '../../src-contract/index.ts'

type OrderType = OrderDraft['type']
type TimeInForce = OrderDraft['timeInForce']

/** Types that wait for a price before they are placed. */
export const CONDITIONAL_TYPES = ['stop', 'stopLimit', 'takeProfit', 'takeProfitLimit', 'trailingStop'] as const
export type ConditionalType = (typeof CONDITIONAL_TYPES)[number]

const isOneOf = <Value extends string>(values: readonly Value[], text: string): text is Value =>
  values.some((value) => value === text)

/** Types of an order that another one can end: it has to wait. */
export const PAIRED_TYPES = ['limit', 'stop', 'stopLimit', 'takeProfit', 'takeProfitLimit', 'trailingStop'] as const
export type PairedType = (typeof PAIRED_TYPES)[number]

export const isPaired = (type: OrderType): type is PairedType => isOneOf(PAIRED_TYPES, type)

export const isConditional = (type: OrderType): type is ConditionalType => isOneOf(CONDITIONAL_TYPES, type)

/** True where the order is placed at a limit price. */
export const hasLimit = (type: OrderType): boolean => isOneOf(['limit', 'stopLimit', 'takeProfitLimit'], type)

/** True where the order waits for a price that is typed; a trailing stop reckons its own. */
export const hasTrigger = (type: OrderType): boolean =>
  isOneOf(['stop', 'stopLimit', 'takeProfit', 'takeProfitLimit'], type)

/** What of a ticket says how long its order may live. */
interface Timed {
  readonly type: OrderType
  readonly oco: boolean
  readonly timeInForce: TimeInForce
}

/** How long an order may live; nothing to choose at market, which fills at once. */
export function timesInForce({ type, oco }: Omit<Timed, 'timeInForce'>): readonly TimeInForce[] {
  if (type === 'market') return ['GTC']
  return type === 'limit' && !oco ? ['GTC', 'IOC', 'FOK', 'GTD'] : ['GTC', 'GTD']
}

/** The chosen one where the order has it, else until it is cancelled. */
export const effectiveTime = (form: Timed): TimeInForce =>
  isOneOf(timesInForce(form), form.timeInForce) ? form.timeInForce : 'GTC'

/** Only what waits at a limit can be kept from taking. */
export const allowsPostOnly = (form: Timed): boolean =>
  form.type === 'limit' && isOneOf(['GTC', 'GTD'], effectiveTime(form))

/** True where the quantity is counted from what is lost at the stop. */
export const sizeNeedsStop = (kind: OrderDraft['size']['kind']): kind is 'riskToStop' | 'kelly' =>
  isOneOf(['riskToStop', 'kelly'], kind)
