import { expect, it } from 'vitest'
import { headRoom } from './head-room.ts'

it.each([
  [undefined, 'wide'],
  [788, 'wide'],
  [699, 'narrow'],
  [208, 'least'],
])('gives the head of a panel of %s px %s room', (widthPx, room) => {
  expect(headRoom(widthPx)).toBe(room)
})
