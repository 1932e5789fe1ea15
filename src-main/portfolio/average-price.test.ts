import { describe, expect, it } from 'vitest'
import { Decimal } from '../base/index.ts'
import type { Fill, Position } from '../domain/index.ts'
import { applyFill, shareOfFee } from './average-price.ts'
import { fillOf } from './testing/fills.ts'

function after(...fills: readonly Fill[]) {
  let position: Position | undefined
  let last: ReturnType<typeof applyFill> | undefined
  for (const fill of fills) {
    last = applyFill(position, fill)
    position = last.position
  }
  if (!last) throw new Error('no fill')
  return { ...figures(last.position), realisedNow: last.realisedPnl.toFixed(), closedBefore: last.closedBefore }
}

function figures({ quantity, entryPrice, realisedPnl, fees }: Position) {
  return {
    quantity: quantity.toFixed(),
    entryPrice: entryPrice.toFixed(),
    realisedPnl: realisedPnl.toFixed(),
    fees: fees.toFixed(),
  }
}

const buy = (quantity: string, price: string, fee = '0'): Fill => fillOf({ side: 'buy', quantity, price, fee })
const sell = (quantity: string, price: string, fee = '0'): Fill => fillOf({ side: 'sell', quantity, price, fee })

describe('applyFill', () => {
  it('averages the entry price by quantity when adding, long and short', () => {
    expect(after(buy('1', '100', '0.1'), buy('3', '120', '0.2'))).toMatchObject({
      quantity: '4',
      entryPrice: '115',
      realisedPnl: '0',
      fees: '0.3',
    })
    expect(after(sell('1', '100'), sell('3', '120'))).toMatchObject({ quantity: '-4', entryPrice: '115' })
  })

  it('keeps the entry price and realises the closed part when reducing', () => {
    expect(after(buy('4', '115', '1'), sell('1', '125', '0.5'))).toMatchObject({
      quantity: '3',
      entryPrice: '115',
      realisedPnl: '10',
      realisedNow: '10',
      fees: '1.5',
    })
    expect(after(sell('4', '115'), buy('1', '125'))).toMatchObject({ quantity: '-3', realisedNow: '-10' })
  })

  it('leaves a flat position with what it earned and paid', () => {
    expect(after(buy('2', '100', '1'), sell('1', '110', '1'), sell('1', '90', '1'))).toMatchObject({
      quantity: '0',
      entryPrice: '0',
      realisedPnl: '0',
      realisedNow: '-10',
      fees: '3',
    })
  })

  it('begins anew after flat', () => {
    const last = sell('1', '50', '2')
    const fills = [buy('1', '100', '1'), sell('1', '110', '1'), last]
    expect(after(...fills)).toMatchObject({ quantity: '-1', entryPrice: '50', realisedPnl: '0', fees: '2' })
    const flat = fills
      .slice(0, 2)
      .reduce<Position | undefined>((held, fill) => applyFill(held, fill).position, undefined)
    expect(applyFill(flat, last).position.openedAtMs).toBe(last.timeMs)
  })

  it('splits a fill through zero into the closed position and a new one at the fill price', () => {
    const { closedBefore, ...turned } = after(buy('1', '100', '1'), sell('4', '110', '2'))
    expect(turned).toEqual({ quantity: '-3', entryPrice: '110', realisedPnl: '0', fees: '1.5', realisedNow: '10' })
    expect(closedBefore && figures(closedBefore)).toEqual({
      quantity: '0',
      entryPrice: '0',
      realisedPnl: '10',
      fees: '1.5',
    })
  })

  it('realises zero, not minus zero, at the entry price', () => {
    expect(after(buy('1', '100'), sell('1', '100')).realisedNow).toBe('0')
  })

  it('refuses a fill of nothing', () => {
    expect(() => applyFill(undefined, buy('0', '100'))).toThrow('has quantity 0')
  })
})

describe('shareOfFee', () => {
  it('divides by quantity without sign and rounds to booked decimals', () => {
    const fee = fillOf({ fee: '1' }).fee
    expect(shareOfFee(fee, new Decimal(-1), new Decimal(3)).toFixed()).toBe('0.333333333333333333')
  })
})
