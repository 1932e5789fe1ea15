import type { Exchange } from '../books/exchange.ts'
import { isOpen, type VenueOrder } from '../books/venue-order.ts'
import { ApiError, refusals } from './api-error.ts'
import { placedSpotOrder } from './order-json.ts'
import type { Params } from './params.ts'

export interface Replacement {
  readonly params: Params
  readonly exchange: Exchange
  readonly place: (params: Params) => VenueOrder
  readonly cancelled: (order: VenueOrder) => object
}

/** An answer that says which of the two steps failed. */
export class ReplaceFailed extends ApiError {
  readonly data: object

  constructor(code: -2021 | -2022, data: object) {
    super(code, code === -2021 ? 'Order cancel-replace partially failed.' : 'Order cancel-replace failed.', 409)
    this.data = data
  }
}

/** Cancels an order and places another; in the mode STOP_ON_FAILURE the second only once the first is done. */
export function cancelReplace({ params, exchange, place, cancelled }: Replacement): object {
  const isStopping = params.required('cancelReplaceMode') === 'STOP_ON_FAILURE'
  const cancel = outcomeOf(() => {
    const order = named(exchange, params)
    if (!order || !isOpen(order)) throw refusals.unknownOrder()
    exchange.desk.cancel(order)
    return cancelled(order)
  })
  if (!cancel.isDone && isStopping) {
    throw new ReplaceFailed(-2022, {
      ...told('cancel', cancel),
      newOrderResult: 'NOT_ATTEMPTED',
      newOrderResponse: null,
    })
  }
  const next = outcomeOf(() => placedSpotOrder(place(params), params.optional('newOrderRespType') ?? 'FULL'))
  const data = { ...told('cancel', cancel), ...told('newOrder', next) }
  if (cancel.isDone && next.isDone) return data
  throw new ReplaceFailed(cancel.isDone || next.isDone ? -2021 : -2022, data)
}

interface Outcome {
  readonly isDone: boolean
  readonly response: object
}

function outcomeOf(action: () => object): Outcome {
  try {
    return { isDone: true, response: action() }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    return { isDone: false, response: { code: error.code, msg: error.message } }
  }
}

function told(step: 'cancel' | 'newOrder', { isDone, response }: Outcome): Record<string, unknown> {
  return { [`${step}Result`]: isDone ? 'SUCCESS' : 'FAILURE', [`${step}Response`]: response }
}

function named(exchange: Exchange, params: Params): VenueOrder | undefined {
  return exchange.store.find({
    symbol: exchange.market(params.required('symbol')).rules.symbol,
    orderId: params.integer('cancelOrderId'),
    clientOrderId: params.optional('cancelOrigClientOrderId'),
  })
}
