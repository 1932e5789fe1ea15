import { expect, it } from 'vitest'
import { IctCounts } from './ict-counts.ts'

it('tells how many are in sight once a picture is finished, and only where that changed', () => {
  const counts = new IctCounts()
  const heard: number[] = []
  const end = counts.subscribe('swings', (count) => heard.push(count))
  counts.add('swings')
  counts.add('swings')
  expect(counts.get('swings')).toBeUndefined()
  counts.tell()
  counts.tell()
  counts.begin()
  counts.add('swings')
  counts.add('swings')
  counts.tell()
  counts.begin()
  counts.tell()
  expect([counts.get('swings'), heard]).toEqual([0, [2, 0]])
  end()
  counts.add('swings')
  counts.tell()
  expect(heard).toEqual([2, 0])
})
