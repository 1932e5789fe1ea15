import { describe, expect, it } from 'vitest'
import { ManualClock } from '../../../src-main/base/index.ts'
import { BTC, told, useVenue } from '../../venue/testing/rig.ts'

/** Eight hours before the next funding, less an hour. */
const START_MS = 1_700_006_400_000 + 3_600_000
let clock: ManualClock

describe('funding and liquidation of the futures', () => {
  const rig = useVenue(() => {
    clock = new ManualClock(START_MS)
    return { clock, futuresWallet: 1_000 }
  })
  const symbol = BTC.usdm
  const account = () => rig.venue.usdm.account
  const user = ['usdm', 'user'] as const

  it('longs pay the rate when it is due, shorts get it', async () => {
    const client = await rig.open('usdm')
    await client.setPositionMode(true)
    await client.createOrder(symbol, 'market', 'buy', 0.03, undefined, { positionSide: 'LONG' })
    await client.createOrder(symbol, 'market', 'sell', 0.01, undefined, { positionSide: 'SHORT' })
    const before = account().wallet
    const mark = account().markOf('BTCUSDT')
    clock.advanceTo(rig.venue.perpetuals.nextFundingMs())
    expect(account().wallet.toFixed()).toBe(before.sub(mark.mul('0.02').mul('0.0001')).toFixed())
    const income = await client.fapiPrivateGetIncome({ incomeType: 'FUNDING_FEE' })
    expect(income.map((row: { income: string }) => Number(row.income))).toEqual([
      expect.closeTo(mark.mul('-0.000003').toNumber(), 8),
      expect.closeTo(mark.mul('0.000001').toNumber(), 8),
    ])
  })

  it('a rate below zero turns the payment, and the stream tells of it', async () => {
    const client = await rig.open('usdm')
    await client.createOrder(symbol, 'market', 'buy', 0.01)
    const before = account().wallet
    const balance = await told(rig, user, {
      watch: () => client.watchBalance(),
      when: () => rig.venue.perpetuals.applyFunding('BTCUSDT', '-0.001'),
    })
    const paid = account().markOf('BTCUSDT').mul('0.01').mul('0.001')
    expect(account().wallet.toFixed()).toBe(before.add(paid).toFixed())
    expect(balance['USDT']?.total).toBeCloseTo(account().wallet.toNumber(), 7)
  })

  it.each(['buy', 'sell'] as const)('an isolated position (%s) loses its margin and nothing else', async (side) => {
    const client = await rig.open('usdm')
    await client.setMarginMode('isolated', symbol)
    await client.createOrder(symbol, 'market', side, 0.1)
    const stop = await client.createOrder(symbol, 'limit', side, 0.002, side === 'buy' ? 55_000 : 65_000)
    const [position] = await client.fetchPositions([symbol])
    const liquidation = Number(position?.liquidationPrice)
    const outside = account().wallet.sub(account().position('BTCUSDT', 'BOTH').isolatedWallet).toNumber()
    const beyond = side === 'buy' ? -30 : 30
    rig.venue.usdm.setPrice('BTCUSDT', liquidation - beyond)
    expect(account().positions()).toHaveLength(1)
    rig.venue.usdm.setPrice('BTCUSDT', liquidation + beyond)
    expect(account().positions()).toEqual([])
    const closing = rig.venue.usdm.store.orders.at(-1)
    expect(closing?.terms.clientOrderId).toMatch(/^autoclose-/)
    expect((await client.fetchOrder(String(stop.id), symbol)).status).toBe('canceled')
    // What was kept apart is lost but for what the close left of it; the rest of the wallet is whole.
    expect(account().wallet.toNumber()).toBeGreaterThan(outside - 35)
    expect(account().wallet.toNumber()).toBeLessThan(outside + 35)
  })

  it('closing a part of an isolated position gives back that part of its margin', async () => {
    const client = await rig.open('usdm')
    await client.setMarginMode('isolated', symbol)
    await client.createOrder(symbol, 'market', 'buy', 0.1)
    const whole = account().position('BTCUSDT', 'BOTH').isolatedWallet
    expect(whole.toNumber()).toBeCloseTo((0.1 * 60_000.1) / 20, 8)
    await client.createOrder(symbol, 'market', 'sell', 0.04)
    expect(account().position('BTCUSDT', 'BOTH').isolatedWallet.toFixed()).toBe(whole.mul('0.6').toFixed())
  })

  it('with crossed margin the whole wallet stands for a position, and no more than it is lost', async () => {
    const client = await rig.open('usdm')
    await client.createOrder(symbol, 'market', 'buy', 0.3)
    rig.venue.usdm.setPrice('BTCUSDT', 57_000)
    expect(account().positions()).toHaveLength(1)
    const seen = await told(rig, user, {
      watch: () => client.watchOrders(symbol),
      when: () => rig.venue.usdm.setPrice('BTCUSDT', 50_000),
    })
    expect(seen.at(-1)?.clientOrderId).toMatch(/^autoclose-/)
    expect(account().positions()).toEqual([])
    expect(account().wallet.toNumber()).toBe(0)
    expect(rig.venue.perpetuals.income.at(-1)?.type).toBe('INSURANCE_CLEAR')
  })

  it('a transfer changes the wallet and is listed', async () => {
    const client = await rig.open('usdm')
    rig.venue.perpetuals.transfer(-250)
    const balance = await client.fetchBalance()
    expect(balance['USDT']?.total).toBe(750)
    const [row] = await client.fapiPrivateGetIncome({ incomeType: 'TRANSFER' })
    expect(Number(row.income)).toBe(-250)
  })

  it('margin that open orders bind is not there for others', async () => {
    const client = await rig.open('usdm')
    await client.createOrder(symbol, 'limit', 'buy', 0.3, 59_000)
    const balance = await client.fetchBalance()
    expect(balance['USDT']?.free).toBeCloseTo(1_000 - (0.3 * 59_000) / 20, 8)
    await expect(client.createOrder(symbol, 'limit', 'buy', 0.1, 59_000)).rejects.toThrow('-2019')
  })
})
