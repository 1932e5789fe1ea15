import * as z from 'zod'
import { Decimal } from '../../../src-main/base/index.ts'
import type { Exchange } from '../books/exchange.ts'
import { isOpen } from '../books/venue-order.ts'
import type { VenueSide } from '../side.ts'
import type { VenueSimulator } from '../venue.ts'
import { PlannedFault } from './fault-schema.ts'

/** What the control door can be told to do. */
export interface Command {
  readonly name: string
  /** What has to be sent, in a line. */
  readonly takes: string
  /** @throws ZodError for what is not as it should be; Error with what to do otherwise. */
  readonly run: (venue: VenueSimulator, body: unknown) => void
}

const side = z.enum(['spot', 'usdm'])
const decimal = z.union([z.string().regex(/^-?\d+(\.\d+)?$/), z.number()]).transform((value) => new Decimal(value))
const positive = decimal.refine((value) => value.gt(0), 'must be above 0')
const symbol = z.string()
const connections = z.strictObject({ side: side.optional() }).default({})

export const COMMANDS: readonly Command[] = [
  command('price', z.strictObject({ side, symbol, price: positive }), (venue, body) =>
    exchangeOf(venue, body.side).setPrice(body.symbol, body.price),
  ),
  command(
    'trade',
    z.strictObject({ side, symbol, price: positive, quantity: positive, takerSide: z.enum(['buy', 'sell']) }),
    (venue, body) => exchangeOf(venue, body.side).market(body.symbol).print(body.price, body.quantity, body.takerSide),
  ),
  command(
    'step',
    z.strictObject({ count: z.number().int().min(1).max(100_000).default(1) }).default({ count: 1 }),
    (venue, { count }) => {
      for (let index = 0; index < count; index++) venue.step()
    },
  ),
  command('walk', z.strictObject({ everyMs: z.number().int().min(10).nullable() }), (venue, { everyMs }) =>
    everyMs === null ? venue.stopWalk() : venue.startWalk(everyMs),
  ),
  command(
    'fill',
    z.strictObject({
      side,
      orderId: z.number().int(),
      quantity: positive,
      price: positive,
      isMaker: z.boolean().default(false),
    }),
    (venue, body) => fill(exchangeOf(venue, body.side), body),
  ),
  command('fault', PlannedFault, (venue, planned) => {
    const when = { times: planned.times, probability: planned.probability, ...matchingOf(planned.matching) }
    if (planned.on === 'request') venue.faults.onRequest(planned.fault, when)
    else venue.faults.onFrame(planned.fault, when)
  }),
  command('clear-faults', nothing(), (venue) => venue.faults.clear()),
  command('skew', z.strictObject({ skewMs: z.number().int() }), (venue, { skewMs }) => venue.skewClock(skewMs)),
  command('funding', z.strictObject({ symbol, rate: decimal.optional() }), (venue, body) =>
    venue.perpetuals.applyFunding(body.symbol, body.rate),
  ),
  command('transfer', z.strictObject({ amount: decimal }), (venue, { amount }) => venue.perpetuals.transfer(amount)),
  command('balance', z.strictObject({ asset: z.string(), total: decimal }), (venue, { asset, total }) =>
    venue.spot.account.setBalance(asset, total),
  ),
  command('status', z.strictObject({ side, symbol, status: z.enum(['TRADING', 'BREAK', 'SETTLING']) }), (venue, body) =>
    exchangeOf(venue, body.side).market(body.symbol).setStatus(body.status),
  ),
  command('disconnect', connections, (venue, body) => venue.connections.drop(body.side)),
  command('silence', connections, (venue, body) => {
    for (const wire of venue.connections.wires(body.side)) wire.fallSilent()
  }),
  command('half-open', connections, (venue, body) => {
    for (const wire of venue.connections.wires(body.side)) wire.goHalfOpen()
  }),
  command('expire-listen-key', nothing(), (venue) => venue.futuresUser.expireKey()),
]

function command<Schema extends z.ZodType>(
  name: string,
  schema: Schema,
  run: (venue: VenueSimulator, body: z.output<Schema>) => void,
): Command {
  const takes = JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }))
  return { name, takes, run: (venue, body) => run(venue, schema.parse(body)) }
}

function nothing(): z.ZodType {
  return z.strictObject({}).default({})
}

function matchingOf(pattern: string | undefined): { readonly matching?: RegExp } {
  return pattern === undefined ? {} : { matching: new RegExp(pattern) }
}

function exchangeOf(venue: VenueSimulator, which: VenueSide): Exchange {
  return which === 'spot' ? venue.spot : venue.usdm
}

interface FillWish {
  readonly orderId: number
  readonly quantity: Decimal
  readonly price: Decimal
  readonly isMaker: boolean
}

function fill({ store, desk }: Exchange, { orderId, ...match }: FillWish): void {
  const order = store.orders.find((other) => other.orderId === orderId)
  if (!order || !isOpen(order)) throw new Error(`orderId ${orderId} is no open order`)
  desk.fill(order, match)
}
