import { expect, it } from 'vitest'
import { issueAt } from './issue-fields.ts'

const faultAt = (path: string) => ({ data: { issues: [{ path, message: 'not offered' }] } })

it('leads what the engine says of a field to where it is typed', () => {
  expect(issueAt(faultAt('timeInForce'), 'time')).toBe('not offered')
  expect(issueAt(faultAt('draft.triggerPrice'), 'trigger')).toBe('not offered')
  expect(issueAt(faultAt('drafts.0.limitPrice'), 'price')).toBe('not offered')
  expect(issueAt(faultAt('limitPrice'), 'trigger')).toBeUndefined()
})

it('knows the prices of the other order, which shares everything else', () => {
  expect(issueAt(faultAt('drafts.1.triggerPrice'), 'otherTrigger')).toBe('not offered')
  expect(issueAt(faultAt('drafts.1.triggerPrice'), 'trigger')).toBeUndefined()
  expect(issueAt(faultAt('drafts.1.timeInForce'), 'time')).toBe('not offered')
})

it('says nothing where a fault is about no field', () => {
  expect(issueAt({ data: undefined }, 'price')).toBeUndefined()
  expect(issueAt(faultAt('instrumentId'), 'price')).toBeUndefined()
})
