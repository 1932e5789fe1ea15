import type { RequestFault, VenueSide } from '../../../venue/index.ts'

interface RequestNames {
  readonly order: string
  readonly cancel: string
  readonly openOrders: string
  /** Frames about orders in the account's stream. */
  readonly account: string
}

/** How faults name what a trading venue sends and hears. */
export const REQUESTS: Readonly<Record<VenueSide, RequestNames>> = {
  spot: {
    order: 'POST /api/v3/order',
    cancel: 'DELETE /api/v3/order',
    openOrders: 'GET /api/v3/openOrders',
    account: 'spot user@executionReport',
  },
  usdm: {
    order: 'POST /fapi/v1/order',
    cancel: 'DELETE /fapi/v1/order',
    openOrders: 'GET /fapi/v1/openOrders',
    account: 'usdm user@ORDER_TRADE_UPDATE',
  },
}

type UnclearFault = Extract<RequestFault, { readonly taken: boolean }>

/** Faults after which nobody can tell by the answer whether the exchange has done what was asked. */
export const UNCLEAR: readonly UnclearFault[] = [true, false].flatMap((taken) => [
  { kind: 'drop', taken } as const,
  { kind: 'hang', taken } as const,
  { kind: 'serverError', status: 500, taken } as const,
  { kind: 'serverError', status: 504, taken } as const,
  { kind: 'invalidJson', taken } as const,
])

/** A fault in the words of its plan. */
export function wordsOf(fault: RequestFault): string {
  return JSON.stringify(fault)
}
