import { expect, it } from 'vitest'
import { headRoom } from './head-room.ts'

it.each([
  [undefined, 'wide'],
  [840, 'wide'],
  [788, 'medium'],
  [759, 'narrow'],
  [520, 'narrow'],
  [498, 'least'],
  [208, 'least'],
])('gives the head of a panel of %s px %s room', (widthPx, room) => {
  expect(headRoom(widthPx)).toBe(room)
})

it('keeps room for the badge of a stale price', () => {
  expect(headRoom(788, true)).toBe('narrow')
  expect(headRoom(860, true)).toBe('medium')
  expect(headRoom(undefined, true)).toBe('wide')
})
