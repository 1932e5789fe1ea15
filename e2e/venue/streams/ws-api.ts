import type { FrontDesk } from '../rest/front-desk.ts'
import { Params } from '../rest/params.ts'
import type { HttpMethod } from '../rest/route.ts'
import type { VenueSide } from '../side.ts'
import type { SpotUserStream } from './user-streams.ts'
import type { Wire } from './wire.ts'

/** The REST endpoint behind each method, by side. */
const METHODS: Record<VenueSide, Readonly<Record<string, readonly [HttpMethod, string]>>> = {
  spot: {
    ping: ['GET', '/api/v3/ping'],
    time: ['GET', '/api/v3/time'],
    exchangeInfo: ['GET', '/api/v3/exchangeInfo'],
    depth: ['GET', '/api/v3/depth'],
    klines: ['GET', '/api/v3/klines'],
    'order.place': ['POST', '/api/v3/order'],
    'order.test': ['POST', '/api/v3/order/test'],
    'order.cancel': ['DELETE', '/api/v3/order'],
    'order.status': ['GET', '/api/v3/order'],
    'order.cancelReplace': ['POST', '/api/v3/order/cancelReplace'],
    'openOrders.status': ['GET', '/api/v3/openOrders'],
    'openOrders.cancelAll': ['DELETE', '/api/v3/openOrders'],
    allOrders: ['GET', '/api/v3/allOrders'],
    myTrades: ['GET', '/api/v3/myTrades'],
    'account.status': ['GET', '/api/v3/account'],
    // Signed like any other; what it answers is the subscription.
    'userDataStream.subscribe.signature': ['GET', '/api/v3/account'],
  },
  usdm: {
    ping: ['GET', '/fapi/v1/ping'],
    time: ['GET', '/fapi/v1/time'],
    depth: ['GET', '/fapi/v1/depth'],
    'order.place': ['POST', '/fapi/v1/order'],
    'order.modify': ['PUT', '/fapi/v1/order'],
    'order.cancel': ['DELETE', '/fapi/v1/order'],
    'order.status': ['GET', '/fapi/v1/order'],
    'algoOrder.place': ['POST', '/fapi/v1/algoOrder'],
    'algoOrder.cancel': ['DELETE', '/fapi/v1/algoOrder'],
    'account.balance': ['GET', '/fapi/v2/balance'],
    'v2/account.balance': ['GET', '/fapi/v2/balance'],
    'account.status': ['GET', '/fapi/v2/account'],
    'v2/account.status': ['GET', '/fapi/v2/account'],
    'account.position': ['GET', '/fapi/v2/positionRisk'],
    'v2/account.position': ['GET', '/fapi/v2/positionRisk'],
  },
}

const PATHS: Record<VenueSide, string> = { spot: '/ws-api/v3', usdm: '/ws-fapi/v1' }

interface Message {
  readonly id: string | number | null
  readonly method: string
  readonly params: Readonly<Record<string, unknown>>
}

/** The WebSocket API: the same endpoints, limits, signatures and faults as over REST, on one connection. */
export class WsApi {
  readonly #desk: FrontDesk
  readonly #userStream: SpotUserStream

  constructor(desk: FrontDesk, userStream: SpotUserStream) {
    this.#desk = desk
    this.#userStream = userStream
  }

  receive(wire: Wire, text: string): void {
    const message = parsed(text)
    if (!message) {
      wire.send('reply', failure(null, 400, { code: -1100, msg: 'Illegal characters found in a parameter.' }))
      return
    }
    const target = METHODS[wire.side][message.method]
    const route = target && this.#desk.find(...target)
    if (!route) {
      wire.send('reply', failure(message.id, 400, { code: -1104, msg: `Unknown method '${message.method}'.` }))
      return
    }
    const params = textsOf(message.params)
    const payload = signedText(params)
    const delivery = this.#desk.receive({
      side: wire.side,
      subject: `WS ${PATHS[wire.side]} ${message.method}?${payload}`,
      route,
      params: new Params(params),
      apiKey: params.get('apiKey') ?? undefined,
      payload,
    })
    switch (delivery.kind) {
      case 'drop':
        wire.drop()
        break
      case 'hang':
        break
      case 'unreadable':
        wire.sendText('reply', JSON.stringify(this.#success(wire, message, delivery.answer.body)).slice(0, -1))
        break
      case 'answer': {
        const { status, body } = delivery.answer
        const reply = status === 200 ? this.#success(wire, message, body) : failure(message.id, status, body)
        if (delivery.delayMs > 0) setTimeout(() => wire.send('reply', reply), delivery.delayMs)
        else wire.send('reply', reply)
      }
    }
  }

  #success(wire: Wire, { id, method }: Message, body: unknown): object {
    const isSubscription = method === 'userDataStream.subscribe.signature'
    const result = isSubscription ? { subscriptionId: this.#userStream.subscribe(wire) } : body
    return { id, status: 200, result, rateLimits: [] }
  }
}

function failure(id: Message['id'], status: number, error: unknown): object {
  return { id, status, error, rateLimits: [] }
}

function parsed(text: string): Message | undefined {
  try {
    const { id = null, method, params = {} } = JSON.parse(text) as Partial<Message>
    return typeof method === 'string' ? { id, method, params } : undefined
  } catch {
    return undefined
  }
}

function textsOf(params: Message['params']): URLSearchParams {
  const texts = Object.entries(params).map(([name, value]) => [name, String(value)])
  return new URLSearchParams(texts)
}

/** Every parameter but the signature, in the order of their names. */
function signedText(params: URLSearchParams): string {
  return [...params]
    .filter(([name]) => name !== 'signature')
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}
