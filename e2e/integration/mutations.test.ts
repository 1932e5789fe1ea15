import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { MUTATIONS as OF_FAULTS } from '../faults/mutations.ts'
import { listedScenarios } from '../faults/scenario-list.ts'
import { MUTATIONS as OF_SEQUENCES } from '../sequences/mutations.ts'

const ROOT = join(import.meta.dirname, '../..')

describe('the guards that mutations switch off', () => {
  it.each([...OF_FAULTS, ...OF_SEQUENCES])('stand in the code as they are named: $name', ({ file, find }) => {
    expect(readFileSync(join(ROOT, file), 'utf8').split(find)).toHaveLength(2)
  })

  it('are needed by scenarios that there are', () => {
    const known = new Set(listedScenarios().map(({ id }) => id))
    const needed = OF_FAULTS.flatMap(({ scenarios }) => scenarios)
    expect(needed.filter((id) => !known.has(id))).toEqual([])
  })
})
