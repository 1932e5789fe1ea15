import { describe, expect, it } from 'vitest'
import { BTC, useVenue } from '../../venue/testing/rig.ts'

describe('rate limits', () => {
  const rig = useVenue(() => ({ limits: { weightPerMinute: 100, ordersPer10Seconds: 3, warningsBeforeBan: 2 } }))
  const ask = (path: string) => fetch(`http://127.0.0.1:${rig.venue.port}${path}`)
  const used = (answer: Response) => Number(answer.headers.get('x-mbx-used-weight-1m'))

  it('every answer says how much weight the minute has used, side by side for spot and futures', async () => {
    rig.venue.meters.spot.clear()
    expect(used(await ask('/api/v3/ping'))).toBe(1)
    expect(used(await ask('/api/v3/depth?symbol=BTCUSDT&limit=500'))).toBe(26)
    expect(used(await ask('/api/v3/ticker/24hr?symbol=BTCUSDT'))).toBe(28)
    expect(used(await ask('/fapi/v1/ping'))).toBe(1)
  })

  it('over the limit comes 429, and for who goes on 418, both with the time to wait', async () => {
    const client = await rig.open('spot')
    await ask('/api/v3/ticker/24hr')
    const over = await ask('/api/v3/trades?symbol=BTCUSDT')
    expect([over.status, (await over.json()).code]).toEqual([429, -1003])
    const waitSeconds = Number(over.headers.get('retry-after'))
    expect(waitSeconds).toBeGreaterThanOrEqual(1)
    expect(waitSeconds).toBeLessThanOrEqual(60)
    await expect(client.fetchTime()).rejects.toMatchObject({ name: 'DDoSProtection' })
    const banned = await ask('/api/v3/ping')
    expect([banned.status, banned.headers.get('retry-after')]).toEqual([418, '120'])
    await expect(client.fetchTime()).rejects.toThrow('IP banned until')
    rig.venue.skewClock(121_000)
    expect((await ask('/api/v3/ping')).status).toBe(200)
  })

  it('the weight is forgotten with the minute', async () => {
    await ask('/api/v3/ticker/24hr')
    expect((await ask('/api/v3/trades?symbol=BTCUSDT')).status).toBe(429)
    rig.venue.skewClock(60_000)
    const next = await ask('/api/v3/trades?symbol=BTCUSDT')
    expect([next.status, used(next)]).toEqual([200, 25])
  })

  it('too many orders are refused by themselves', async () => {
    const client = await rig.open('usdm')
    await client.loadMarkets()
    for (let count = 0; count < 3; count++) await client.createOrder(BTC.usdm, 'limit', 'buy', 0.1, 59_000)
    await expect(client.createOrder(BTC.usdm, 'limit', 'buy', 0.1, 59_000)).rejects.toMatchObject({
      name: 'RateLimitExceeded',
    })
    expect(rig.venue.usdm.store.orders).toHaveLength(3)
  })
})
