import { z } from 'zod'
import { IdempotencyKey, InstrumentIdText } from './primitives.ts'
import {
  Limit,
  StrategyPath,
  entry,
  trader,
  viewer,
  withDenial,
  withFaults,
  withInstrument,
  withStrategy,
} from './procedure-base.ts'
import { AmendDraft, AmendOrderInput, CreateOcoInput, CreateOrderInput, OrderDraft } from './order-draft.ts'
import { SignalView, StrategyView } from './strategy.ts'
import {
  AccountView,
  ClosePositionInput,
  EquityPoint,
  FillView,
  OrderView,
  PositionView,
  PreviewView,
  ProtectPositionInput,
  ProtectPreviewView,
} from './trading.ts'

/** Strategies, their switches, parameters and signals. */
export const strategies = {
  list: viewer
    .route({ method: 'GET', path: '/strategies', tags: ['strategies'] })
    .output(z.object({ strategies: z.array(StrategyView) })),
  enable: trader
    .route({ method: 'POST', path: '/strategies/{strategyId}/enable', tags: ['strategies'] })
    .errors(withStrategy)
    .input(StrategyPath)
    .output(StrategyView),
  disable: trader
    .route({ method: 'POST', path: '/strategies/{strategyId}/disable', tags: ['strategies'] })
    .errors(withStrategy)
    .input(StrategyPath)
    .output(StrategyView),
  setParameters: trader
    .route({ method: 'PUT', path: '/strategies/{strategyId}/parameters', tags: ['strategies'] })
    .errors({ ...withStrategy, ...withFaults })
    .input(StrategyPath.extend({ parameters: z.record(z.string(), z.unknown()) }))
    .output(StrategyView),
  signals: viewer
    .route({ method: 'GET', path: '/signals', tags: ['strategies'] })
    .input(z.object({ limit: Limit }))
    .output(z.object({ signals: z.array(SignalView) })),
}

/** Orders of hands and strategies. */
export const orders = {
  list: viewer
    .route({ method: 'GET', path: '/orders', tags: ['orders'], summary: 'Newest first' })
    .input(
      z.object({
        status: z.enum(['open', 'all']).default('all'),
        instrumentId: InstrumentIdText.optional(),
        limit: Limit,
      }),
    )
    .output(z.object({ orders: z.array(OrderView) })),
  preview: viewer
    .route({
      method: 'POST',
      path: '/orders/preview',
      tags: ['orders'],
      summary: 'What the risk check would say; nothing is sent',
    })
    .errors({ ...withInstrument, PRICE_UNAVAILABLE: entry('PRICE_UNAVAILABLE') })
    .input(OrderDraft)
    .output(PreviewView),
  create: trader
    .meta({ idempotent: 'key' })
    .route({ method: 'POST', path: '/orders', successStatus: 201, tags: ['orders'] })
    .errors({ ...withInstrument, ...withDenial })
    .input(CreateOrderInput)
    .output(OrderView),
  createOco: trader
    .meta({ idempotent: 'key' })
    .route({
      method: 'POST',
      path: '/orders/oco',
      successStatus: 201,
      tags: ['orders'],
      summary: 'Two orders that exclude each other: the first that fills ends the other',
    })
    .errors({ ...withInstrument, ...withDenial })
    .input(CreateOcoInput)
    .output(z.object({ orders: z.array(OrderView) })),
  previewAmend: viewer
    .route({
      method: 'POST',
      path: '/orders/{orderId}/preview',
      tags: ['orders'],
      summary: 'What the risk check would say of other terms; nothing is sent, and no rules where it is not asked',
    })
    .errors({
      UNKNOWN_ORDER: entry('UNKNOWN_ORDER'),
      ORDER_NOT_AMENDABLE: entry('ORDER_NOT_AMENDABLE'),
      PRICE_UNAVAILABLE: entry('PRICE_UNAVAILABLE'),
    })
    .input(AmendDraft)
    .output(PreviewView),
  amend: trader
    .meta({ idempotent: 'key' })
    .route({
      method: 'PATCH',
      path: '/orders/{orderId}',
      tags: ['orders'],
      summary: 'Other quantity or prices for a working order; what is left out stays',
    })
    .errors({
      UNKNOWN_ORDER: entry('UNKNOWN_ORDER'),
      ORDER_NOT_AMENDABLE: entry('ORDER_NOT_AMENDABLE'),
      ...withDenial,
    })
    .input(AmendOrderInput)
    .output(OrderView),
  cancel: trader
    .route({ method: 'POST', path: '/orders/{orderId}/cancel', tags: ['orders'] })
    .errors({ UNKNOWN_ORDER: entry('UNKNOWN_ORDER'), ORDER_NOT_CANCELLABLE: entry('ORDER_NOT_CANCELLABLE') })
    .input(z.object({ orderId: z.string() }))
    .output(OrderView),
  cancelAll: trader
    .route({
      method: 'POST',
      path: '/orders/cancel-all',
      tags: ['orders'],
      summary: 'Cancel working entries; protection stays unless asked for',
    })
    .input(z.object({ instrumentId: InstrumentIdText.optional(), includeProtection: z.boolean().default(false) }))
    .output(z.object({ cancelled: z.number().int() })),
}

/** Open positions, their exits and how they are closed. */
export const positions = {
  list: viewer
    .route({ method: 'GET', path: '/positions', tags: ['positions'] })
    .output(z.object({ positions: z.array(PositionView) })),
  close: trader
    .meta({ idempotent: 'key' })
    .route({
      method: 'POST',
      path: '/positions/{positionId}/close',
      tags: ['positions'],
      summary: 'Close all or a share at market',
    })
    .errors({ UNKNOWN_POSITION: entry('UNKNOWN_POSITION'), ...withDenial })
    .input(ClosePositionInput)
    .output(OrderView),
  previewProtection: viewer
    .route({
      method: 'POST',
      path: '/positions/{positionId}/protection/preview',
      tags: ['positions'],
      summary: 'What other exits would mean; nothing is sent',
    })
    .errors({ UNKNOWN_POSITION: entry('UNKNOWN_POSITION') })
    .input(ProtectPositionInput)
    .output(ProtectPreviewView),
  protect: trader
    .meta({ idempotent: 'key' })
    .route({
      method: 'PUT',
      path: '/positions/{positionId}/protection',
      tags: ['positions'],
      summary: 'Set, move or take away the stop and the target of a position',
    })
    .errors({ UNKNOWN_POSITION: entry('UNKNOWN_POSITION'), ...withDenial })
    .input(ProtectPositionInput.extend({ idempotencyKey: IdempotencyKey }))
    .output(PositionView),
}

/** Cash, equity and fills of the account. */
export const account = {
  get: viewer.route({ method: 'GET', path: '/account', tags: ['account'] }).output(AccountView),
  fills: viewer
    .route({ method: 'GET', path: '/fills', tags: ['account'], summary: 'Newest first' })
    .input(z.object({ limit: Limit, instrumentId: InstrumentIdText.optional() }))
    .output(z.object({ fills: z.array(FillView) })),
  reset: trader
    .meta({ idempotent: 'key' })
    .route({
      method: 'POST',
      path: '/account/reset',
      tags: ['account'],
      summary: 'Paper only: cancel orders, drop positions, start again with cash',
    })
    .errors({ IDEMPOTENCY_MISMATCH: entry('IDEMPOTENCY_MISMATCH') })
    .input(z.object({ idempotencyKey: IdempotencyKey }))
    .output(AccountView),
}

/** The course of the account over time. */
export const analytics = {
  equity: viewer
    .route({
      method: 'GET',
      path: '/analytics/equity',
      tags: ['analytics'],
      summary: 'Equity over session time, oldest first',
    })
    .input(z.object({ limit: z.coerce.number().int().min(2).max(5000).default(1000) }))
    .output(z.object({ points: z.array(EquityPoint) })),
}
