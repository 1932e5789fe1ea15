import { describe, expect, it } from 'vitest'
import { type PositionEffect, price, quantity } from '../../../../domain/index.ts'
import { type OrderWords, testOrder } from '../../../testing/orders.ts'
import { wordOf } from '../testing/words.ts'
import { algoOrderParams, amendParams, futuresOrderParams, spotOrderParams } from './order-requests.ts'

const spot = (words: OrderWords) =>
  spotOrderParams(testOrder({ id: 'w-1', quantity: '0.00012300', ...words }), 'BTCUSDT')
const futures = (words: OrderWords) =>
  futuresOrderParams(testOrder({ id: 'w-1', quantity: '0.120', ...words }), 'BTCUSDT', 'oneWay')
const algo = (words: OrderWords) =>
  algoOrderParams(testOrder({ id: 'w-1', quantity: '0.120', ...words }), 'BTCUSDT', 'oneWay')

describe('An order for Binance', () => {
  it('carries its numbers as exact texts, however small, without an exponent', () => {
    expect(spot({ quantity: '0.00000001', limit: '0.00000012' })).toMatchObject({
      quantity: '0.00000001',
      price: '0.00000012',
    })
    expect(spot({ quantity: '123456789012345.00000001' })).toMatchObject({ quantity: '123456789012345.00000001' })
  })

  it.each<[OrderWords, object]>([
    [{}, { type: 'MARKET' }],
    [{ limit: '100' }, { type: 'LIMIT', price: '100', timeInForce: 'GTC' }],
    [
      { limit: '100', timeInForce: 'FOK' },
      { type: 'LIMIT', price: '100', timeInForce: 'FOK' },
    ],
    [
      { limit: '100', postOnly: true },
      { type: 'LIMIT_MAKER', price: '100' },
    ],
    [
      { side: 'sell', trigger: '90' },
      { type: 'STOP_LOSS', side: 'SELL', stopPrice: '90' },
    ],
    [
      { trigger: '90', limit: '91' },
      { type: 'STOP_LOSS_LIMIT', price: '91', stopPrice: '90', timeInForce: 'GTC' },
    ],
    [
      { type: 'takeProfit', trigger: '110' },
      { type: 'TAKE_PROFIT', stopPrice: '110' },
    ],
    [
      { type: 'takeProfitLimit', trigger: '110', limit: '109' },
      { type: 'TAKE_PROFIT_LIMIT', price: '109', stopPrice: '110', timeInForce: 'GTC' },
    ],
  ])('spot: %o', (words, expected) => {
    const common = {
      symbol: 'BTCUSDT',
      side: 'BUY',
      quantity: '0.000123',
      newClientOrderId: 'w-1',
      newOrderRespType: 'FULL',
    }
    expect(spot(words)).toEqual({ ...common, ...expected })
  })

  it.each<[OrderWords, object]>([
    [{}, { type: 'MARKET' }],
    [{ limit: '100' }, { type: 'LIMIT', price: '100', timeInForce: 'GTC' }],
    [
      { limit: '100', postOnly: true },
      { type: 'LIMIT', price: '100', timeInForce: 'GTX' },
    ],
    [
      { limit: '100', reduceOnly: true },
      { type: 'LIMIT', price: '100', timeInForce: 'GTC', reduceOnly: 'true' },
    ],
    [
      { limit: '100', timeInForce: 'GTD', expireAtMs: 1_700_000_000_999 },
      { type: 'LIMIT', price: '100', timeInForce: 'GTD', goodTillDate: 1_700_000_000_000 },
    ],
  ])('USD-M: %o', (words, expected) => {
    const common = {
      symbol: 'BTCUSDT',
      side: 'BUY',
      quantity: '0.12',
      newClientOrderId: 'w-1',
      newOrderRespType: 'RESULT',
    }
    expect(futures(words)).toEqual({ ...common, ...expected })
  })

  it.each<[OrderWords, object]>([
    [{ trigger: '90' }, { type: 'STOP_MARKET', triggerPrice: '90' }],
    [
      { trigger: '90', limit: '91' },
      { type: 'STOP', triggerPrice: '90', price: '91', timeInForce: 'GTC' },
    ],
    [
      { type: 'takeProfit', trigger: '90' },
      { type: 'TAKE_PROFIT_MARKET', triggerPrice: '90' },
    ],
    [
      { type: 'takeProfitLimit', trigger: '90', limit: '91', reduceOnly: true },
      { type: 'TAKE_PROFIT', triggerPrice: '90', price: '91', timeInForce: 'GTC', reduceOnly: 'true' },
    ],
  ])('USD-M, waiting for a price: %o', (words, expected) => {
    const common = { symbol: 'BTCUSDT', side: 'BUY', quantity: '0.12', clientAlgoId: 'w-1', algoType: 'CONDITIONAL' }
    expect(algo(words)).toEqual({ ...common, workingType: 'CONTRACT_PRICE', ...expected })
  })

  it.each<[OrderWords, PositionEffect | undefined, string]>([
    [{ side: 'buy' }, 'open', 'LONG'],
    [{ side: 'sell' }, 'reduce', 'LONG'],
    [{ side: 'sell' }, 'open', 'SHORT'],
    [{ side: 'buy' }, 'reduce', 'SHORT'],
    [{ side: 'sell', reduceOnly: true }, undefined, 'LONG'],
    [{ side: 'buy', reduceOnly: true }, 'reduce', 'SHORT'],
    [{ side: 'buy' }, undefined, 'LONG'],
  ])('USD-M in hedge mode, %o that is to %s: of the %s position, without the flag that is refused there', (...row) => {
    const [words, positionEffect, positionSide] = row
    const request = { ...testOrder(words), ...(positionEffect && { positionEffect }) }
    for (const params of [futuresOrderParams, algoOrderParams]) {
      expect(params(request, 'BTCUSDT', 'hedge')).toMatchObject({ positionSide })
      expect(params(request, 'BTCUSDT', 'hedge')).not.toHaveProperty('reduceOnly')
      expect(params(request, 'BTCUSDT', 'oneWay')).not.toHaveProperty('positionSide')
    }
  })

  it('names all of its terms when some are changed', () => {
    const { orderId, instrumentId } = wordOf()
    const terms = { quantity: quantity('0.50'), limitPrice: price('101.10'), triggerPrice: undefined }
    expect(amendParams({ orderId, instrumentId, ...terms }, wordOf({ side: 'sell' }), 'BTCUSDT')).toEqual({
      symbol: 'BTCUSDT',
      side: 'SELL',
      quantity: '0.5',
      price: '101.1',
      origClientOrderId: 'order-1',
    })
  })
})
