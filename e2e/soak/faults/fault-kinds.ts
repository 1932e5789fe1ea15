import type { FrameFault, RequestFault, VenueSide, VenueSimulator } from '../../venue/index.ts'
import type { Draw } from '../draw.ts'
import type { Relay } from '../../support/relay.ts'

/** Where faults are dealt to. */
export interface FaultSite {
  readonly venue: VenueSimulator
  readonly side: VenueSide
  /** The network of that side's engine. */
  readonly relay: Relay
  readonly draw: Draw
}

/** `planned` waits for a request or frame that meets it; `done` says whether it has hit somebody. */
export type FaultKind = { readonly name: string } & (
  | {
      readonly kind: 'request'
      readonly fault: (draw: Draw) => RequestFault
      readonly matching: (site: FaultSite) => RegExp
    }
  | {
      readonly kind: 'frame'
      readonly fault: (draw: Draw) => FrameFault
      readonly matching: (site: FaultSite) => RegExp
    }
  | { readonly kind: 'done'; readonly run: (site: FaultSite) => boolean | Promise<boolean> }
)

const ANY_REQUEST: Record<VenueSide, RegExp> = { spot: / \/(api|ws-api)\//, usdm: / \/fapi\// }
const COMMAND: Record<VenueSide, RegExp> = {
  spot: /^(POST|DELETE) \/api\/v3\/order/,
  usdm: /^(POST|PUT|DELETE) \/fapi\/v1\/(order|algoOrder)/,
}
/** Whatever the venue is sent twice of these, only one order can come of it: others might fill and come again. */
const REPEATABLE: Record<VenueSide, RegExp> = {
  spot: /^(DELETE|GET) \/api\/v3\/(order|openOrders|account|myTrades)|^POST \/api\/v3\/order.*type=LIMIT_MAKER/,
  usdm: /^(DELETE|GET) \/fapi\/v\d\/(order|algoOrder|openOrders|userTrades)|^PUT|^POST \/fapi\/v1\/order.*timeInForce=GTX/,
}

/** Orders and cancels mostly, and whatever else is asked. */
function requestOf({ side, draw }: FaultSite): RegExp {
  return draw.chance(0.75) ? COMMAND[side] : ANY_REQUEST[side]
}

/** The account's own frames mostly, and those of the market. */
function frameOf({ side, draw }: FaultSite): RegExp {
  return draw.chance(0.7)
    ? new RegExp(`^${side} user@`)
    : new RegExp(`^${side} .+@(trade|aggTrade|depth|kline|bookTicker)`)
}

function onRequest(name: string, fault: (draw: Draw) => RequestFault, matching = requestOf): FaultKind {
  return { name: `request: ${name}`, kind: 'request', fault, matching }
}

function onFrame(name: string, fault: (draw: Draw) => FrameFault): FaultKind {
  return { name: `frame: ${name}`, kind: 'frame', fault, matching: frameOf }
}

function done(name: string, run: (site: FaultSite) => boolean | Promise<boolean>): FaultKind {
  return { name, kind: 'done', run }
}

/** Answers that say no, each for a reason of its own. */
const REFUSALS = [
  { code: -1021, message: 'Timestamp for this request is outside of the recvWindow.', status: 400 },
  { code: -1015, message: 'Too many new orders; current limit is 300 orders per TEN_SECONDS.', status: 429 },
  { code: -2010, message: 'Account has insufficient balance for requested action.', status: 400 },
  { code: -1013, message: 'Filter failure: PERCENT_PRICE_BY_SIDE', status: 400 },
]

/** Every kind of fault that the simulator has, and what becomes of the network around it. */
export const FAULT_KINDS: readonly FaultKind[] = [
  onRequest('delay', (draw) => ({ kind: 'delay', ms: draw.whole(100, 1_500) })),
  onRequest('drop, taken', () => ({ kind: 'drop', taken: true })),
  onRequest('drop, not taken', () => ({ kind: 'drop', taken: false })),
  onRequest('hang, taken', () => ({ kind: 'hang', taken: true })),
  onRequest('hang, not taken', () => ({ kind: 'hang', taken: false })),
  onRequest(
    'duplicate',
    () => ({ kind: 'duplicate' }),
    ({ side }) => REPEATABLE[side],
  ),
  onRequest(
    'reject',
    (draw) => ({ kind: 'reject', ...draw.pick(REFUSALS) }),
    ({ side }) => COMMAND[side],
  ),
  onRequest('429', (draw) => ({ kind: 'ban', status: 429, forMs: draw.whole(1_000, 2_000) })),
  onRequest('418', (draw) => ({ kind: 'ban', status: 418, forMs: draw.whole(1_000, 4_000) })),
  // With 503 the exchange says that nothing was done.
  onRequest('server error, taken', (draw) => ({
    kind: 'serverError',
    status: draw.pick([500, 502, 504]),
    taken: true,
  })),
  onRequest('server error, not taken', (draw) => ({
    kind: 'serverError',
    status: draw.pick([500, 502, 503, 504]),
    taken: false,
  })),
  onRequest('invalid JSON, taken', () => ({ kind: 'invalidJson', taken: true })),
  onRequest('invalid JSON, not taken', () => ({ kind: 'invalidJson', taken: false })),
  onRequest(
    'partial fill',
    (draw) => ({ kind: 'partialFill', share: draw.between(0.2, 0.8) }),
    ({ side }) => new RegExp(`^${side} \\w+ MARKET`),
  ),
  onFrame('drop', () => ({ kind: 'drop' })),
  onFrame('duplicate', () => ({ kind: 'duplicate' })),
  onFrame('delay', (draw) => ({ kind: 'delay', ms: draw.whole(50, 2_000) })),
  onFrame('reorder', () => ({ kind: 'reorder' })),
  onFrame('invalid JSON', () => ({ kind: 'invalidJson' })),
  onFrame('disconnect', () => ({ kind: 'disconnect' })),
  onFrame('silence', () => ({ kind: 'silence' })),
  onFrame('half-open', () => ({ kind: 'halfOpen' })),
  // Only back, as if the engine's clock were fast: bars keep to the machine's time, and must not end before their time.
  done('clock skew', ({ venue, draw }) => {
    const skewMs = draw.chance(0.2) ? 0 : -draw.whole(20_000, 600_000)
    const beforeMs = venue.nowMs()
    venue.skewClock(skewMs)
    for (const meter of Object.values(venue.meters)) meter.shift(venue.nowMs() - beforeMs)
    return true
  }),
  done('every connection cut', ({ venue, side }) => {
    const isHit = venue.connections.wires(side).length > 0
    venue.connections.drop(side)
    return isHit
  }),
  done('every connection silent', ({ venue, side }) => {
    const wires = venue.connections.wires(side)
    for (const wire of wires) wire.fallSilent()
    return wires.length > 0
  }),
  done('every connection half-open', ({ venue, side }) => {
    const wires = venue.connections.wires(side)
    for (const wire of wires) wire.goHalfOpen()
    return wires.length > 0
  }),
  done('listen key expired', ({ venue }) => {
    const isHit = venue.futuresUser.wires.length > 0
    venue.futuresUser.expireKey()
    return isHit
  }),
  done('network gone', async ({ relay, draw }) => {
    const isHit = relay.connections > 0
    await relay.close()
    await new Promise((resolve) => setTimeout(resolve, draw.whole(500, 4_000)))
    await relay.open()
    return isHit
  }),
  done('funding', ({ venue, draw }) => {
    const position = draw.pickIfAny(venue.usdm.account.positions())
    if (!position) return false
    venue.perpetuals.applyFunding(position.symbol, draw.pick(['0.0001', '-0.0001', '0.0005']))
    return true
  }),
]
