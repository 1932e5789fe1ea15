import { describe, expect, it } from 'vitest'
import { ManualClock } from '../../../base/index.ts'
import { orderId } from '../../../domain/index.ts'
import { StreamWitness, WITNESS_MS } from './stream-witness.ts'
import { wordOf } from './testing/words.ts'

function openWitness() {
  const clock = new ManualClock(10_000)
  const silent: string[] = []
  const witness = new StreamWitness({ clock, onSilent: (orderId) => silent.push(orderId) })
  witness.begin(10_000)
  return { clock, silent, witness }
}

describe('The witness of a stream', () => {
  it('says nothing of a stream that has told as much, before or after the answer', () => {
    const { clock, silent, witness } = openWitness()
    witness.hear(wordOf({ filled: '0.5', state: 'partiallyFilled' }))
    witness.expect(wordOf({ filled: '0.5', state: 'partiallyFilled' }), 10_500)
    witness.expect(wordOf({ filled: '1', state: 'filled' }), 10_500)
    clock.advanceBy(WITNESS_MS - 1)
    witness.hear(wordOf({ filled: '1', state: 'filled' }))
    clock.advanceBy(WITNESS_MS)
    expect(silent).toEqual([])
  })

  it('does not take a stream for silent that told of an open order long ago', () => {
    const { clock, silent, witness } = openWitness()
    witness.hear(wordOf())
    for (let number = 1; number <= 6_000; number++) {
      witness.hear(wordOf({ orderId: orderId(`other-${number}`), state: 'cancelled' }))
    }
    witness.expect(wordOf(), 10_500)
    clock.advanceBy(WITNESS_MS * 2)
    expect(silent).toEqual([])
  })

  it.each([
    ['nothing', undefined],
    ['less', wordOf({ filled: '0.5', state: 'partiallyFilled' })],
  ])('finds one that has told %s some seconds after the answer, not sooner', (_, heard) => {
    const { clock, silent, witness } = openWitness()
    if (heard) witness.hear(heard)
    witness.expect(wordOf({ filled: '1', state: 'filled' }), 10_500)
    clock.advanceBy(WITNESS_MS - 1)
    expect(silent).toEqual([])
    clock.advanceBy(1)
    expect(silent).toEqual(['order-1'])
  })

  it('asks nothing of a stream that is not there, or that began later', () => {
    const { clock, silent, witness } = openWitness()
    witness.expect(wordOf(), 9_999)
    witness.expect(wordOf(), 10_500)
    witness.end()
    witness.expect(wordOf(), 10_500)
    clock.advanceBy(WITNESS_MS * 2)
    expect(silent).toEqual([])
  })
})
