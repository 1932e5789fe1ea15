import { z } from 'zod'
import { ExitPlanValue, TrailingValue } from './order-terms.ts'
import { IdempotencyKey, InstrumentIdText, PositiveDecimalText, TimeMsValue } from './primitives.ts'
import { OrderSize, OrderTypeValue, SideValue, TimeInForceValue } from './trading.ts'

type OrderType = z.infer<typeof OrderTypeValue>
type TimeInForce = z.infer<typeof TimeInForceValue>

const WITH_LIMIT: ReadonlySet<OrderType> = new Set(['limit', 'stopLimit', 'takeProfitLimit'])
const WITH_TRIGGER: ReadonlySet<OrderType> = new Set(['stop', 'stopLimit', 'takeProfit', 'takeProfitLimit'])

/** What a hand may ask for, by type; the first is meant where nothing is said. */
const TIMES_IN_FORCE: Readonly<Record<OrderType, readonly TimeInForce[]>> = {
  market: ['GTC', 'IOC', 'FOK'],
  limit: ['GTC', 'IOC', 'FOK', 'GTD'],
  stop: ['GTC', 'GTD'],
  stopLimit: ['GTC', 'GTD'],
  takeProfit: ['GTC', 'GTD'],
  takeProfitLimit: ['GTC', 'GTD'],
  trailingStop: ['GTC', 'GTD'],
}

/** Shares are float64: a third three times is a whole. */
const WHOLE = 1 + 1e-9

const DraftFields = z.object({
  instrumentId: InstrumentIdText,
  side: SideValue,
  type: OrderTypeValue,
  size: OrderSize,
  limitPrice: PositiveDecimalText.optional(),
  triggerPrice: PositiveDecimalText.optional(),
  /** Of a trailing stop: how far it stays behind the best price. */
  trailing: TrailingValue.optional(),
  timeInForce: TimeInForceValue.default('GTC'),
  /** Of a GTD order: session time at which it ends. */
  expireAtMs: TimeMsValue.optional(),
  /** Never takes: the venue refuses it where it would trade at once. */
  postOnly: z.boolean().default(false),
  reduceOnly: z.boolean().default(false),
  stopLossPrice: PositiveDecimalText.optional(),
  takeProfitPrice: PositiveDecimalText.optional(),
  /** What else is decided about the exits of the position that it opens. */
  exitPlan: ExitPlanValue.optional(),
})
type Fields = z.infer<typeof DraftFields>
type Fault = (path: string, message: string) => void

/** What a hand asks for; the same shape previews and creates. */
export const OrderDraft = DraftFields.superRefine((draft, context) => {
  const fault: Fault = (path, message) => context.addIssue({ code: 'custom', path: path.split('.'), message })
  checkPrices(draft, fault)
  checkTime(draft, fault)
  checkExits(draft, fault)
})
export type OrderDraft = z.infer<typeof OrderDraft>
export type OrderDraftInput = z.input<typeof OrderDraft>

export const CreateOrderInput = z.object({ idempotencyKey: IdempotencyKey, draft: OrderDraft })

/** Two orders of one instrument that exclude each other: the first that fills ends the other. */
export const CreateOcoInput = z
  .object({ idempotencyKey: IdempotencyKey, drafts: z.tuple([OrderDraft, OrderDraft]) })
  .superRefine(({ drafts: [first, second] }, context) => {
    const fault: Fault = (path, message) => context.addIssue({ code: 'custom', path: path.split('.'), message })
    if (first.instrumentId !== second.instrumentId) {
      fault('drafts.1.instrumentId', `both orders are of one instrument, here ${first.instrumentId}`)
    }
    for (const [index, { type, timeInForce }] of [first, second].entries()) {
      if (type === 'market') fault(`drafts.${index}.type`, `a market order fills at once. Allowed: ${waitingTypes()}`)
      if (timeInForce === 'IOC' || timeInForce === 'FOK') {
        fault(`drafts.${index}.timeInForce`, 'both orders have to wait. Allowed: GTC, GTD')
      }
    }
  })

const AmendFields = z.object({
  orderId: z.string(),
  /** The whole, what has filled included. */
  quantity: PositiveDecimalText.optional(),
  limitPrice: PositiveDecimalText.optional(),
  triggerPrice: PositiveDecimalText.optional(),
})
const changesSomething = ({ quantity, limitPrice, triggerPrice }: z.infer<typeof AmendFields>): boolean =>
  (quantity ?? limitPrice ?? triggerPrice) !== undefined
const NOTHING_NAMED = 'name quantity, limitPrice or triggerPrice: what is left out stays as it is'

/** Other terms for a working order, to be looked at first; what is left out stays. */
export const AmendDraft = AmendFields.refine(changesSomething, NOTHING_NAMED)
export type AmendDraft = z.infer<typeof AmendDraft>

/** Other terms for a working order; what is left out stays. */
export const AmendOrderInput = AmendFields.extend({ idempotencyKey: IdempotencyKey }).refine(
  changesSomething,
  NOTHING_NAMED,
)
export type AmendOrderInput = z.infer<typeof AmendOrderInput>

function waitingTypes(): string {
  return OrderTypeValue.options.filter((type) => type !== 'market').join(', ')
}

function checkPrices({ type, limitPrice, triggerPrice, trailing }: Fields, fault: Fault): void {
  const has = (path: string, isWanted: boolean, value: unknown): void => {
    if (isWanted && value === undefined) fault(path, `a ${type} order needs a ${path}`)
    if (!isWanted && value !== undefined) fault(path, `a ${type} order has no ${path}`)
  }
  has('limitPrice', WITH_LIMIT.has(type), limitPrice)
  has('triggerPrice', WITH_TRIGGER.has(type), triggerPrice)
  has('trailing', type === 'trailingStop', trailing)
}

function checkTime({ type, timeInForce, expireAtMs, postOnly }: Fields, fault: Fault): void {
  const allowed = TIMES_IN_FORCE[type]
  if (!allowed.includes(timeInForce)) fault('timeInForce', `a ${type} order allows ${allowed.join(', ')}`)
  if (timeInForce === 'GTD' && expireAtMs === undefined) fault('expireAtMs', 'a GTD order needs an expireAtMs')
  if (timeInForce !== 'GTD' && expireAtMs !== undefined) fault('expireAtMs', 'only a GTD order has an expireAtMs')
  if (postOnly && type !== 'limit') fault('postOnly', 'only a limit order can be post-only')
  if (postOnly && (timeInForce === 'IOC' || timeInForce === 'FOK')) {
    fault('postOnly', 'a post-only order waits: it allows GTC, GTD')
  }
}

function checkExits(draft: Fields, fault: Fault): void {
  const { size, reduceOnly, stopLossPrice, takeProfitPrice, exitPlan } = draft
  if ((size.kind === 'riskToStop' || size.kind === 'kelly') && stopLossPrice === undefined) {
    fault('stopLossPrice', `a size by ${size.kind === 'kelly' ? 'Kelly' : 'risk to stop'} needs a stopLossPrice`)
  }
  if (reduceOnly && (stopLossPrice ?? takeProfitPrice ?? exitPlan) !== undefined) {
    fault('reduceOnly', 'a reduce-only order cannot carry a stop-loss, a take-profit or an exit plan')
  }
  if (exitPlan) checkPlan(draft, exitPlan, fault)
}

function checkPlan({ stopLossPrice, takeProfitPrice }: Fields, plan: ExitPlanValue, fault: Fault): void {
  const { targets, trailing, breakEven } = plan
  const sum = targets.reduce((total, { fraction }) => total + fraction, 0)
  if (sum > WHOLE) fault('exitPlan.targets', `their fractions sum to ${sum}, at most 1 is allowed`)
  if (takeProfitPrice !== undefined && targets.length > 0 && sum > 1 - 1e-9) {
    fault('takeProfitPrice', 'the targets close all of the position: nothing is left for a takeProfitPrice')
  }
  if (breakEven && stopLossPrice === undefined && trailing === undefined) {
    fault('exitPlan.breakEven', 'there is no stop to move: it needs a stopLossPrice or a trailing stop')
  }
  if (breakEven?.kind === 'afterFirstTarget' && targets.length === 0) {
    fault('exitPlan.breakEven', 'afterFirstTarget needs at least one target')
  }
}
