import { describe, expect, it } from 'vitest'
import { Decimal } from '../../../src-main/base/index.ts'
import { parseInstrumentId } from '../../../src-main/domain/index.ts'
import { InstrumentTable } from '../../../src-main/venues/ccxt/instruments/instrument-table.ts'
import { PROFILES, useExchange } from './testing/exchange-rig.ts'

describe.each(['spot', 'usdm'] as const)('the instruments of %s, read through ccxt', (side) => {
  const rig = useExchange()
  const { venueId } = PROFILES[side]
  const btc = parseInstrumentId(`${venueId}:BTC-USDT`)
  const market = () => rig.venue[side].market('BTCUSDT')

  const open = async () => {
    const { connection } = await rig.connect(side, { isAnonymous: true })
    const table = await InstrumentTable.load(connection)
    const changed: string[] = []
    table.onChange(({ instrumentId, status }) => changed.push(`${instrumentId} ${status}`))
    return { connection, table, changed }
  }

  it('have every rule of the venue, to the last digit', async () => {
    const { table } = await open()
    for (const symbol of ['BTC', 'ETH', 'SOL']) {
      const { rules } = rig.venue[side].market(`${symbol}USDT`)
      const instrument = table.get(parseInstrumentId(`${venueId}:${symbol}-USDT`))
      expect(instrument).toMatchObject({ base: symbol, quote: 'USDT', status: 'trading' })
      expect(instrument?.tickSize.eq(rules.tickSize)).toBe(true)
      expect(instrument?.lotSize.eq(rules.stepSize)).toBe(true)
      expect(instrument?.minQuantity.eq(rules.minQuantity)).toBe(true)
      expect(instrument?.maxQuantity?.eq(rules.maxQuantity)).toBe(true)
      expect(instrument?.minNotional.eq(rules.minNotional)).toBe(true)
      expect(instrument?.maintenanceMarginFraction).toBe(
        side === 'spot' ? undefined : rules.maintenanceMargin.toNumber(),
      )
    }
    expect(table.all()).toHaveLength(3)
  })

  it('tell a change of rules, and that alone', async () => {
    const { table, changed } = await open()
    market().changeRules({ minNotional: new Decimal('12.5'), maxQuantity: new Decimal('0.75') })
    await table.refresh()
    await table.refresh()
    expect(changed).toEqual([`${btc} trading`])
    expect([table.get(btc)?.minNotional.toFixed(), table.get(btc)?.maxQuantity?.toFixed()]).toEqual(['12.5', '0.75'])
  })

  it('tell maintenance and its end', async () => {
    const { table, changed } = await open()
    market().setStatus('BREAK')
    await table.refresh()
    market().setStatus('TRADING')
    await table.refresh()
    expect(changed).toEqual([`${btc} maintenance`, `${btc} trading`])
  })

  it('tell an end for good where the venue has a word for it', async () => {
    const { table } = await open()
    market().setStatus('SETTLING')
    await table.refresh()
    // Binance spot calls that a break until the symbol vanishes.
    expect(table.get(btc)?.status).toBe(side === 'spot' ? 'maintenance' : 'delisted')
  })

  it('are refused with words while the venue is down, and stay what they were', async () => {
    const { table, changed } = await open()
    rig.venue.faults.onRequest(
      { kind: 'serverError', status: 503, taken: false },
      { matching: 'exchangeInfo', times: 5 },
    )
    await expect(table.refresh()).rejects.toMatchObject({ name: 'VenueError' })
    expect([changed, table.get(btc)?.status]).toEqual([[], 'trading'])
  })
})
