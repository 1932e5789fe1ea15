import { EngineError } from '../base/index.ts'
import type { OrderHandling, OrderTerms, VenueCapabilities } from '../domain/index.ts'

type Asked = Pick<OrderTerms, 'type' | 'timeInForce' | 'postOnly' | 'awaitsFunds'>

/** Types that wait for a price: the engine can do that in the venue's place. */
const EMULATED_TYPES: ReadonlySet<OrderTerms['type']> = new Set([
  'stop',
  'stopLimit',
  'takeProfit',
  'takeProfitLimit',
  'trailingStop',
])

/**
 * Who sees to the order: the venue where it offers all of it and finds what it needs, else the engine.
 * @throws EngineError `BAD_REQUEST` for what the venue does not offer and nobody can stand in for.
 */
export function handlingOf(asked: Asked, capabilities: VenueCapabilities): OrderHandling {
  const { type, timeInForce, postOnly, awaitsFunds } = asked
  requireOffered(asked, capabilities)
  if (postOnly && !capabilities.postOnly) {
    throw notOffered('postOnly', 'post-only orders', 'Send it without postOnly: it may then take instead of make.')
  }
  const waitsHere = EMULATED_TYPES.has(type) && !capabilities.orderTypes.includes(type)
  const endsHere = timeInForce === 'GTD' && !capabilities.timesInForce.includes('GTD')
  return awaitsFunds || waitsHere || endsHere ? 'engine' : 'venue'
}

/**
 * The same for a stop or a target of a position. Where the venue locks what an order sells, the stop stands there and the
 * engine waits with the targets: both would be to sell the same.
 */
export function exitHandlingOf(exit: Asked & Pick<OrderTerms, 'role'>, capabilities: VenueCapabilities): OrderHandling {
  return exit.role === 'takeProfit' && capabilities.locksHoldings ? 'engine' : handlingOf(exit, capabilities)
}

/** Only a stop of market or limit type can be sent later as something plainer; the rest has to be the venue's own. */
function requireOffered({ type, timeInForce }: Asked, { orderTypes, timesInForce }: VenueCapabilities): void {
  if (!EMULATED_TYPES.has(type) && !orderTypes.includes(type)) {
    throw notOffered('type', `${type} orders`, `It offers ${orderTypes.join(', ')}.`)
  }
  // At market there is nothing to wait for, whatever it is called.
  if (type === 'market' || timeInForce === 'GTD' || timesInForce.includes(timeInForce)) return
  const advice = timeInForce === 'FOK' ? ' All or nothing cannot be promised in its place.' : ''
  throw notOffered('timeInForce', timeInForce, `It offers ${timesInForce.join(', ')}.${advice}`)
}

function notOffered(path: string, what: string, advice: string): EngineError {
  const message = `this venue does not offer ${what}. ${advice}`
  return new EngineError('BAD_REQUEST', `${path}: ${message}`, { data: { issues: [{ path, message }] } })
}
