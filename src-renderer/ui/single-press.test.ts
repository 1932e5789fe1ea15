import { expect, it } from 'vitest'
import { oncePerPress, withoutHeldEnter } from './single-press.ts'

it('acts at the first click of a double click only, and at keys, whose clicks are counted as none', () => {
  const acted: number[] = []
  const handle = oncePerPress(({ detail }: { detail: number }) => acted.push(detail))
  for (const detail of [1, 2, 3, 0]) handle({ detail })
  expect(acted).toEqual([1, 0])
})

it('clicks a button once however long Enter is held, and leaves every other key alone', () => {
  const prevented: string[] = []
  const heard: string[] = []
  const press = (key: string, repeat: boolean): void => {
    const preventDefault = (): void => void prevented.push(key)
    withoutHeldEnter((event: { key: string; repeat: boolean; preventDefault(): void }) => heard.push(event.key))({
      key,
      repeat,
      preventDefault,
    })
  }
  press('Enter', false)
  press('Enter', true)
  press('ArrowDown', true)
  expect(prevented).toEqual(['Enter'])
  expect(heard).toEqual(['Enter', 'Enter', 'ArrowDown'])
})
