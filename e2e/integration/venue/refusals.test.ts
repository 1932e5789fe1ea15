import { describe, expect, it } from 'vitest'
import { Decimal } from '../../../src-main/base/index.ts'
import { READING_KEY } from '../../venue/index.ts'
import { BTC, useVenue } from '../../venue/testing/rig.ts'

/** Name of the client's error, and what the venue said. */
async function refusal(work: Promise<unknown>): Promise<readonly [string, string]> {
  try {
    await work
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return [error.name, error.message.replace(/^\S+ /, '')]
  }
  throw new Error('nothing was refused')
}

describe.each(['spot', 'usdm'] as const)('who may ask what of %s', (side) => {
  const rig = useVenue()

  it('an unknown key is refused', async () => {
    const client = await rig.open(side, { apiKey: 'x'.repeat(64) })
    expect(await refusal(client.fetchBalance())).toEqual([
      'AuthenticationError',
      '{"code":-2015,"msg":"Invalid API-key, IP, or permissions for action."}',
    ])
  })

  it('a key that is none is refused', async () => {
    const client = await rig.open(side, { apiKey: 'short' })
    expect((await refusal(client.fetchBalance()))[1]).toContain('-2014')
  })

  it('a wrong secret is refused', async () => {
    const client = await rig.open(side, { secret: 'wrong' })
    expect(await refusal(client.fetchBalance())).toEqual([
      'AuthenticationError',
      '{"code":-1022,"msg":"Signature for this request is not valid."}',
    ])
  })

  it('a key that may only read reads, and places nothing', async () => {
    const client = await rig.open(side, READING_KEY)
    await client.fetchBalance()
    expect((await refusal(client.createOrder(BTC[side], 'market', 'buy', 0.1)))[1]).toContain('-2015')
    expect(rig.venue[side].store.orders).toEqual([])
    const rights = await client.sapiGetAccountApiRestrictions()
    expect([rights['enableReading'], rights['enableSpotAndMarginTrading'], rights['enableFutures']]).toEqual([
      true,
      false,
      false,
    ])
  })

  it.each([
    [60_000, 'outside of the recvWindow'],
    [-60_000, "ahead of the server's time"],
  ])('a clock that is off by %i ms is refused until it is set', async (skewMs, words) => {
    const client = await rig.open(side)
    rig.venue.skewClock(skewMs)
    const [name, message] = await refusal(client.fetchBalance())
    expect(name).toBe('InvalidNonce')
    expect(message).toContain('-1021')
    expect(message).toContain(words)
    await client.loadTimeDifference()
    client.options['adjustForTimeDifference'] = true
    await expect(client.fetchBalance()).resolves.toBeDefined()
  })

  it('a symbol that is not listed is refused', async () => {
    const client = await rig.open(side)
    await client.loadMarkets()
    const ask =
      side === 'spot' ? client.publicGetDepth({ symbol: 'NOPE' }) : client.fapiPublicGetDepth({ symbol: 'NOPE' })
    expect(await refusal(ask)).toEqual(['BadSymbol', '{"code":-1121,"msg":"Invalid symbol."}'])
  })

  it('an address that does not exist is refused', async () => {
    const answer = await fetch(`http://127.0.0.1:${rig.venue.port}/api/v3/nope`)
    expect([answer.status, await answer.json()]).toEqual([
      404,
      { code: -5000, msg: 'Path /api/v3/nope, Method GET is invalid' },
    ])
  })
})

describe('what the filters refuse', () => {
  const rig = useVenue()
  const order = { symbol: 'BTCUSDT', side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: '0.1', price: '59000' }

  it.each([
    { what: 'a price off the tick', change: { price: '59000.001' }, name: 'InvalidOrder', words: 'PRICE_FILTER' },
    { what: 'a quantity off the step', change: { quantity: '0.000015' }, name: 'InvalidOrder', words: 'LOT_SIZE' },
    { what: 'too many digits', change: { quantity: '0.0000000001' }, name: 'BadRequest', words: '-1111' },
    { what: 'too small a value', change: { quantity: '0.00008' }, name: 'BadRequest', words: 'NOTIONAL' },
    { what: 'a price too far away', change: { price: '1000' }, name: 'InvalidOrder', words: 'PERCENT_PRICE_BY_SIDE' },
    { what: 'more than there is', change: { quantity: '2' }, name: 'InsufficientFunds', words: 'insufficient balance' },
    { what: 'no price', change: { price: '' }, name: 'BadRequest', words: "Mandatory parameter 'price'" },
    { what: 'an unknown type', change: { type: 'NOPE' }, name: 'BadRequest', words: '-1116' },
    { what: 'an unknown side', change: { side: 'NOPE' }, name: 'BadRequest', words: '-1117' },
    { what: 'an unknown time in force', change: { timeInForce: 'NOPE' }, name: 'BadRequest', words: '-1115' },
    { what: 'what is no number', change: { quantity: '1e3' }, name: 'BadRequest', words: '-1100' },
    { what: 'what it does not want', change: { stopPrice: '58000' }, name: 'BadRequest', words: '-1106' },
    {
      what: 'a stop that is reached',
      change: { type: 'STOP_LOSS_LIMIT', stopPrice: '59000' },
      name: 'OrderImmediatelyFillable',
      words: 'would trigger immediately',
    },
  ])('of the spot side: $what', async ({ change, name, words }) => {
    const client = await rig.open('spot')
    const found = await refusal(client.privatePostOrder({ ...order, ...change }))
    expect(found[0]).toBe(name)
    expect(found[1]).toContain(words)
    expect(rig.venue.spot.store.orders).toEqual([])
  })

  it.each([
    ['a price off the tick', { price: '59000.05' }, '-1111'],
    ['a quantity off the step', { quantity: '0.0015' }, '-1111'],
    ['nothing', { quantity: '0' }, '-4003'],
    ['too much', { quantity: '9001' }, '-4005'],
    ['too small a value', { quantity: '0.001' }, '-4164'],
    ['too high a price', { price: '67000' }, '-4016'],
    ['too low a price', { price: '53000' }, '-4024'],
    ['more than the margin allows', { quantity: '40' }, '-2019'],
    ['a position side that is not set', { positionSide: 'LONG' }, '-4061'],
    ['reduce-only without a position', { reduceOnly: 'true' }, '-2022'],
  ])('of the futures side: %s', async (_what, change, code) => {
    const client = await rig.open('usdm')
    expect((await refusal(client.fapiPrivatePostOrder({ ...order, ...change })))[1]).toContain(code)
    expect(rig.venue.usdm.store.orders).toEqual([])
  })

  it.each([
    ['a stop that is reached', { triggerPrice: '59000' }, '-2021'],
    ['a quantity for the whole position', { closePosition: 'true' }, '-1106'],
    ['a stop without a price', { triggerPrice: '' }, "Mandatory parameter 'triggerPrice'"],
  ])('of conditional orders: %s', async (_what, change, words) => {
    const client = await rig.open('usdm')
    const stop = { symbol: 'BTCUSDT', side: 'BUY', type: 'STOP_MARKET', triggerPrice: '61000', quantity: '0.1' }
    const placing = client.fapiPrivatePostAlgoOrder({ algoType: 'CONDITIONAL', ...stop, ...change })
    expect((await refusal(placing))[1]).toContain(words)
  })

  it('rules that change mid-session hold from then on', async () => {
    const client = await rig.open('spot')
    await client.privatePostOrder(order)
    rig.venue.spot.market('BTCUSDT').changeRules({ minNotional: new Decimal(10_000) })
    expect((await refusal(client.privatePostOrder(order)))[1]).toContain('NOTIONAL')
    const [market] = await client.fetchMarkets()
    expect(market?.limits.cost?.min).toBe(10_000)
  })

  it.each(['BREAK', 'SETTLING'] as const)('a symbol in %s takes no order and still cancels', async (status) => {
    const client = await rig.open('spot')
    const placed = await client.createOrder(BTC.spot, 'limit', 'buy', 0.1, 59_000)
    rig.venue.spot.market('BTCUSDT').setStatus(status)
    expect((await refusal(client.privatePostOrder(order)))[0]).toBe('MarketClosed')
    expect((await client.cancelOrder(String(placed.id), BTC.spot)).status).toBe('canceled')
    const markets = await client.fetchMarkets()
    expect(markets.find((market) => market?.symbol === BTC.spot)?.active).toBe(false)
  })
})
